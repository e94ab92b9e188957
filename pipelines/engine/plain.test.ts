import { cpSync } from "node:fs";
import { DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { column, FORMATS, integer, money, say, type Table, table, text } from "../sources/contract.ts";
import { EngineHome } from "./testing/home.ts";
import { type Mutation, mutation } from "./testing/mutate.ts";
import { LINE_HEADER, lineOf, TOY } from "./testing/toy.ts";

/** At night more of them (`BAYAN_FUZZ_RUNS`). */
const RUNS = Math.ceil(Number(process.env.BAYAN_FUZZ_RUNS ?? (process.env.CI === undefined ? 20 : 100)) / 2);
const FILES = 8;

const label = say("Essai", "تجربة", "Trial");
/** A key of numbers, and amounts that are profiled. */
const COUNTED: Table = table({
  name: "counted",
  title: label,
  columns: [
    column("rang", "rank", integer(-10, 1_000_000), label),
    column("montant", "amount_mad", money, label),
    column("retenue", "withheld_mad", money, label, { nullable: true }),
  ],
  key: ["rank"],
  mode: "replace_period",
  period: { grains: ["month"], column: null },
});
/** A key of free text, that may have spaces around it. */
const NAMED: Table = table({
  name: "named",
  title: label,
  columns: [column("nom", "name", text(40), label), column("montant", "amount_mad", money, label)],
  key: ["name"],
  mode: "replace_period",
  accepts: { ...FORMATS, values: ["trimmed"] },
  period: { grains: ["month"], column: null },
});
const CONTRACTS = [{ ...TOY, tables: [...TOY.tables, COUNTED, NAMED] }];

/** Each with its threads: one reads a plain file in one pass, two fill a table while the sieve is at its work. */
const ROADS = [
  { threads: 2, plainFrom: Number.POSITIVE_INFINITY },
  { threads: 1, plainFrom: 0 },
  { threads: 2, plainFrom: 0 },
] as const;
let homes: EngineHome[];
beforeEach(async () => {
  homes = await Promise.all(ROADS.map(() => EngineHome.create(CONTRACTS)));
  const [first, ...others] = homes;
  if (first === undefined) return;
  // One key, so that pseudonyms can be compared.
  first.drop("line_2026-01.csv", `${LINE_HEADER}\n`);
  await first.ingest();
  for (const each of others) cpSync(first.home.keys, each.home.keys, { recursive: true });
});
afterEach(() => {
  for (const each of homes) each.remove();
  vi.restoreAllMocks();
});

/** All that a home has of these files: rows, refused rows, counts, drift, medians. */
async function told(at: EngineHome, name: string) {
  const all = async (folder: "raw" | "quarantine", order: string) => {
    const files = [...at.files(folder).keys()].filter((path) => path.startsWith(`toy/${name}/`));
    return files.length === 0
      ? []
      : at.query(
          `SELECT * FROM read_parquet('{${folder}}/toy/${name}/*.parquet', union_by_name = true) ORDER BY ${order}`,
        );
  };
  const exports = at.ledger.exports().map(({ received_at: _, ...each }) => each);
  return {
    raw: await all("raw", "_export_id, _row"),
    quarantine: await all("quarantine", "ALL"),
    exports: exports.filter(({ table_name, period }) => table_name === name && period !== "2026-01"),
    facts: [...at.ledger.facts()].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

async function sameOnEveryRoad(name: string, files: ReadonlyMap<string, Buffer | string>): Promise<void> {
  for (const [n, at] of homes.entries()) {
    for (const [file, content] of files) at.drop(file, content);
    await at.ingest({ settings: { buildMemory: "512MiB", ...ROADS[n] } });
  }
  const [expected, ...others] = await Promise.all(homes.map((each) => told(each, name)));
  for (const each of others) expect(each).toEqual(expected);
}

/** How many files went from their text to their Parquet in one pass, and how many by way of table `plain`. */
function watchRoads() {
  const run = vi.spyOn(DuckDBConnection.prototype, "runAndReadAll");
  const count = (form: RegExp) => run.mock.calls.filter(([sql]) => form.test(sql)).length;
  return { passed: () => count(/^COPY[\s\S]*read_csv/), staged: () => count(/^COPY[\s\S]*FROM plain\b/) };
}

test("a file with a few bad rows gives on every road what it gives by the stage", async () => {
  const roads = watchRoads();
  const rows = Array.from({ length: 400 }, (_, n) =>
    lineOf(`A${n}`, {
      montant: `${n}.5${n % 10}`,
      personne: n % 3 === 0 ? "" : `AB000${n % 7}`,
      note: n % 5 === 0 ? "" : `é${n}`,
    }),
  );
  const bad: readonly [number, string][] = [
    [3, lineOf("A3", { montant: "1,5" })],
    [40, lineOf("A40", { montant: "-3.00" })],
    [41, lineOf("A41", { ct_code: "99" })],
    [42, lineOf("A42", { jour: "2026-02-30", personne: "1", exercice: "x" })],
    [43, lineOf("A43", { jour: "2026-04-01" })],
    [77, "A77;trop;court"],
    [78, `${lineOf("A78")};trop`],
    [100, lineOf("A99")],
    [101, lineOf("A10", { montant: "10.50", personne: "AB0003", note: "" })],
    [102, lineOf("A42")],
    [300, lineOf("A300", { exercice: "1999" })],
    [301, lineOf("A301", { communes: "01.051.01.01|x" })],
    [302, lineOf("A302", { note: "x".repeat(21) })],
    [303, `\n\n${lineOf("A303", { type: "RIEN" })}`],
    [399, lineOf("A3", { montant: "7.00" })],
  ];
  for (const [at, line] of bad) rows[at] = line;
  await sameOnEveryRoad("line", new Map([["line_2026-03.csv", `${LINE_HEADER}\n${rows.join("\n")}\n`]]));
  expect([roads.passed(), roads.staged()]).toEqual([1, 1]);
  expect(homes[1]?.ledger.exports().find(({ period }) => period === "2026-03")).toMatchObject({
    ...{ rows_in: 400, rows_refused: 13, status: "loaded" },
  });
});

test("a file that drifts is refused on every road, or told of", async () => {
  const many = (n: number, of: (n: number) => Record<string, string>) =>
    `${LINE_HEADER}\n${Array.from({ length: n }, (_, at) => lineOf(`B${at}`, of(at))).join("\n")}\n`;
  const files = {
    "line_2026-03_dates.csv": many(60, () => ({ jour: "10/03/2026" })),
    "line_2026-03_grain.csv": many(60, (n) => ({ no: `B${n >> 1}` })),
    "line_2026-03_liste.csv": many(60, (n) => ({ type: n % 5 === 0 ? "NEUF" : "BC" })),
    "line_2026-03_mois.csv": many(60, () => ({ jour: "2026-04-02" })),
  };
  await sameOnEveryRoad("line", new Map(Object.entries(files)));
  const codes = homes[1]?.ledger.exports().map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(["drift_date_format", "drift_grain"]));
});

test("of a long file the same rows are profiled, those that repeat a key among them", async () => {
  const rows = Array.from({ length: 60_000 }, (_, n) => `${n};${(n * 7919) % 100_003}.${10 + (n % 90)};`);
  for (let n = 16; n < rows.length; n += 1600) rows[n] = `${n - 1};${n}.00;1.00`;
  rows[5] = "5;1.00";
  const content = `rang;montant;retenue\n${rows.join("\n")}`;
  await sameOnEveryRoad("counted", new Map([["counted_2026-03.csv", content]]));
  const [facts] = [...(homes[2]?.ledger.facts().values() ?? [])].filter(({ profile }) => profile.length > 0);
  expect(facts?.profile.map((each) => each.column)).toEqual(["amount_mad"]);
});

test("a key that may be written in two ways is seen to come again, on every road", async () => {
  const rows = Array.from({ length: 40 }, (_, n) => `${n === 30 ? " Nom 7 " : `Nom ${n}`};1.00`);
  await sameOnEveryRoad("named", new Map([["named_2026-03.csv", `nom;montant\n${rows.join("\n")}\n`]]));
  const refused = await homes[1]?.query(
    "SELECT code, related_line FROM read_parquet('{quarantine}/toy/named/*.parquet')",
  );
  expect(refused).toEqual([{ code: "duplicate_row", related_line: "9" }]);
});

const content = (file: number): Buffer => {
  const rows = Array.from({ length: 12 }, (_, n) =>
    lineOf(`R${file}-${n}`, { note: "x", montant: `${n}.5${n % 10}`, personne: n % 2 === 0 ? "AB1234" : "" }),
  );
  return Buffer.from(`${[LINE_HEADER, ...rows].join("\n")}\n`);
};
const spoilt = (mutations: readonly Mutation[], bytes: Buffer): Buffer =>
  mutations.reduce((each, mutate) => mutate(each), bytes);

test("whatever happens to a file, every road gives the same of it", { timeout: 3_600_000 }, async () => {
  const roads = watchRoads();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(mutation, { maxLength: 3 }), { minLength: FILES, maxLength: FILES }),
      async (files) => {
        run += 1;
        const named = files.map(
          (each, n) => [`line_2026-03_${run}_${n}.csv`, spoilt(each, content(run * FILES + n))] as const,
        );
        await sameOnEveryRoad("line", new Map(named));
      },
    ),
    { numRuns: RUNS, ...(process.env.BAYAN_FUZZ_SEED ? { seed: Number(process.env.BAYAN_FUZZ_SEED) } : {}) },
  );
  expect(roads.passed()).toBeGreaterThan(RUNS);
});
