import { expect, it } from "vitest";
import { tell } from "#test/night/told.ts";
import { sparkCluster } from "./testing/cluster.ts";
import { few, inSparkHome, named, sparkMissing } from "./testing/home.ts";

const reason = await sparkMissing();

it.skipIf(reason !== null)(named("a Spark cluster gives the same marts", reason), async () => {
  const cluster = await sparkCluster();
  try {
    // Without a Java of its own: a session on this machine would not even start.
    const settings = { BAYAN_SPARK_REMOTE: cluster.address, JAVA_HOME: "/nowhere" };
    const [figure] = await Promise.all([inSparkHome(few, settings), cluster.loseExecutor()]);
    const asked = cluster.executors();
    // One for each worker, and another for the one that was killed.
    expect(asked).toEqual([2, 1]);
    tell(`${figure}; ${asked.length} workers, an executor killed`);
  } finally {
    await cluster.stop();
  }
});
