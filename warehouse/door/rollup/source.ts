import { type Catalog, type Measure, type Model, type Rollup, routeTo } from "../catalog.ts";
import type { Shape } from "./shape.ts";

/** A table that a rollup can be summed from: the rows of its model, or sums of them that keep enough. */
export interface Source {
  readonly model: Model;
  readonly rows: number;
  readonly time: string;
  readonly grain: Rollup["grain"];
  readonly byUnit: boolean;
}

const FINE: Readonly<Record<Rollup["grain"], number>> = { day: 0, month: 1, year: 2 };

/** The smallest of the `sources` of one model that keeps all that a rollup of it needs; null when none does. */
export function smallestSource(
  catalog: Catalog,
  sources: Iterable<Source>,
  shape: Omit<Shape, "measures"> & { readonly measures: readonly Pick<Measure, "name">[] },
): Model | null {
  let best: Source | null = null;
  for (const source of sources) {
    if (source.time !== shape.time || FINE[source.grain] > FINE[shape.grain]) continue;
    if (!source.byUnit || (best !== null && best.rows <= source.rows)) continue;
    const { model } = source;
    if (!shape.measures.every(({ name }) => model.measures.has(name))) continue;
    if (shape.dimensions.every((name) => routeTo(catalog.models, model, name) !== null)) best = source;
  }
  return best?.model ?? null;
}
