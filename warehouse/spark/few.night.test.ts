import { expect, it } from "vitest";
import { tell } from "#test/night/told.ts";
import type { TableParity } from "./parity.ts";
import { expectEqual, inSparkHome, named, sparkMissing } from "./testing/home.ts";

/** Few enough for each push; what stands between them and the raw files is made too. */
const MARTS = ["fct_contract", "fct_authorisation", "fct_supplier"];

const reason = await sparkMissing();

it.skipIf(reason !== null)(named("Spark gives the marts that each push tries", reason), () =>
  inSparkHome(async ({ answer }) => {
    const { releases } = await answer<{ releases: { id: string; current: boolean }[] }>("releases");
    const current = releases.find((release) => release.current)?.id ?? "";
    const models = MARTS.map((name) => `+${name}`).join(",");
    const { tables } = await answer<{ tables: TableParity[] }>("parity", current, "--on-spark", models);
    for (const name of MARTS) expect(tables.map(({ table }) => table)).toContain(name);
    tell(expectEqual(tables));
  }),
);
