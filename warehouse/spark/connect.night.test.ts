import { it } from "vitest";
import { freePort } from "#test/fixture/port.ts";
import { tell } from "#test/night/told.ts";
import { connectServer } from "./testing/connect.ts";
import { few, inSparkHome, named, sparkMissing } from "./testing/home.ts";

const reason = await sparkMissing();

it.skipIf(reason !== null)(named("a Spark of another process gives the same marts", reason), async () => {
  const server = await connectServer(await freePort());
  try {
    // Without a Java of its own: a session on this machine would not even start.
    await inSparkHome(async (home) => tell(await few(home)), {
      BAYAN_SPARK_REMOTE: server.address,
      JAVA_HOME: "/nowhere",
    });
  } finally {
    await server.stop();
  }
});
