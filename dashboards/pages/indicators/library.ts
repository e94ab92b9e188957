import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type Door, type MetricInfo, PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import type { Text } from "#warehouse/text.ts";

const text = z.object({ fr: z.string(), ar: z.string(), en: z.string() });
const meta = z.looseObject({
  label: text.optional(),
  formula: z.unknown().optional(),
  target: z.object({ value: z.number(), text }).optional(),
  publish: z.boolean().optional(),
});
const semanticSchema = z.object({
  semantic_models: z.array(
    z.looseObject({
      name: z.string(),
      node_relation: z.looseObject({ alias: z.string() }),
      measures: z.array(z.looseObject({ name: z.string() })),
    }),
  ),
  metrics: z.array(
    z.looseObject({
      name: z.string(),
      description: z.string().nullish(),
      type_params: z.looseObject({
        input_measures: z.array(z.looseObject({ name: z.string() })).nullish(),
      }),
      config: z.looseObject({ meta: meta.nullish() }).nullish(),
    }),
  ),
});
const node = z.looseObject({
  unique_id: z.string(),
  name: z.string(),
  resource_type: z.string(),
  source_name: z.string().nullish(),
  original_file_path: z.string(),
  description: z.string().default(""),
  config: z
    .looseObject({
      meta: z
        .looseObject({
          release: z.boolean().optional(),
          owner: z.string().optional(),
          law: z.unknown().optional(),
          label: text.optional(),
          mode: z.string().optional(),
          key: z.array(z.string()).optional(),
        })
        .nullish(),
    })
    .nullish(),
  columns: z
    .record(
      z.string(),
      z.looseObject({
        name: z.string(),
        description: z.string().default(""),
        data_type: z.string().nullish(),
        meta: z
          .looseObject({
            label: text.optional(),
            unit: z.string().optional(),
            publish: z.boolean().optional(),
          })
          .nullish(),
      }),
    )
    .default({}),
  depends_on: z.looseObject({ nodes: z.array(z.string()).default([]) }).nullish(),
});
const modelsSchema = z.object({ nodes: z.record(z.string(), node), sources: z.record(z.string(), node) });
type Node = z.infer<typeof node>;

/** A source of exports that an indicator rests on. */
export interface SourceInfo {
  readonly id: string;
  readonly label: Text | null;
  readonly owner: string;
  readonly law: string;
}
/** One indicator, as the definitions of the release give it: nothing here is typed by hand. */
export interface Indicator {
  readonly info: MetricInfo;
  readonly formula: Text;
  /** What a text, or its own definition, sets for it; null where nothing does. */
  readonly target: { readonly value: number; readonly text: Text } | null;
  /** In English, as its authors wrote it. */
  readonly definition: string;
  /** Folder of its tables: budget, projects, permits. */
  readonly domain: string;
  readonly tables: readonly string[];
  readonly sources: readonly SourceInfo[];
}
export interface DictionaryColumn {
  readonly name: string;
  readonly type: string;
  readonly unit: string | null;
  readonly label: Text | null;
  readonly description: string;
}
export interface DictionaryTable {
  readonly name: string;
  readonly domain: string;
  readonly description: string;
  readonly key: readonly string[];
  readonly columns: readonly DictionaryColumn[];
  readonly sources: readonly string[];
}
export interface Library {
  readonly release: string;
  readonly sample: boolean;
  readonly indicators: readonly Indicator[];
  readonly tables: readonly DictionaryTable[];
}

const libraries = new Map<string, Promise<Library>>();

/** The library of a release: read once, since a release never changes. */
export function libraryOf(door: Door, release: ReleaseHandle): Promise<Library> {
  const known = libraries.get(release.id);
  if (known !== undefined) return known;
  const made = read(door, release);
  libraries.clear();
  libraries.set(release.id, made);
  made.catch(() => libraries.delete(release.id));
  return made;
}

async function read(door: Door, release: ReleaseHandle): Promise<Library> {
  const file = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(release.dir, name), "utf8"));
  const semantic = semanticSchema.parse(await file("semantic.json"));
  const models = modelsSchema.parse(await file("models.json"));
  const infos = await door.metrics(PUBLIC_VIEWER);
  const byName = new Map(Object.values(models.nodes).map((one) => [one.name, one]));
  const tableOf = new Map(
    semantic.semantic_models.flatMap((model) =>
      model.measures.map((measure) => [measure.name, model.node_relation.alias] as const),
    ),
  );
  const reach = sourcesOf(models);
  const given = new Map(semantic.metrics.map((metric) => [metric.name, metric]));
  const indicators = infos.map((info): Indicator => {
    const metric = given.get(info.name);
    const tables = [
      ...new Set((metric?.type_params.input_measures ?? []).flatMap(({ name }) => tableOf.get(name) ?? [])),
    ].sort();
    const nodes = tables.flatMap((name) => byName.get(name) ?? []);
    const formula = text.safeParse(metric?.config?.meta?.formula);
    return {
      info,
      formula: formula.success ? formula.data : { fr: info.formula, ar: info.formula, en: info.formula },
      target: metric?.config?.meta?.target ?? null,
      definition: metric?.description ?? "",
      domain: domainOf(nodes[0]),
      tables,
      sources: [
        ...new Map(nodes.flatMap((one) => reach(one.unique_id)).map((one) => [one.id, one])).values(),
      ].sort(byId),
    };
  });
  const tables = Object.values(models.nodes)
    .filter((one) => one.config?.meta?.release === true && one.resource_type === "model")
    .map(
      (one): DictionaryTable => ({
        name: one.name,
        domain: domainOf(one),
        description: one.description,
        key: one.config?.meta?.key ?? [],
        // What is not published has no entry: its name alone may tell.
        columns: Object.values(one.columns)
          .filter((column) => column.meta?.publish === true)
          .map((column) => ({
            name: column.name,
            type: column.data_type ?? "",
            unit: column.meta?.unit ?? null,
            label: column.meta?.label ?? null,
            description: column.description,
          })),
        sources: reach(one.unique_id).map(({ id }) => id),
      }),
    )
    .filter(({ columns }) => columns.length > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { release: release.id, sample: release.manifest.sample, indicators, tables };
}

const byId = (a: SourceInfo, b: SourceInfo): number => (a.id < b.id ? -1 : 1);
const domainOf = (one: Node | undefined): string => one?.original_file_path.split("/")[2] ?? "other";

/** The exports that a model rests on, through every model between. */
function sourcesOf(models: z.infer<typeof modelsSchema>): (id: string) => readonly SourceInfo[] {
  const known = new Map<string, readonly SourceInfo[]>();
  const visit = (id: string): readonly SourceInfo[] => {
    const found = known.get(id);
    if (found !== undefined) return found;
    // A model that is being visited adds nothing: dbt allows no circle.
    known.set(id, []);
    const source = models.sources[id];
    // What the platform notes of its own exports is no source of figures.
    const own = source === undefined || source.source_name === "meta" ? [] : [infoOf(source)];
    const below = (models.nodes[id]?.depends_on?.nodes ?? []).flatMap(visit);
    const all = [...new Map([...own, ...below].map((one) => [one.id, one])).values()].sort(byId);
    known.set(id, all);
    return all;
  };
  return visit;
}

const infoOf = (source: Node): SourceInfo => ({
  id: `${source.source_name ?? ""}.${source.name}`,
  label: source.config?.meta?.label ?? null,
  owner: source.config?.meta?.owner ?? "",
  law: typeof source.config?.meta?.law === "string" ? source.config.meta.law : "",
});
