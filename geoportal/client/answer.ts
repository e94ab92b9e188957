import type { Stage } from "./stage.ts";

/** Figures of the units drawn, by code; a unit without one is not in it, or holds null when kept secret. */
export interface Values {
  readonly byCode: ReadonlyMap<string, number>;
  readonly secret: ReadonlySet<string>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Asks the API the stage's question, under the reader's own session. */
export async function askValues(stage: Stage, signal: AbortSignal): Promise<Values> {
  const response = await fetch("/api/v1/query", {
    // The page was drawn with the public's eyes: what is asked later is seen with the same.
    credentials: document.body.dataset.eyes === "public" ? "omit" : "same-origin",
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: stage.spec,
    signal,
  });
  if (!response.ok) throw new Error(`query: ${response.status}`);
  const answer: unknown = await response.json();
  const rows = isRecord(answer) && Array.isArray(answer.rows) ? answer.rows.filter(isRecord) : [];
  const nulls = isRecord(answer) && Array.isArray(answer.nulls) ? answer.nulls.filter(isRecord) : [];
  const byCode = new Map<string, number>();
  for (const row of rows) {
    const [code, value] = [row[stage.level], row[stage.metric]];
    if (code !== null && value !== null && value !== undefined) byCode.set(String(code), Number(value));
  }
  const secret = nulls
    .filter((item) => item.reason === "suppressed")
    .map((item) => String(rows[Number(item.row)]?.[stage.level]));
  return { byCode, secret: new Set(secret) };
}
