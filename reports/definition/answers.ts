import type {
  Answer,
  Door,
  NullReason,
  RankingItem,
  Row,
  SourceTable,
  Viewer,
} from "#warehouse/door/types.ts";
import { pageEyes } from "#warehouse/door/viewer.ts";
import { grainText, type Period } from "./period.ts";
import { dimensionsOf, questionOf, questionOfAll } from "./questions.ts";
import type { Ask, Definition, Level, QueryAsk } from "./schema.ts";

/** A row with why each of its empty cells is empty. */
export interface Given {
  readonly row: Row;
  readonly why: Readonly<Record<string, NullReason>>;
}
/** What a report's questions were answered, by the question's name; null where the level has no such rows. */
export type Answers = Readonly<Record<string, readonly Given[] | null>>;
export interface Territory {
  readonly code: string;
  readonly level: Level;
}

export function givenOf(answer: Answer): Given[] {
  const given = answer.rows.map((row) => ({ row, why: {} as Record<string, NullReason> }));
  for (const { row, column, reason } of answer.nulls) {
    const at = given[row];
    if (at !== undefined) at.why[column] = reason;
  }
  return given;
}

/** A total order of rows by their dimensions, the same for one territory asked alone and for all at once. */
function sorted(rows: readonly Given[], by: readonly string[]): readonly Given[] {
  const key = ({ row }: Given): string => by.map((name) => String(row[name] ?? "\uffff")).join("\u0000");
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

const keysOf = (ask: Ask, level: Level): readonly string[] => {
  if (!("metrics" in ask)) return [];
  const by = dimensionsOf(ask, level) ?? [];
  const grain = ["year", "quarter", "month"];
  return [...by, ...grain];
};

const rankingPeriod = (period: Period): string => grainText("quarter", period.last);
const ranked = (item: RankingItem): Given => ({
  row: { ...item },
  why: item.reason === null ? {} : { rank: item.reason, score: item.reason },
});
const sourced = (table: SourceTable): Given => ({ row: { ...table }, why: {} });

async function listed(
  door: Door,
  ask: Ask,
  period: Period,
  viewer: Viewer,
): Promise<readonly Given[] | null> {
  if ("ranking" in ask) {
    const filter = { index: ask.ranking, level: ask.of, period: rankingPeriod(period), window: ask.window };
    return (await door.rankings(filter, viewer)).items.map(ranked);
  }
  return "sources" in ask ? (await door.sources()).map(sourced) : null;
}

/** Asks everything that one report says, as `viewer` may see it. */
export async function answersOf(
  door: Door,
  definition: Definition,
  period: Period,
  territory: Territory,
  viewer: Viewer,
): Promise<Answers> {
  const one = async (ask: Ask): Promise<readonly Given[] | null> => {
    if (!("metrics" in ask)) return listed(door, ask, period, viewer);
    const spec = questionOf(ask, period, territory);
    if (spec === null) return null;
    return sorted(
      givenOf(await door.ask(spec, eyesFor(ask, viewer))).filter(notEmpty(ask)),
      keysOf(ask, territory.level),
    );
  };
  const entries = Object.entries(definition.asks).map(async ([name, ask]) => [name, await one(ask)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** The country's figures are everyone's: an account limited to its territory would see a part of them under that name. */
const eyesFor = (ask: QueryAsk, viewer: Viewer): Viewer => (ask.of === "nation" ? pageEyes(viewer) : viewer);

/** A row without any value says the same as no row: asked alone a territory has it, among all it has not. */
const notEmpty =
  (ask: Ask) =>
  ({ row }: Given): boolean =>
    !("metrics" in ask) ||
    ask.metrics.some((metric) => (row[metric] ?? row[`${metric}__prev`] ?? null) !== null);

/** Asks for all territories of a level at once; gives each one's answers as it would have got them alone. */
export async function answersOfAll(
  door: Door,
  definition: Definition,
  period: Period,
  level: Level,
  viewer: Viewer,
): Promise<(code: string) => Answers> {
  const shared: Record<string, readonly Given[] | null> = {};
  const parted: Record<string, ReadonlyMap<string, readonly Given[]>> = {};
  for (const [name, ask] of Object.entries(definition.asks)) {
    if (!("metrics" in ask)) {
      shared[name] = await listed(door, ask, period, viewer);
      continue;
    }
    const spec = questionOfAll(ask, period, level);
    if (spec === null) {
      shared[name] = null;
      continue;
    }
    const rows = sorted(
      givenOf(await door.ask(spec, eyesFor(ask, viewer))).filter(notEmpty(ask)),
      keysOf(ask, level),
    );
    if (level === "nation" || ask.of === "nation") shared[name] = rows;
    else parted[name] = partition(rows, level);
  }
  return (code) => ({
    ...shared,
    ...Object.fromEntries(Object.entries(parted).map(([name, parts]) => [name, parts.get(code) ?? []])),
  });
}

function partition(rows: readonly Given[], level: Level): ReadonlyMap<string, readonly Given[]> {
  const parts = new Map<string, Given[]>();
  for (const { row, why } of rows) {
    const code = row[level];
    if (typeof code !== "string") continue;
    const { [level]: _, ...rest } = row;
    const { [level]: __, ...reasons } = why;
    const part = parts.get(code);
    if (part === undefined) parts.set(code, [{ row: rest, why: reasons }]);
    else part.push({ row: rest, why: reasons });
  }
  return parts;
}
