#!/usr/bin/env bash
# The road in numbers: jar size, cold and warm start to the first page, idle memory of the JVM, paid to completed.
# Bounds are those of the issue that built the road; compare runs on one machine only.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export PORT=${PORT:-18480} SANDBOX_PORT=${SANDBOX_PORT:-18490}
export DATA_DIR; DATA_DIR=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$DATA_DIR"' EXIT
server=
now() { date +%s%3N; }

"$root/bin/bravapress" --version >/dev/null # builds when needed, outside of the measurement

start() { # $1: label
  local began; began=$(now)
  "$root/bin/bravapress" serve >"$DATA_DIR/serve.log" 2>&1 & server=$!
  until curl -fs -o /dev/null "http://127.0.0.1:$PORT/"; do
    kill -0 "$server" 2>/dev/null || { cat "$DATA_DIR/serve.log"; exit 1; }
    sleep 0.02
  done
  printf '%-28s %6d ms\n' "$1" $(( $(now) - began ))
}
stop() { kill "$server"; wait "$server" 2>/dev/null || true; }

printf '%-28s %6d MB (at most 130)\n' "fat jar" $(( $(stat -c %s "$root/target/bravapress.jar") / 1000000 ))
start "cold start, first page"
stop
for run in 1 2 3; do start "warm start $run (at most 3000)"; [ "$run" = 3 ] || stop; done
sleep 10
printf '%-28s %6d MB (at most 250)\n' "idle RSS of the JVM" $(( $(awk '/VmRSS/ {print $2}' "/proc/$server/status") / 1024 ))
stop
printf '%-28s' "paid to completed"
"$root/bin/bravapress" demo --exit | sed -n 's/.*paid to completed: //p'
