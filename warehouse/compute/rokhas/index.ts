import type { DuckDBConnection } from "@duckdb/node-api";
import { appendRows } from "../columns.ts";
import { type Band, bandsOf, type Past } from "./bands.ts";
import { drawAll, PLAIN } from "./drawn.ts";
import { type Input, readInput } from "./input.ts";
import { type Layout, layOut } from "./layout.ts";
import { INDICES } from "./scores.ts";
import { type Sensitivity, sensitivityOf } from "./sensitivity.ts";
import { inThread } from "./worker.ts";

/** Bootstraps behind each band, and their seed: part of what a release is made from. */
export const DRAWS = 1000;
const SEED = 7;
/** Bootstraps of each year before: enough to draw a band by, at a tenth of the time. A seed of their own, so that no year follows another's chance. */
export const PAST_DRAWS = 100;
const PAST_SEED = 8;

export interface BandOptions {
  readonly threads: number;
  readonly draws?: number;
}

const TYPES = [
  ...([
    "INTEGER",
    "INTEGER",
    "VARCHAR",
    "DOUBLE",
    "DOUBLE",
    "INTEGER",
    "INTEGER",
    "DOUBLE",
    "DOUBLE",
  ] as const),
  ...(["VARCHAR", "DOUBLE", "DOUBLE", "DOUBLE", "DOUBLE", "VARCHAR", "INTEGER"] as const),
];
const round = (value: number): number => Math.round(value * 1e6) / 1e6;

/**
 * Fills what dbt left open: `main.idx_rokhas_band`, the bands of `main.idx_rokhas`, and `main.idx_rokhas_sensitivity`, from
 * the tables that dbt made. They are dbt's, with their contracts; a draw is nothing that SQL says well.
 */
export async function fillIndex(connection: DuckDBConnection, options: BandOptions): Promise<void> {
  const input = await readInput(connection);
  if (input.windows.length === 0) return;
  const { threads } = options;
  const draws = options.draws ?? DRAWS;
  const drawing = drawAll(input, { draws, seed: SEED, threads });
  // While threads draw, this one reads and lays out the years before.
  const [drawn, { before, layout }] = await Promise.all([drawing, layOutPast(connection)]);
  const past: Past = {
    input: before,
    drawn:
      layout === null
        ? []
        : await drawAll(before, { draws: Math.min(draws, PAST_DRAWS), seed: PAST_SEED, threads }, layout),
    draws: Math.min(draws, PAST_DRAWS),
  };
  // One core sums up the draws while the other tries the choices.
  const [effects] = await Promise.all([
    effectsOf(input, threads),
    fillBands(connection, [
      ...bandsOf(input, drawn, draws, past).map((band) => rowOf(band, draws)),
      ...bandsOf(past.input, past.drawn, past.draws).map((band) => rowOf(band, past.draws)),
    ]),
  ]);
  await fillSensitivity(connection, effects);
}

async function layOutPast(
  connection: DuckDBConnection,
): Promise<{ readonly before: Input; readonly layout: Layout | null }> {
  const before = await readInput(connection, "years");
  return { before, layout: before.windows.length === 0 ? null : layOut(before, { tau: PLAIN.tau }) };
}

async function effectsOf(input: Input, threads: number): Promise<readonly Sensitivity[]> {
  if (threads === 1) return sensitivityOf(input);
  return (await inThread({ kind: "effects", input })) as readonly Sensitivity[];
}

async function fillBands(
  connection: DuckDBConnection,
  bands: readonly (string | number | null)[][],
): Promise<void> {
  await connection.run(`CREATE OR REPLACE TABLE intermediate.drawn_band (
    unit_no INTEGER, window_no INTEGER, index_name VARCHAR, score_low DOUBLE, score_high DOUBLE, rank_low INTEGER, rank_high INTEGER,
    rank_expected DOUBLE, top_ten DOUBLE, tier VARCHAR, tier_share DOUBLE, change DOUBLE, change_low DOUBLE, change_high DOUBLE,
    trend VARCHAR, draws INTEGER)`);
  await appendRows(connection, "intermediate", "drawn_band", bands, TYPES);
  await connection.run(`DELETE FROM main.idx_rokhas_band`);
  await connection.run(`
    INSERT INTO main.idx_rokhas_band BY NAME
    SELECT units.level, units.code, windows.period, windows.span AS "window", band.* EXCLUDE (unit_no, window_no), scores.sample
    FROM intermediate.drawn_band AS band
    JOIN intermediate.int_rokhas__unit AS units USING (unit_no)
    JOIN intermediate.int_rokhas__window AS windows USING (window_no)
    JOIN main.idx_rokhas AS scores ON scores.level = units.level AND scores.code = units.code
      AND scores.period = windows.period AND scores."window" = windows.span
    ORDER BY ALL`);
  const columns = INDICES.flatMap((index) => {
    const of = (column: string): string => `max(${column}) FILTER (WHERE index_name = '${index}')`;
    return [
      [`${index}_low`, of("score_low")],
      [`${index}_high`, of("score_high")],
      [`rank_${index}_low`, of("rank_low")],
      [`rank_${index}_high`, of("rank_high")],
      [`tier_${index}`, of("tier")],
      [`trend_${index}`, of("trend")],
    ] as const;
  });
  await connection.run(`
    UPDATE main.idx_rokhas AS scores SET ${columns.map(([name]) => `${name} = bands.${name}`).join(", ")}
    FROM (
      SELECT level, code, period, "window" AS span, ${columns.map(([name, value]) => `${value} AS ${name}`).join(", ")}
      FROM main.idx_rokhas_band GROUP BY ALL
    ) AS bands
    WHERE scores.level = bands.level AND scores.code = bands.code AND scores.period = bands.period AND scores."window" = bands.span`);
  await connection.run("DROP TABLE intermediate.drawn_band");
}

const rowOf = (band: Band, draws: number): (string | number | null)[] => [
  ...[band.unit, band.window, band.index, round(band.low), round(band.high)],
  ...[band.rank?.low ?? null, band.rank?.high ?? null],
  ...[
    band.rank === null ? null : round(band.rank.expected),
    band.rank === null ? null : round(band.rank.topTen),
  ],
  ...[band.tier?.letter ?? null, band.tier === null ? null : round(band.tier.share)],
  ...(band.change === null
    ? [null, null, null, null]
    : [round(band.change.points), round(band.change.low), round(band.change.high), band.change.trend]),
  draws,
];

async function fillSensitivity(connection: DuckDBConnection, effects: readonly Sensitivity[]): Promise<void> {
  await connection.run(`CREATE OR REPLACE TABLE intermediate.drawn_effect (
    level VARCHAR, window_no INTEGER, factor VARCHAR, first_order DOUBLE, total_order DOUBLE, mean_shift DOUBLE, runs INTEGER)`);
  const rows = effects.map(({ level, window, factor, first, total, shift, runs }) => [
    ...[level, window, factor, round(first), round(total), round(shift), runs],
  ]);
  const types = ["VARCHAR", "INTEGER", "VARCHAR", "DOUBLE", "DOUBLE", "DOUBLE", "INTEGER"] as const;
  await appendRows(connection, "intermediate", "drawn_effect", rows, types);
  await connection.run(`
    INSERT INTO main.idx_rokhas_sensitivity BY NAME
    SELECT effects.* EXCLUDE (window_no), windows.period, windows.span AS "window",
      (SELECT coalesce(bool_or(sample), false) FROM main.idx_rokhas) AS sample
    FROM intermediate.drawn_effect AS effects
    JOIN intermediate.int_rokhas__window AS windows USING (window_no)
    ORDER BY ALL`);
  await connection.run("DROP TABLE intermediate.drawn_effect");
}
