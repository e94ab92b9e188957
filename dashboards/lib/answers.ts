import type { Answer, Door, NullReason, QuerySpec, Row, Viewer } from "#warehouse/door/types.ts";
import { toNumber } from "./format.ts";

/** A question and its answer together: the answer draws the figure, the question is its CSV address. */
export interface Asked {
  readonly spec: QuerySpec;
  readonly answer: Answer;
}

export async function ask(door: Door, viewer: Viewer, spec: QuerySpec): Promise<Asked> {
  return { spec, answer: await door.ask(spec, viewer) };
}

/** The value of a row's metric as a number, null where it has none. */
export function metricOf(row: Row | undefined, name: string): number | null {
  const cell = row?.[name];
  return typeof cell === "boolean" ? null : toNumber(cell);
}

/** The text of a row's dimension, null for the row of a higher council. */
export function keyOf(row: Row | undefined, name: string): string | null {
  const cell = row?.[name];
  return cell === null || cell === undefined ? null : String(cell);
}

/** Why a cell has no value. */
export const reasonOf = (answer: Answer, row: number, column: string): NullReason =>
  answer.nulls.find((item) => item.row === row && item.column === column)?.reason ?? "no_data";

/** Where the same question gives the same figures as a file; the release is named so that it stays true. */
export function csvHref({ spec }: Pick<Asked, "spec">): string {
  return `/api/v1/query?format=csv&spec=${encodeURIComponent(JSON.stringify(spec))}`;
}

/** A relative change, null where there is nothing to compare with. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : (now - before) / Math.abs(before);
}
