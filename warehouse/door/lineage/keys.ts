import { z } from "zod";
import type { Column } from "../sql/ast.ts";
import { column } from "../sql/ast.ts";

/** What we read of `models.json`. */
export const modelsSchema = z.object({
  nodes: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      description: z.string().nullish(),
      columns: z
        .record(
          z.string(),
          z.looseObject({
            name: z.string(),
            description: z.string().nullish(),
            data_type: z.string().nullish(),
          }),
        )
        .nullish(),
      depends_on: z.looseObject({ nodes: z.array(z.string()).default([]) }).nullish(),
    }),
  ),
  sources: z
    .record(
      z.string(),
      z.looseObject({
        name: z.string(),
        source_name: z.string(),
        config: z
          .looseObject({ meta: z.looseObject({ key: z.array(z.string()).default([]) }).nullish() })
          .nullish(),
        columns: z
          .record(z.string(), z.looseObject({ name: z.string(), data_type: z.string().nullish() }))
          .nullish(),
      }),
    )
    .default({}),
});
export type Models = z.output<typeof modelsSchema>;

/** How the rows of an export and those of a model are told to be the same. */
export interface Shared {
  readonly system: string;
  readonly table: string;
  /** The export's column, beside the model's. */
  readonly by: readonly { readonly raw: string; readonly own: Column; readonly name: string }[];
  /** The day of an export's row, where the model has its month. */
  readonly day: string | null;
}

/** What an export calls the unit that a model names otherwise. */
const UNITS: Readonly<Record<string, readonly string[]>> = {
  collectivity_code: ["collectivity_code", "unit_code", "lead_commune_code"],
};
/** The day on which a row of these exports enters the books. */
const DAYS: Readonly<Record<string, string>> = {
  "gid.engagement": "committed_on",
  "gid.mandat": "ordered_on",
  "gid.paiement": "paid_on",
  "gir.ordre_recette": "raised_on",
  "gir.quittance": "collected_at",
  "gir.reduction": "reduced_on",
};
export const MONTH = "month_start";

/**
 * The columns that an export shares with a model: those of the export's own key where the model has it, else every
 * text and whole number that both have (codes, years, numbers of acts; never an amount). Null where a row of one could
 * not be told from another's.
 */
export function sharedWith(models: Models, model: string, system: string, table: string): Shared | null {
  const source = Object.values(models.sources).find(
    (one) => one.source_name === system && one.name === table,
  );
  const node = Object.values(models.nodes).find((one) => one.name === model);
  const own = new Set(Object.keys(node?.columns ?? {}));
  const key = source?.config?.meta?.key ?? [];
  const common = Object.values(source?.columns ?? {}).flatMap(({ name, data_type: type }) => {
    const found = (UNITS[name] ?? [name]).find((each) => own.has(each));
    return found !== undefined && isCode(type ?? "")
      ? [{ raw: name, own: column(null, found), name: found }]
      : [];
  });
  const keyed = common.filter(({ raw }) => key.includes(raw));
  // A number of its own tells a row by itself; what is left may have been corrected since.
  const alone = keyed.filter(({ raw }) => /_(no|id)$/.test(raw) && raw !== "budget_id");
  const by = alone.length > 0 ? alone : common;
  if (!by.some(({ raw }) => alone.length > 0 || raw in UNITS)) return null;
  const day = alone.length === 0 && own.has(MONTH) ? (DAYS[`${system}.${table}`] ?? null) : null;
  return { system, table, by, day };
}

const isCode = (type: string): boolean => /^(VARCHAR|STRING|TEXT|INTEGER|BIGINT|SMALLINT)$/i.test(type);
