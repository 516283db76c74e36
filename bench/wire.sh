#!/usr/bin/env bash
# The automation in numbers, against the sandbox wire: ms per release beside a bare Playwright script doing the same clicks
# in turns in the same run (at most 1.25 times its time), then what is held after 50 and after 200 releases.
# Usage: bench/wire.sh [releases of each, 30] [releases of the long run, 200]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. bin/setup.sh
bp_find_java; bp_find_maven; bp_find_browser
mvn -q test-compile -Dspotless.check.skip
mvn -q dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
exec "$JAVA_HOME/bin/java" -Xmx512m -Dvertx.logger-delegate-factory-class-name=io.vertx.core.logging.SLF4JLogDelegateFactory \
  -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" com.bravapress.wire.WireBench "${1:-30}" "${2:-200}"
