import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { isRollup } from "../door/index.ts";
import { ident } from "../quote.ts";
import type { Check } from "../surface.ts";
import { sayOf, type Text } from "../text.ts";
import { hashTable } from "./hash.ts";
import { PUBLIC_MANIFEST } from "./manifest.ts";
import { tableNames } from "./tables.ts";
import type { ReleaseHandle } from "./types.ts";

/** Published totals may differ from ours by this share: the figures we compare with are rounded in print. */
const TOLERANCE = 0.02;

/** What a check of ours found: faults refuse the release, notes are only told. */
export interface Findings {
  readonly faults: readonly Text[];
  readonly notes?: readonly Text[];
}
export interface BuiltInCheck extends Omit<Check, "run"> {
  /** False: told and counted, but no reason to withhold a release. */
  readonly blocking?: false;
  /** True: reads whole tables, for what a release that is being made has just been through. */
  readonly slow?: true;
  run(release: ReleaseHandle): Promise<Findings>;
}

export const missing = (name: string): Text => sayOf(name, "absent", "غير موجود", "missing");
export const changed = (name: string): Text =>
  sayOf(name, "contenu modifié", "تغيّر محتواه", "content changed");

type Rows = readonly Readonly<Record<string, unknown>>[];

async function using<T>(
  release: ReleaseHandle,
  work: (query: (sql: string) => Promise<Rows>, connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { connection, done } = await release.connect();
  try {
    return await work(async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS(), connection);
  } finally {
    done();
  }
}

const tables: BuiltInCheck = {
  name: "tables",
  slow: true,
  prevents: {
    fr: "une table modifiée, réordonnée, perdue ou ajoutée depuis que son empreinte est publiée",
    ar: "جدول تغيّر أو أعيد ترتيبه أو ضاع أو أضيف منذ نشر بصمته",
    en: "a table changed, reordered, lost or added since its hash was published",
  },
  run: (release) =>
    using(release, async (_, connection) => {
      const faults: Text[] = [];
      const listed = [...release.manifest.tables, ...release.build.tables];
      const found = await tableNames(connection);
      for (const name of found)
        if (!isRollup(name) && !listed.some((table) => table.name === name))
          faults.push(sayOf(name, "ne figure dans aucun manifeste", "غير مذكور في أي بيان", "not listed"));
      for (const table of listed) {
        if (!found.includes(table.name)) {
          faults.push(missing(table.name));
          continue;
        }
        const { rows, sha256 } = await hashTable(connection, table.name, table.parts !== undefined);
        if (rows !== table.rows)
          faults.push(
            sayOf(
              table.name,
              `${rows} lignes, et non ${table.rows}`,
              `${rows} من الأسطر بدل ${table.rows}`,
              `${rows} rows, not ${table.rows}`,
            ),
          );
        else if (sha256 !== table.sha256) faults.push(changed(table.name));
      }
      return { faults };
    }),
};

const keys: BuiltInCheck = {
  name: "keys",
  slow: true,
  prevents: {
    fr: "deux lignes pour une même chose, que chaque somme compterait deux fois",
    ar: "سطران لشيء واحد يحسبهما كل مجموع مرتين",
    en: "two rows for one thing, which every sum would count twice",
  },
  run: (release) =>
    using(release, async (query) => {
      const faults: Text[] = [];
      for (const { name, key } of keysOf(release.dir)) {
        const columns = key.map(ident).join(", ");
        const [row] = await query(
          `SELECT count(*)::INTEGER AS n FROM (SELECT 1 FROM ${ident(name)} GROUP BY ${columns} HAVING count(*) > 1)`,
        );
        const twice = Number(row?.n);
        const by = key.join(", ");
        if (twice > 0)
          faults.push(
            sayOf(
              name,
              `${twice} clés en double (${by})`,
              `${twice} من المفاتيح مكررة (${by})`,
              `${twice} keys twice (${by})`,
            ),
          );
      }
      return { faults };
    }),
};

const rows: BuiltInCheck = {
  name: "rows",
  prevents: {
    fr: "des lignes qui disparaissent entre le fichier reçu et la table : reçues = chargées + refusées",
    ar: "أسطر تختفي بين الملف المتوصل به والجدول: المتوصل به = المحمّل + المرفوض",
    en: "rows that vanish between the file received and the table: in = loaded + refused",
  },
  run: (release) =>
    using(release, async (query, connection) => {
      const faults = release.build.inputs
        .filter((input) => input.rows_in !== input.rows + input.rows_refused)
        .map(({ file, rows_in: received, rows: loaded, rows_refused: refused }) =>
          sayOf(
            file,
            `${received} reçues, ${loaded} chargées, ${refused} refusées`,
            `متوصل بها ${received}، محملة ${loaded}، مرفوضة ${refused}`,
            `${received} in, ${loaded} loaded, ${refused} refused`,
          ),
        );
      if (!(await tableNames(connection)).includes("meta_export")) return { faults };
      const listed = await query(
        "SELECT export_id, rows_in::BIGINT - rows_loaded - rows_refused AS gap, rows_loaded::BIGINT AS rows FROM meta_export",
      );
      const known = new Map(release.build.inputs.map((input) => [input.export_id, input]));
      for (const row of listed) {
        const input = known.get(String(row.export_id));
        const id = String(row.export_id);
        if (input === undefined)
          faults.push(
            sayOf(
              id,
              "dans meta_export, mais n’est pas une entrée",
              "في meta_export وليس من المدخلات",
              "listed in meta_export, not an input",
            ),
          );
        else if (Number(row.gap) !== 0 || Number(row.rows) !== input.rows)
          faults.push(sayOf(id, "les comptes diffèrent", "الأعداد تختلف", "counts differ"));
      }
      return { faults };
    }),
};

const reconciliation: BuiltInCheck = {
  name: "reconciliation",
  blocking: false,
  prevents: {
    fr: "des totaux nationaux qui s’écartent des totaux publiés sans que personne le voie",
    ar: "مجاميع وطنية تبتعد عن المنشورة دون أن ينتبه أحد",
    en: "national totals that drift from the published ones without anyone seeing it",
  },
  run: (release) =>
    using(release, async (query, connection) => {
      if (!(await tableNames(connection)).includes("meta_published_total")) return { faults: [] };
      const compared = await query(
        `SELECT measure, period, scope, published_value::VARCHAR AS published, computed_value::VARCHAR AS computed,
           coalesce(abs(gap_ratio) > ${TOLERANCE}, true) AS wide, ${TOTAL} AS total
         FROM meta_published_total ORDER BY ALL`,
      );
      const line = (row: Rows[number]) =>
        sayOf(
          `${row.measure} ${row.period} ${row.scope}`,
          `${row.computed} calculé, ${row.published} publié`,
          `المحسوب ${row.computed}، المنشور ${row.published}`,
          `${row.computed} computed, ${row.published} published`,
        );
      const wide = compared.filter((row) => row.wide === true);
      const totals = wide.filter((row) => row.total === true).map(line);
      const others = wide.filter((row) => row.total !== true).map(line);
      const [met, all, within] = [compared.length - wide.length, compared.length, TOLERANCE * 100];
      const summary = {
        fr: `${met} chiffres publiés sur ${all} retrouvés à ${within} % près`,
        ar: `${met} من ${all} رقما منشورا مطابقة في حدود ${within} %`,
        en: `${met} of ${all} published figures met within ${within} %`,
      };
      // The sample is made to meet the totals; of real exports some may simply not have come.
      return allSample(release)
        ? { faults: totals, notes: [summary, ...others] }
        : { faults: [], notes: [summary, ...totals, ...others] };
    }),
};

/** National totals of whole years; shares, delays and single months are told beside them. */
const TOTAL = "(scope = 'nation' AND unit NOT IN ('ratio', 'days') AND NOT regexp_matches(period, '-'))";

const allSample = ({ build }: ReleaseHandle): boolean =>
  build.inputs.every((input) => input.sample || input.system === "ref");

const data: BuiltInCheck = {
  name: "data",
  prevents: {
    fr: "des orphelins, des doublons et des règles enfreintes que les modèles ont comptés et que personne n’a lus",
    ar: "أسطر يتيمة أو مكررة وقواعد مختلة عدّتها النماذج ولم يقرأها أحد",
    en: "orphans, repeats and broken rules that the models counted and nobody read",
  },
  run: (release) =>
    using(release, async (query, connection) => {
      if (!(await tableNames(connection)).includes("meta_check")) return { faults: [] };
      const found = await query(
        `SELECT name, label_fr, label_ar, label_en, severity, rows_found::VARCHAR AS found, rows_checked::VARCHAR AS checked
         FROM meta_check WHERE rows_found > 0 ORDER BY ALL`,
      );
      const line = (row: Rows[number]) =>
        sayOf(
          String(row.name),
          `${row.found} lignes sur ${row.checked} (${row.label_fr})`,
          `${row.found} من ${row.checked} سطرا (${row.label_ar})`,
          `${row.found} of ${row.checked} rows (${row.label_en})`,
        );
      return {
        faults: found.filter((row) => row.severity === "error").map(line),
        notes: found.filter((row) => row.severity !== "error").map(line),
      };
    }),
};

const sample: BuiltInCheck = {
  name: "sample",
  prevents: {
    fr: "des chiffres inventés présentés comme réels, ou des réels marqués comme inventés",
    ar: "أرقام مختلقة تُعرض كأنها حقيقية أو حقيقية موسومة بأنها مختلقة",
    en: "invented figures shown as real ones, or real ones marked as invented",
  },
  run: (release) =>
    using(release, async (query) => {
      const invented = release.build.inputs.some((input) => input.sample);
      const faults: Text[] =
        invented === release.manifest.sample
          ? []
          : [sayOf(PUBLIC_MANIFEST, ...saysSample(release.manifest.sample))];
      const marked = await query(
        "SELECT table_name AS name FROM duckdb_columns() WHERE schema_name = 'main' AND column_name = 'sample' ORDER BY ALL",
      );
      const all = invented && allSample(release);
      for (const { name } of marked) {
        const [count] = await query(
          `SELECT count(*) FILTER (sample)::INTEGER AS yes, count(*) FILTER (sample IS NULL)::INTEGER AS unknown FROM ${ident(String(name))}`,
        );
        if (Number(count?.unknown) > 0)
          faults.push(
            sayOf(
              String(name),
              `${count?.unknown} lignes sans marque`,
              `${count?.unknown} من الأسطر بلا وسم`,
              `${count?.unknown} rows without a mark`,
            ),
          );
        if (!invented && Number(count?.yes) > 0)
          faults.push(
            sayOf(
              String(name),
              `${count?.yes} lignes marquées, sans export d’exemple`,
              `${count?.yes} من الأسطر موسومة ولا تصدير تجريبي`,
              `${count?.yes} rows marked, no sample export`,
            ),
          );
      }
      if (all) faults.push(...(await unmarked(query)));
      return { faults };
    }),
};

const saysSample = (sample: boolean): readonly [fr: string, ar: string, en: string] =>
  sample
    ? [
        "marque d’exemple, sans export d’exemple",
        "موسوم بأنه تجريبي ولا تصدير تجريبي",
        "marked as sample, no sample export",
      ]
    : [
        "sans marque d’exemple, avec des exports d’exemple",
        "غير موسوم وفيه تصديرات تجريبية",
        "not marked as sample, some exports are",
      ];

/** Where every export is invented, a fact can only be so; territory and census are real whatever comes. */
async function unmarked(query: (sql: string) => Promise<Rows>): Promise<Text[]> {
  const facts = await query(
    `SELECT table_name AS name FROM duckdb_columns()
     WHERE schema_name = 'main' AND column_name = 'sample'
       AND regexp_matches(table_name, '^(fct|idx)_') AND table_name NOT IN ('fct_census', 'fct_population') ORDER BY ALL`,
  );
  const faults: Text[] = [];
  for (const { name } of facts) {
    const [count] = await query(
      `SELECT count(*) FILTER (NOT sample)::INTEGER AS no FROM ${ident(String(name))}`,
    );
    if (Number(count?.no) > 0)
      faults.push(
        sayOf(
          String(name),
          `${count?.no} lignes non marquées, tout export étant d’exemple`,
          `${count?.no} من الأسطر غير موسومة وكل التصديرات تجريبية`,
          `${count?.no} rows not marked, every export is sample`,
        ),
      );
  }
  return faults;
}

const modelsSchema = z.object({
  nodes: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      config: z.looseObject({ meta: z.record(z.string(), z.unknown()) }),
      constraints: z.array(z.object({ type: z.string(), columns: z.array(z.string()) })),
    }),
  ),
});

/** Tables of a release that have a key, with it. */
export function keysOf(dir: string): { name: string; key: readonly string[] }[] {
  const models = modelsSchema.parse(JSON.parse(readFileSync(join(dir, "models.json"), "utf8")));
  return Object.values(models.nodes).flatMap(({ name, config, constraints }) => {
    if (config.meta.release !== true) return [];
    const named = Array.isArray(config.meta.key)
      ? config.meta.key.filter((each) => typeof each === "string")
      : [];
    const key =
      named.length > 0 ? named : (constraints.find(({ type }) => type === "primary_key")?.columns ?? []);
    return key.length > 0 ? [{ name, key }] : [];
  });
}

export const BUILT_IN_CHECKS: readonly BuiltInCheck[] = [tables, keys, rows, data, reconciliation, sample];
