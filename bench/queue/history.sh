#!/usr/bin/env bash
# A claim and the console's pages beside 5,000 and beside 5,000,000 finished jobs, in one run on one database.
# Usage: bench/queue/history.sh [jobs of the short history, 5000] [of the long one, 5000000]; takes minutes and ~3 GB.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. bin/setup.sh
bp_find_java; bp_find_maven
mvn -q test-compile -Dspotless.check.skip
mvn -q dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
exec "$JAVA_HOME/bin/java" -Xmx512m -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
  com.bravapress.admin.HistoryBench "${1:-5000}" "${2:-5000000}"
