import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Home } from "#warehouse/home.ts";

const named = z.looseObject({ name: z.string() });
const schema = z.object({
  semantic_models: z.array(z.looseObject({ name: z.string(), measures: z.array(named) })),
  metrics: z.array(
    z.looseObject({
      name: z.string(),
      type_params: z.looseObject({ input_measures: z.array(named).nullish() }),
    }),
  ),
});
type Prints = ReadonlyMap<string, string>;
const known = new Map<string, Promise<Prints>>();

/** A print of each definition of a release, down to the expressions that it is made of. */
async function printsOf(home: Home, release: string): Promise<Prints> {
  const { metrics, semantic_models } = schema.parse(
    JSON.parse(await readFile(join(home.releases, release, "semantic.json"), "utf8")),
  );
  const measures = new Map(
    semantic_models.flatMap((model) => model.measures.map((one) => [one.name, one] as const)),
  );
  return new Map(
    metrics.map((metric) => {
      const parts = (metric.type_params.input_measures ?? []).map(({ name }) => measures.get(name) ?? name);
      return [
        metric.name,
        createHash("sha256")
          .update(JSON.stringify([metric, parts]))
          .digest("hex"),
      ] as const;
    }),
  );
}

/**
 * The first kept release, in the order of their months, from which on an indicator is defined as it is in `current`;
 * `of` says how many releases were looked at. A release without definitions to read is passed over.
 */
export async function definedSince(
  home: Home,
  current: string,
  name: string,
): Promise<{ readonly since: string; readonly of: number }> {
  const ids = (await readdir(home.releases)).filter((id) => /^\d{4}-\d{2}-[0-9a-f]{12}$/u.test(id)).sort();
  const read = async (id: string): Promise<Prints | null> => {
    let prints = known.get(id);
    if (prints === undefined) {
      prints = printsOf(home, id);
      known.set(id, prints);
    }
    try {
      return await prints;
    } catch (error) {
      known.delete(id);
      if (id === current || (error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      return null;
    }
  };
  const now = (await read(current))?.get(name);
  let since = current;
  const before = ids.filter((id) => id.slice(0, 7) < current.slice(0, 7));
  for (const id of before.toReversed()) {
    const then = await read(id);
    if (then === null) continue;
    if (then.get(name) !== now) break;
    since = id;
  }
  return { since, of: before.length + 1 };
}
