import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { LAKE } from "#warehouse/raw/index.ts";
import type { Arrival, ExportFacts, ExportLedger, NewExport } from "../engine/index.ts";
import { isFileFault } from "../engine/index.ts";

/** Tables of the catalogue's own, beside those of the contracts: what the ledger of each loader has. */
export const OWN = `${LAKE}.bayan`;
export const OWN_TABLES: readonly (readonly [
  name: string,
  columns: readonly (readonly [string, string])[],
])[] = [
  [
    "export",
    [
      ...["export_id", "system", "table_name", "period", "sha256", "status", "code"].map(
        (name) => [name, "VARCHAR"] as const,
      ),
      ...["rows_in", "rows_loaded", "rows_refused"].map((name) => [name, "BIGINT"] as const),
      ...["raw_path", "quarantine_path", "received_at", "facts"].map((name) => [name, "VARCHAR"] as const),
    ],
  ],
  [
    "arrival",
    [
      ...["export_id", "file", "source_export_id", "extracted_at", "received_at", "manifest_sha256"].map(
        (name) => [name, "VARCHAR"] as const,
      ),
      ["sample", "BOOLEAN"],
    ],
  ],
  // Each entry changes its one row: of two at once, DuckLake lets one through, and the other reads what it did.
  ["turn", [["n", "BIGINT"]]],
];

type Sent = Arrival & { readonly export_id: string };
type Entry = NewExport & { readonly facts: ExportFacts };
/** What the catalogue holds, exports by their id. */
export interface Held {
  readonly exports: ReadonlyMap<string, Entry>;
  readonly arrivals: readonly Sent[];
}

const text = z.string();
const count = z.coerce.number().int();
const facts = z.object({
  drift: z.array(
    z.object({
      code: text.refine(isFileFault),
      column: text.nullable(),
      detail: text,
      rule: z.enum(["warn", "stop"]),
    }),
  ),
  profile: z.array(z.object({ column: text, median: z.number() })),
});
const entry = z.object({
  ...{ export_id: text, system: text, table_name: text, period: text, sha256: text },
  ...{ status: z.enum(["loaded", "refused"]), code: text.nullable() },
  ...{ rows_in: count, rows_loaded: count, rows_refused: count },
  ...{ raw_path: text.nullable(), quarantine_path: text.nullable(), received_at: text },
  facts: text.transform((given) => facts.parse(JSON.parse(given))),
});
const arrival = z.object({
  ...{ export_id: text, file: text, source_export_id: text.nullable(), extracted_at: text },
  ...{ received_at: text, manifest_sha256: text.nullable(), sample: z.boolean() },
});

export const heldNow = (connection: DuckDBConnection): Promise<Held> => read(connection, "");
export const heldAt = (connection: DuckDBConnection, snapshot: number): Promise<Held> =>
  read(connection, ` AT (VERSION => ${Math.trunc(snapshot)})`);

async function read(connection: DuckDBConnection, at: string): Promise<Held> {
  const rows = async (table: string, order: string) =>
    (
      await connection.runAndReadAll(`SELECT * FROM ${OWN}.${table}${at} ORDER BY ${order}`)
    ).getRowObjectsJson();
  const exports = z.array(entry).parse(await rows("export", "export_id"));
  const arrivals = z.array(arrival).parse(await rows("arrival", "export_id, file, manifest_sha256"));
  return { exports: new Map(exports.map((each) => [each.export_id, each])), arrivals };
}

/** What a loader knows and the catalogue does not, or knows as refused only. */
export const missingThere = (ledger: ExportLedger, { exports, arrivals }: Held): string[] => {
  const sent = new Set(arrivals.map(keyOf));
  return [
    ...new Set([
      ...ledger
        .exports()
        .flatMap((each) => (isNews(each, exports.get(each.export_id)) ? each.export_id : [])),
      ...ledger.arrivals().flatMap((each) => (sent.has(keyOf(each)) ? [] : each.export_id)),
    ]),
  ];
};

/** The same the other way round. */
export const missingHere = (ledger: ExportLedger, { exports, arrivals }: Held): ReadonlySet<string> => {
  const known = new Map(ledger.exports().map((each) => [each.export_id, each]));
  const sent = new Set(ledger.arrivals().map(keyOf));
  return new Set([
    ...[...exports.values()].flatMap((each) =>
      isNews(each, known.get(each.export_id)) ? each.export_id : [],
    ),
    ...arrivals.flatMap((each) => (sent.has(keyOf(each)) ? [] : each.export_id)),
  ]);
};

type Status = Pick<NewExport, "status">;
const isNews = (one: Status, other: Status | undefined): boolean =>
  other === undefined || (other.status === "refused" && one.status === "loaded");

export const keyOf = ({ export_id, file, manifest_sha256 }: Sent): string =>
  JSON.stringify([export_id, file, manifest_sha256 ?? ""]);

/** Enters these exports into a ledger as the catalogue has them, with the instants at which others received them. */
export function takeOver(ledger: ExportLedger, held: Held, wanted: ReadonlySet<string>): void {
  const known = new Map(ledger.exports().map((each) => [each.export_id, each]));
  const arrivals = Map.groupBy(held.arrivals, (each) => each.export_id);
  ledger.together(() => {
    for (const id of wanted) {
      const { facts: learnt, ...row } = held.exports.get(id) ?? { facts: undefined, export_id: id };
      for (const [at, { export_id: _, ...each }] of (arrivals.get(id) ?? []).entries())
        if (at === 0 && "status" in row && isNews(row, known.get(id))) ledger.record(row, each, learnt);
        else ledger.arrive(id, each);
    }
  });
}
