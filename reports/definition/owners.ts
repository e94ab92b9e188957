import type { SourcesHealth } from "#warehouse/surface.ts";
import type { Answers, Given } from "./answers.ts";
import type { Definition, Said } from "./schema.ts";

/** What of a definition goes to the owners of source systems, as a definition of its own; null where nothing does. */
export function ownersPart(definition: Definition): Definition | null {
  const { owners, ...own } = definition;
  return owners === undefined ? null : { ...own, kpis: [], ...owners };
}

/** The same, with the words of what pipelines tell by code. */
export function worded(definition: Definition, { words }: Pick<SourcesHealth, "words">): Definition {
  const names: Record<string, Record<string, Said>> = { ...definition.names };
  for (const [column, texts] of Object.entries(words)) names[column] = { ...texts, ...names[column] };
  return { ...definition, names };
}

/** Answers of an owner's questions: what came of the exports of their systems, and of nobody else's. */
export function healthAnswers(
  definition: Definition,
  { tables }: SourcesHealth,
  systems: readonly string[],
): Answers {
  const own = tables.filter(({ system }) => systems.includes(system));
  const rows = {
    tables: own.map(({ system, table, late, maturity, drift, ...counts }) => ({
      ...{ system: system.toUpperCase(), table, ...counts },
      ...{ late: late ? "yes" : "no", drift: drift.length },
      reliability: maturity?.reliability ?? null,
      integrity: maturity?.integrity ?? null,
      traceability: maturity?.traceability ?? null,
      step: maturity === null ? "first" : (maturity.step ?? "none"),
    })),
    drift: own.flatMap(({ system, table, drift }) =>
      drift.map(({ column, file, ...found }) => {
        // A file's name has no place to break: it stands in the widest column.
        const name = `${system.toUpperCase()} · ${table} · ${file}`;
        return { name_fr: name, name_ar: name, ...found, column: column ?? "–" };
      }),
    ),
  };
  return Object.fromEntries(
    Object.entries(definition.asks).map(([name, ask]) => [
      name,
      "health" in ask ? rows[ask.health].map((row): Given => ({ row, why: {} })) : null,
    ]),
  );
}
