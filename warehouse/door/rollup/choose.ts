import type { Branch } from "../branch.ts";
import { TERRITORY_ENTITY } from "../builtins.ts";
import { type Catalog, type Model, type Rollup, type Route, routeTo } from "../catalog.ts";
import type { Scope } from "../policy.ts";
import type { Resolved } from "../resolve.ts";
import type { Citation } from "../template.ts";

/**
 * The branch over the smallest rollup that can answer it in its stead, past periods as well as present ones, or
 * the branch itself. What a rollup has not kept (a dimension, a day inside a month, a measure) rules it out.
 */
export function onSmallest(catalog: Catalog, branch: Branch, asked: Resolved, scope: Scope): Branch {
  let best: Rollup | null = null;
  for (const rollup of catalog.rollups) {
    if (rollup.of !== branch.model.name || branch.model.times.get(rollup.time) !== branch.day) continue;
    if (best !== null && best.rows <= rollup.rows) continue;
    if (scope.territory !== null && !rollup.byUnit) continue;
    if (fits(catalog, rollup, branch, asked)) best = rollup;
  }
  if (best === null) return branch;
  const { model, time } = best;
  return {
    ...branch,
    model,
    day: model.times.get(time) ?? null,
    leaves: branch.leaves.map((one) => ({
      ...one,
      measure: model.measures.get(one.measure.name) ?? one.measure,
    })),
  };
}

function fits(catalog: Catalog, rollup: Rollup, branch: Branch, asked: Resolved): boolean {
  const has = (name: string): boolean => same(catalog, rollup, branch.model, name);
  return (
    branch.day !== null &&
    branch.leaves.every(({ measure }) => rollup.model.measures.has(measure.name)) &&
    asked.keys.every((key) => key.grain !== null || has(key.name)) &&
    asked.where.every((term) => has(term.dimension)) &&
    branch.leaves.every(({ leaf }) =>
      leaf.filters.every((template) =>
        template.every((part) => typeof part === "string" || cites(rollup, part, has)),
      ),
    ) &&
    (rollup.grain !== "year" || wholeYears(branch, asked))
  );
}

/** Whether a name means in the rollup what it means in the model: its own column, or the same table by the unit. */
function same(catalog: Catalog, rollup: Rollup, base: Model, name: string): boolean {
  if (rollup.dimensions.includes(name)) return true;
  const there = routeTo(catalog.models, base, name);
  const here = routeTo(catalog.models, rollup.model, name);
  if (there === null || here === null || !byUnit(there) || !byUnit(here)) return false;
  const [target, own] = [there.joins.at(-1)?.to, here.joins.at(-1)?.to];
  return target === own && target !== undefined && catalog.models.get(target)?.validity === null;
}

const byUnit = (route: Route): boolean => route.joins[0]?.entity === TERRITORY_ENTITY;

function cites(rollup: Rollup, part: Citation, has: (name: string) => boolean): boolean {
  const name = part.path.at(-1) ?? "";
  switch (part.kind) {
    case "entity":
      return rollup.byUnit && name === TERRITORY_ENTITY;
    case "time":
      return name === rollup.time && (part.grain === "year" || part.grain === rollup.grain);
    case "dimension":
      return has(name);
  }
}

/** Whether a question speaks of whole years alone, before and after its shift. */
function wholeYears(branch: Branch, asked: Resolved): boolean {
  const january = (month: number | null): boolean => month === null || month % 12 === 0;
  return (
    branch.cumulative === null &&
    january(branch.shift) &&
    january(asked.from) &&
    january(asked.end) &&
    asked.keys.every((key) => key.grain === null || key.grain === "year") &&
    asked.when.every((term) => term.spans.every((span) => january(span.first) && january(span.end)))
  );
}
