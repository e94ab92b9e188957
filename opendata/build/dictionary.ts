import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Text } from "#warehouse/text.ts";

const text = z.object({ fr: z.string(), ar: z.string(), en: z.string() });
const columnMeta = z.looseObject({
  publish: z.boolean().optional(),
  label: text.optional(),
  unit: z.string().optional(),
});
const modelsSchema = z.object({
  nodes: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      resource_type: z.string(),
      config: z.looseObject({ meta: z.looseObject({ release: z.boolean().optional() }) }),
      columns: z.record(
        z.string(),
        z.looseObject({
          name: z.string(),
          description: z.string(),
          data_type: z.string().nullable(),
          meta: columnMeta,
        }),
      ),
    }),
  ),
});
const metricsSchema = z.object({
  metrics: z.array(
    z.looseObject({
      name: z.string(),
      config: z
        .looseObject({
          meta: z.looseObject({
            label: text.optional(),
            unit: z.string().optional(),
            direction: z.number().optional(),
            publish: z.boolean().optional(),
            grains: z.array(z.string()).optional(),
            law: text.optional(),
            formula: z.looseObject({ fr: z.string().optional(), en: z.string().optional() }).optional(),
          }),
        })
        .nullish(),
    }),
  ),
});

export interface PublicColumn {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly label: Text | null;
  readonly unit: string | null;
}
/** By mart of the release, the columns that may be published. */
export type Dictionary = ReadonlyMap<string, ReadonlyMap<string, PublicColumn>>;

export interface IndicatorRow {
  readonly indicator: string;
  readonly label: Text;
  readonly unit: string;
  readonly better: number;
  readonly formula: { readonly fr: string; readonly en: string };
  readonly time_steps: string;
  readonly law: Text | null;
}

/** Reads, beside a release's tables, which of their columns may be published and what they are called. */
export async function readDictionary(dir: string): Promise<Dictionary> {
  const models = modelsSchema.parse(JSON.parse(await readFile(join(dir, "models.json"), "utf8")));
  const marts = Object.values(models.nodes).filter(
    (node) => node.resource_type === "model" && node.config.meta.release === true,
  );
  return new Map(
    marts.map((node) => [
      node.name,
      new Map(
        Object.values(node.columns)
          .filter((column) => column.meta.publish === true)
          .map((column) => [
            column.name,
            {
              name: column.name,
              type: column.data_type ?? "",
              description: column.description,
              label: column.meta.label ?? null,
              unit: column.meta.unit ?? null,
            },
          ]),
      ),
    ]),
  );
}

/** Every metric that may be published, in name order. */
export async function readIndicators(dir: string): Promise<readonly IndicatorRow[]> {
  const { metrics } = metricsSchema.parse(JSON.parse(await readFile(join(dir, "semantic.json"), "utf8")));
  return metrics
    .flatMap(({ name, config }) => {
      const meta = config?.meta;
      if (meta?.publish !== true || meta.label === undefined) return [];
      return [
        {
          indicator: name,
          label: meta.label,
          unit: meta.unit ?? "",
          better: meta.direction ?? 0,
          formula: { fr: meta.formula?.fr ?? "", en: meta.formula?.en ?? "" },
          time_steps: (meta.grains ?? []).join(" "),
          law: meta.law ?? null,
        },
      ];
    })
    .sort((a, b) => (a.indicator < b.indicator ? -1 : 1));
}
