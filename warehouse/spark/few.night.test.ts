import { it } from "vitest";
import { tell } from "#test/night/told.ts";
import { few, inSparkHome, named, sparkMissing } from "./testing/home.ts";

const reason = await sparkMissing();

it.skipIf(reason !== null)(named("Spark gives the marts that each push tries", reason), () =>
  inSparkHome(async (home) => tell(await few(home))),
);
