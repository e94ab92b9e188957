import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { scratchFolder } from "#test/fixture/scratch.ts";
import { fixedClock } from "#warehouse/clock.ts";
import { type Home, homeAt } from "#warehouse/home.ts";
import { sha256File } from "#warehouse/release/index.ts";
import { publicManifestText } from "#warehouse/release/manifest.ts";
import { withMarts } from "../build/publish.ts";
import { writeDataset } from "../build/write.ts";
import { dataset } from "../datasets/define.ts";
import { recordRelease, type Shelf } from "../shelf/shelf.ts";
import type { CatalogueEntry, Dataset } from "../types.ts";

const label = (text: string) => ({ fr: text, ar: text, en: text });
const column = (name: string, publish: boolean) => ({
  ...{ name, description: name, data_type: null, meta: { publish, label: label(name) } },
});
const MODELS = {
  nodes: {
    "model.bayan.fct_tiny": {
      name: "fct_tiny",
      resource_type: "model",
      config: { meta: { release: true } },
      columns: Object.fromEntries(
        ["year", "collectivity_code", "region_code", "kind", "title", "amount_mad", "seen_on", "sample"]
          .map((name) => [name, column(name, true)])
          .concat([["secret", column("secret", false)]]),
      ),
    },
  },
};

export const TINY: Dataset = dataset({
  slug: "petit-jeu",
  title: ["Petit jeu", "مجموعة صغيرة", "Small dataset"],
  about: ["Un jeu pour les tests", "مجموعة للاختبار", "A dataset for tests"],
  keywords: ["essai|test", "اختبار|تجربة", "trial|test"],
  limits: ["Rien de réel ici.", "لا شيء حقيقي هنا.", "Nothing real here."],
  marts: "fct_tiny",
  columns: "year collectivity_code region_code kind title amount_mad seen_on sample",
  key: "year collectivity_code kind",
  splitBy: "year",
  sql: "select * from fct_tiny",
});

/** Rows of the mart: text that a spreadsheet would run, quotes, Arabic, nulls, money, dates. */
export function tinyRows(
  change: (index: number, amount: number) => number | null = (_, amount) => amount,
  years = 2,
): string[] {
  const titles = [
    "plain",
    "=1+1",
    "@cmd",
    'a "quoted", text',
    "مشروع",
    "<script>alert(1)</script>",
    "+33",
    "-5 %",
  ];
  return Array.from({ length: 120 }, (_, index) => {
    const amount = change(index, 1000.25 + index * 17.5);
    if (amount === null) return null;
    const [year, code] = [
      2026 - years + (index % years),
      `0${1 + (index % 3)}.${String(index).padStart(3, "0")}`,
    ];
    const title = (titles[index % titles.length] ?? "").replaceAll("'", "''");
    const seen = index % 7 === 0 ? "null" : `date '2025-0${1 + (index % 9)}-11'`;
    return `(${year}, '${code}', '0${1 + (index % 3)}', '${index % 2 ? "A" : "B"}', '${title}', ${amount.toFixed(2)}, ${seen}, true, 'hidden')`;
  }).filter((row) => row !== null);
}

/** A release folder with one mart and its dataset, on the shelf of a home made for the test. */
export async function tinyRelease(
  home: Home,
  id: string,
  rows: readonly string[],
  minute: number,
): Promise<{ shelf: Shelf; entry: CatalogueEntry; dir: string }> {
  const dir = join(home.releases, id);
  mkdirSync(dir, { recursive: true });
  const database = join(dir, "warehouse.duckdb");
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  await connection.run(
    "create table fct_tiny (year integer, collectivity_code varchar, region_code varchar, kind varchar, title varchar, amount_mad decimal(18, 2), seen_on date, sample boolean, secret varchar)",
  );
  await connection.run(`insert into fct_tiny values ${rows.join(", ")}`);
  connection.closeSync();
  instance.closeSync();
  writeFileSync(join(dir, "models.json"), JSON.stringify(MODELS));
  writeFileSync(join(dir, "semantic.json"), JSON.stringify({ metrics: [] }));
  const entry = await withMarts(
    { dir, database, memory: "512MiB", temp: dir },
    ([lane], _shown, dictionary) =>
      writeDataset(lane, TINY, { dir, sample: true, until: "2025-12", dictionary, before: [] }),
  );
  writeFileSync(join(dir, "opendata/catalogue.json"), JSON.stringify({ datasets: [entry] }));
  const files = await Promise.all(
    entry.files.map(async ({ path, bytes }) => ({ path, bytes, sha256: await sha256File(join(dir, path)) })),
  );
  writeFileSync(
    join(dir, "manifest.public.json"),
    publicManifestText({ id, sample: true, until: "2025-12", tables: [], files }),
  );
  const clock = fixedClock(new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString());
  return { shelf: await recordRelease(home, dir, {}, clock), entry, dir };
}

export const tinyHome = (): Home => homeAt(scratchFolder("catalogue"));
