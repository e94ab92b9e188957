import { expect, it } from "vitest";
import { tell } from "#test/night/told.ts";
import type { TableParity } from "./parity.ts";
import { expectEqual, inSparkHome, named, sparkMissing } from "./testing/home.ts";

const reason = await sparkMissing();

it.skipIf(reason !== null)(named("Spark and DuckDB give the same marts, row by row", reason), () =>
  inSparkHome(async ({ answer }) => {
    const { release: one } = await answer<{ release: string }>("build");
    const { release: other } = await answer<{ release: string }>("build", "--target", "spark");
    expect(other).not.toBe(one);
    const { tables } = await answer<{ tables: TableParity[] }>("parity", one, other);
    expect(tables.length).toBeGreaterThan(70);
    tell(expectEqual(tables));
  }),
);
