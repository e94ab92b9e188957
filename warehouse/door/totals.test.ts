import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDoor } from "./door.ts";
import { createFixture, type DoorFixture } from "./testing/fixture.ts";
import { type Door, PUBLIC_VIEWER, type QuerySpec, type Viewer } from "./types.ts";

const NATIONAL: Viewer = { ...PUBLIC_VIEWER, role: "national" };
const SUMS = ["ordered_mad", "paid_mad", "credit_final_mad", "collected_mad", "permit_files"] as const;
const CUTS = [
  "region",
  "province",
  "commune",
  "collectivity",
  "collectivity_type",
  "segment",
  "year",
  "quarter",
  "month",
] as const;

let fixture: DoorFixture;
let door: Door;
beforeAll(async () => {
  fixture = await createFixture();
  door = createDoor({ releases: fixture.releases });
});
afterAll(() => fixture.close());

const cents = (cell: unknown): bigint =>
  cell === null || cell === undefined ? 0n : BigInt(String(cell).replace(".", ""));

const filter = fc.option(
  fc.record({
    dimension: fc.constant("region"),
    op: fc.constantFrom("=" as const, "!=" as const),
    value: fc.constantFrom("01", "06", "99"),
  }),
  { nil: undefined },
);

it("every grouping adds up to the nation, to the last centime", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.constantFrom(...SUMS), { minLength: 1, maxLength: 3 }),
      fc.subarray([...CUTS], { minLength: 1, maxLength: 3 }),
      filter,
      async (metrics, groupBy, term) => {
        const steps = groupBy.some((name) => name === "quarter" || name === "month");
        const asked = metrics.filter((name) => !(steps && name === "credit_final_mad"));
        if (asked.length === 0) return;
        const base: QuerySpec = { metrics: asked, where: term === undefined ? [] : [term] };
        const [total, grouped] = await Promise.all([
          door.ask(base, NATIONAL),
          door.ask({ ...base, groupBy }, NATIONAL),
        ]);
        for (const name of asked) {
          const sum = grouped.rows.reduce((so, row) => so + cents(row[name]), 0n);
          expect(sum).toBe(cents(total.rows[0]?.[name]));
        }
        const keys = grouped.rows.map((row) => JSON.stringify(groupBy.map((name) => row[name])));
        expect(new Set(keys).size).toBe(keys.length);
      },
    ),
    { numRuns: 120 },
  );
});

it("the same question has the same bytes, however often it is asked", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([...CUTS], { minLength: 1, maxLength: 3 }),
      fc.constantFrom("asc" as const, "desc" as const),
      async (groupBy, dir) => {
        const spec: QuerySpec = {
          metrics: ["ordered_mad", "on_time_rate"],
          groupBy,
          order: [{ by: "ordered_mad", dir }],
        };
        const fresh = () => createDoor({ releases: fixture.releases }).stream(spec, NATIONAL, "csv");
        expect(await fresh()).toEqual(await fresh());
      },
    ),
    { numRuns: 15 },
  );
});

it("any text is a value: it can match nothing, and do nothing", async () => {
  const count = await fixture.truth("SELECT count(*) AS n FROM fct_permit");
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ maxLength: 40, unit: "grapheme" }),
        fc.constantFrom(
          "' OR 1=1 --",
          "'; DROP TABLE fct_permit; --",
          '" OR ""="',
          "01' UNION SELECT 424242.42 --",
          "$1",
          "\\",
          "%",
        ),
      ),
      async (value) => {
        const spec: QuerySpec = {
          metrics: ["permit_files"],
          where: [{ dimension: "commune", op: "in", value: [value, "nowhere"] }],
        };
        const outcome = await door.ask(spec, NATIONAL).catch((error: { code?: string }) => error.code);
        if (typeof outcome === "string") expect(outcome).toBe("bad_value");
        else expect(JSON.stringify(outcome)).toContain('"rows":[{"permit_files":0}]');
      },
    ),
    { numRuns: 150 },
  );
  expect(await fixture.truth("SELECT count(*) AS n FROM fct_permit")).toEqual(count);
});
