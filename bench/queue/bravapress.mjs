// Our queue among the peers: started with the flags of bin/bravapress, speaks the protocol of the drivers (QueueBench).
import path from "node:path";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "../..");
const flags = ["-XX:+UseSerialGC", "-Xms48m", "-Xmx512m", "-Xss512k", "-XX:TieredStopAtLevel=1", ...(process.env.BRAVAPRESS_JAVA_OPTS ?? "").split(" ").filter(Boolean)];

export default {
  bravapress: {
    command: (cmd, o) => [`${process.env.JAVA_HOME}/bin/java`, [...flags, "-cp", `${root}/target/test-classes:${root}/target/bravapress.jar`,
      "com.bravapress.jobs.QueueBench", cmd, ...Object.entries(o).map(([k, v]) => `${k}=${v}`)]],
    version: () => "this tree",
    drains: [{ label: "c=10", o: { conc: 10 } }, { label: "c=24", o: { conc: 24 } }],
    latencies: [
      { label: "other process", o: { conc: 10 } },
      { label: "same process", inproc: true, o: { conc: 10 } },
    ],
  },
};
