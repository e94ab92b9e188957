import type { DuckDBConnection } from "@duckdb/node-api";
import { type AlertRule, DEFAULT_RULES, episodes } from "#warehouse/alerts/index.ts";
import { FRESH_SEEDS, programmes, UNTIL } from "./programmes.ts";
import type { BenchContext, Figure } from "./run.ts";

/** What a project fails by: ended more than so many days after its planned day, or abandoned. */
const LATE_DAYS = 90;
/** How long before its planned end a warning has to come for anyone to act on it. */
const AHEAD_DAYS = 60;
const DAY = 86_400_000;

/** The rule that everyone would write first. */
const NAIVE: AlertRule = {
  ...{ id: "naive", label: { fr: "", ar: "", en: "" }, advice: { fr: "", ar: "", en: "" } },
  ...{ series: "project_spi", unit: "index", severity: "warning" },
  ...{ raise: { op: "<", value: 0.8 }, periods: 1, clear: { op: ">=", value: 0.8 } },
  basis: { fr: "", ar: "", en: "" },
};

interface Truth {
  readonly end: number;
  /** Null where it cannot be told yet. */
  readonly fails: boolean | null;
}
export interface Score {
  /** Failing projects told of in time, of all failing ones. */
  readonly found: number;
  /** Alarms before the planned end on projects that did not fail, of all alarms whose outcome is known. */
  readonly false: number;
  /** Projects that did not fail and were told of, of all that did not fail. */
  readonly cried: number;
}

/** What became of each project by the last day of the data. */
async function truths(connection: DuckDBConnection): Promise<ReadonlyMap<string, Truth>> {
  const found = await connection.runAndReadAll(
    "SELECT project_id, end_planned::VARCHAR AS end_planned, end_actual::VARCHAR AS end_actual, status FROM fct_project",
  );
  const [year = 0, month = 1] = UNTIL.split("-").map(Number);
  const last = Date.UTC(year, month, 0);
  return new Map(
    found.getRowObjectsJS().map((row) => {
      const end = Date.parse(String(row.end_planned));
      const limit = end + LATE_DAYS * DAY;
      const ended = row.end_actual === null ? null : Date.parse(String(row.end_actual));
      const fails =
        row.status === "ABANDONNE" ? true : ended !== null ? ended > limit : last > limit ? true : null;
      return [String(row.project_id), { end, fails }];
    }),
  );
}

/** A rule's first alarm on each project against what became of it; an alarm is told at its month's end. */
export function score(alarms: ReadonlyMap<string, number>, truth: ReadonlyMap<string, Truth>): Score {
  let [fails, found, fine, raised, wrong] = [0, 0, 0, 0, 0];
  for (const [project, { end, fails: failed }] of truth) {
    if (failed === null) continue;
    const at = alarms.get(project);
    if (failed) fails += 1;
    else fine += 1;
    if (failed && at !== undefined && at <= end - AHEAD_DAYS * DAY) found += 1;
    if (at === undefined || at > end) continue;
    raised += 1;
    if (!failed) wrong += 1;
  }
  return { found: found / fails, false: raised === 0 ? 0 : wrong / raised, cried: wrong / fine };
}

async function alarms(
  connection: DuckDBConnection,
  rules: readonly AlertRule[],
): Promise<ReadonlyMap<string, number>> {
  const first = new Map<string, number>();
  for (const { subject, opened } of await episodes(connection, rules)) {
    const month = new Date(`${opened}T00:00:00Z`);
    const told = Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0);
    first.set(subject, Math.min(first.get(subject) ?? Number.POSITIVE_INFINITY, told));
  }
  return first;
}

/** The rules that foretell, on samples of seeds that they were not set on, beside the naive rule SPI < 0.8. */
export async function bench(ctx: BenchContext): Promise<readonly Figure[]> {
  const rules = DEFAULT_RULES.filter(({ foretells }) => foretells === true);
  const figures: Figure[] = [];
  for (const seed of FRESH_SEEDS) {
    const made = await programmes(ctx.work, seed);
    const [ours, naive] = await made.read(async (connection) => {
      const truth = await truths(connection);
      return [
        score(await alarms(connection, rules), truth),
        score(await alarms(connection, [NAIVE]), truth),
      ] as const;
    });
    const told = (
      name: string,
      value: number,
      reference: number,
      ratio: number,
      bar: number | null,
    ): Figure => ({
      ...{
        name: `seed ${seed}: ${name}`,
        value: 100 * value,
        reference: 100 * reference,
        ratio,
        bar,
        unit: "%",
      },
    });
    figures.push(
      // 90 % found is a tenth missed: the ratio is of what is missed to what may be.
      told("failing projects told of in time (naive)", ours.found, naive.found, (1 - ours.found) / 0.1, 1),
      told("false alarms among alarms (naive)", ours.false, naive.false, ours.false / 0.1, 1),
      told("sound projects told of (naive)", ours.cried, naive.cried, ours.cried / naive.cried, null),
    );
  }
  return figures;
}
