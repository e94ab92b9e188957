import type { Stage } from "./stage.ts";

/** Figures of the units drawn, by code; a unit without one is not in it, or holds null when kept secret. */
export interface Values {
  readonly byCode: ReadonlyMap<string, number>;
  readonly secret: ReadonlySet<string>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Asks the API the stage's question, under the rights that the page was drawn with. */
export async function askValues(stage: Stage, signal: AbortSignal): Promise<Values> {
  const years = await asked(stage, stage.spec, signal);
  return years.get("") ?? { byCode: new Map(), secret: new Set() };
}

/** Figures on their way, and the question that they answer. */
export interface Asked {
  readonly spec: string;
  values(): Promise<Values>;
}

/** Asks for the figures of the first view; whoever waits for them hears of what failed. */
export function askFirst(stage: Stage): Asked {
  const outcome = askValues(stage, AbortSignal.timeout(20_000)).then(
    (values) => () => values,
    (cause: unknown) => (): Values => {
      throw cause;
    },
  );
  return { spec: stage.spec, values: async () => (await outcome)() };
}

/** The figures of every year, by year. */
export const askYears = (stage: Stage, signal: AbortSignal): Promise<ReadonlyMap<string, Values>> =>
  asked(stage, stage.all, signal);

async function asked(stage: Stage, spec: string, signal: AbortSignal): Promise<ReadonlyMap<string, Values>> {
  const response = await fetch("/api/v1/query", {
    credentials: stage.eyes === "public" ? "omit" : "same-origin",
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: spec,
    signal,
  });
  if (!response.ok) throw new Error(`query: ${response.status}`);
  const answer: unknown = await response.json();
  const rows = isRecord(answer) && Array.isArray(answer.rows) ? answer.rows.filter(isRecord) : [];
  const nulls = isRecord(answer) && Array.isArray(answer.nulls) ? answer.nulls.filter(isRecord) : [];
  const hidden = new Set(
    nulls.filter((item) => item.reason === "suppressed").map((item) => Number(item.row)),
  );
  const found = new Map<string, { byCode: Map<string, number>; secret: Set<string> }>();
  for (const [index, row] of rows.entries()) {
    const year = row.year === undefined ? "" : String(row.year);
    const values = found.get(year) ?? { byCode: new Map(), secret: new Set() };
    found.set(year, values);
    const [code, value] = [row[stage.level], row[stage.metric]];
    if (code === null) continue;
    if (value !== null && value !== undefined) values.byCode.set(String(code), Number(value));
    else if (hidden.has(index)) values.secret.add(String(code));
  }
  return found;
}
