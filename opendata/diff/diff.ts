import type { DuckDBConnection } from "@duckdb/node-api";
import { ident, literal } from "#warehouse/quote.ts";
import type { Text } from "#warehouse/text.ts";
import { rowsOf } from "../build/sql.ts";
import type { Engine } from "../query/engine.ts";
import type { Edition } from "../shelf/shelf.ts";

type Cell = string | number | boolean | null;
type Row = Readonly<Record<string, Cell>>;

export interface Diff {
  readonly dataset: string;
  readonly from: string;
  readonly to: string;
  readonly key: readonly string[];
  readonly columns: { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly counts: { readonly added: number; readonly removed: number; readonly changed: number };
  readonly added: readonly Row[];
  readonly removed: readonly Row[];
  /** A row that stands in both under its key: only the columns that differ, before and after. */
  readonly changed: readonly { readonly key: Row; readonly before: Row; readonly after: Row }[];
  readonly words: Text;
}

const filesOf = (engine: Engine, { entry }: Edition): string => {
  const list = entry.files.filter(({ format }) => format === "parquet");
  return `read_parquet([${list.map(({ sha256 }) => literal(engine.pathOf(sha256))).join(", ")}])`;
};

/**
 * What differs between two editions of a dataset, row by row under the key of the later. Values are text as in the
 * CSV files, null where empty. Applied to the first, it gives the second.
 */
export async function diff(engine: Engine, from: Edition, to: Edition): Promise<Diff> {
  const old = new Set(from.entry.fields.map(({ name }) => name));
  const now = new Set(to.entry.fields.map(({ name }) => name));
  const key = to.entry.key.filter((name) => old.has(name));
  const shared = to.entry.fields
    .map(({ name }) => name)
    .filter((name) => old.has(name) && !key.includes(name));
  const join = key.map((name) => `a.${ident(name)} is not distinct from b.${ident(name)}`).join(" and ");
  const order = (alias: string) => key.map((name) => `${alias}.${ident(name)}`).join(", ");
  const text = (alias: string, names: readonly string[], prefix = "") =>
    names.map((name) => `${alias}.${ident(name)}::varchar as ${ident(prefix + name)}`);
  const [a, b] = [filesOf(engine, from), filesOf(engine, to)];
  return engine.use(async (connection) => {
    const anti = (left: string, right: string, names: readonly string[]) =>
      objects(
        connection,
        `select ${text("a", names).join(", ")} from ${left} a where not exists (select 1 from ${right} b where ${join}) order by ${order("a")}`,
      );
    const added = await anti(b, a, [...now]);
    const removed = await anti(a, b, [...old]);
    const differs = [
      ...shared.map((name) => `a.${ident(name)} is distinct from b.${ident(name)}`),
      // A column that has come must be filled on every row that stays.
      ...[...now].filter((name) => !old.has(name)).map((name) => `b.${ident(name)} is not null`),
    ];
    const fresh = [...now].filter((name) => !old.has(name));
    const pairs =
      differs.length === 0
        ? []
        : await objects(
            connection,
            `select ${[...text("b", key, "k."), ...text("a", shared, "a."), ...text("b", [...shared, ...fresh], "b.")].join(", ")}
             from ${a} a join ${b} b on ${join} where ${differs.join(" or ")} order by ${order("b")}`,
          );
    const changed = pairs.map((row) => {
      const names = [...shared, ...fresh].filter(
        (name) => (row[`a.${name}`] ?? null) !== (row[`b.${name}`] ?? null),
      );
      const pick = (prefix: string, list: readonly string[]) =>
        Object.fromEntries(list.map((name) => [name, row[`${prefix}.${name}`] ?? null]));
      return {
        key: pick("k", key),
        before: pick(
          "a",
          names.filter((name) => old.has(name)),
        ),
        after: pick("b", names),
      };
    });
    const columns = { added: fresh, removed: [...old].filter((name) => !now.has(name)) };
    const counts = { added: added.length, removed: removed.length, changed: changed.length };
    const words = inWords(counts, columns, changed);
    return {
      dataset: to.entry.slug,
      from: from.version,
      to: to.version,
      key,
      columns,
      counts,
      added,
      removed,
      changed,
      words,
    };
  });
}

async function objects(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const names = (await rowsOf(connection, `describe ${sql}`)).map(([name]) => String(name));
  const rows = await rowsOf(connection, sql);
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, (row[at] ?? null) as Cell])));
}

function inWords(counts: Diff["counts"], columns: Diff["columns"], changed: Diff["changed"]): Text {
  const touched = new Map<string, number>();
  for (const { after } of changed)
    for (const name of Object.keys(after)) touched.set(name, (touched.get(name) ?? 0) + 1);
  const most = [...touched].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1)).slice(0, 3);
  const where = most.map(([name, n]) => `${name} (${n})`).join(", ");
  if (counts.added + counts.removed + counts.changed + columns.added.length + columns.removed.length === 0)
    return { fr: "Les mêmes lignes.", ar: "الأسطر نفسها.", en: "The same rows." };
  const shape = (fr: string, list: readonly string[]) =>
    list.length === 0 ? "" : ` ${fr} ${list.join(", ")}.`;
  return {
    fr: `Lignes ajoutées : ${counts.added} ; retirées : ${counts.removed} ; modifiées : ${counts.changed}${where === "" ? "" : `, surtout ${where}`}.${shape("Colonnes nouvelles :", columns.added)}${shape("Colonnes retirées :", columns.removed)}`,
    ar: `الأسطر المضافة: ${counts.added}؛ المحذوفة: ${counts.removed}؛ المعدلة: ${counts.changed}${where === "" ? "" : `، خصوصا ${where}`}.${shape("أعمدة جديدة:", columns.added)}${shape("أعمدة محذوفة:", columns.removed)}`,
    en: `Rows added: ${counts.added}; removed: ${counts.removed}; changed: ${counts.changed}${where === "" ? "" : `, mostly ${where}`}.${shape("New columns:", columns.added)}${shape("Columns removed:", columns.removed)}`,
  };
}

/** The later edition's rows, out of the earlier's and what differs; both as text, in key order of the result. */
export function apply(rows: readonly Row[], change: Diff): Row[] {
  const keyOf = (row: Row) => JSON.stringify(change.key.map((name) => row[name] ?? null));
  const gone = new Set(change.removed.map(keyOf));
  const after = new Map(change.changed.map((each) => [keyOf(each.key), each.after]));
  const trimmed = (row: Row): Row =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !change.columns.removed.includes(name)));
  const empty = Object.fromEntries(change.columns.added.map((name) => [name, null]));
  const kept = rows
    .filter((row) => !gone.has(keyOf(row)))
    .map((row) => ({ ...empty, ...trimmed(row), ...after.get(keyOf(row)) }));
  return [...kept, ...change.added];
}
