#!/usr/bin/env bash
# The queue beside its peers and beside plain SQL, on one throw-away PostgreSQL with default durability, in one run.
#   bench/queue/run.sh [PEERS_FOLDER] [options of its run.sh]     the folder defaults to ../shared/bench/peers
# Prints one table; all samples go to target/peers/results.json. Needs PostgreSQL 15's server programs, Node 20+, Maven.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../bin/setup.sh"
bp_find_java
bp_build
peers="$bp_root/../shared/bench/peers"
if [ $# -gt 0 ] && [ -d "$1" ]; then peers=$1; shift; fi
[ -f "$peers/run.sh" ] || bp_fail "The peers are not at $peers: give their folder as the first argument."
[ -d "$bp_root/target/test-classes/com/bravapress/jobs" ] || mvn -B -q -f "$bp_root/pom.xml" -Dspotless.check.skip test-compile
mkdir -p "$bp_root/target/peers"
cp -r --no-preserve=mode "$peers"/. "$bp_root/target/peers/"
exec sh "$bp_root/target/peers/run.sh" --extra "$bp_root/bench/queue/bravapress.mjs" \
  --peers limits,bravapress,graphile-worker,pg-boss,db-scheduler,jobrunr "$@"
