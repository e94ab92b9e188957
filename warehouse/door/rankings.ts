import type { Run } from "./door.ts";
import { faults } from "./faults.ts";
import { nearest } from "./names.ts";
import type { Opened } from "./opened.ts";
import { parsePeriod } from "./period.ts";
import { readRows } from "./records.ts";
import { visibleMetrics } from "./resolve.ts";
import { allOf, binary, cast, column, type Expr, nil, type Output, value } from "./sql/ast.ts";
import type { NullReason, Ranking, RankingFilter, RankingItem, Viewer } from "./types.ts";

/** Indices that are ranked, and the column of `idx_rokhas` that holds each. */
const INDICES: ReadonlyMap<string, string> = new Map([
  ["rokhas_r500", "r500"],
  ["rokhas_r100", "r100"],
  ["rokhas_service", "service"],
  ["rokhas_delai", "delai"],
]);
const REASONS: Readonly<Record<string, NullReason>> = {
  provisional: "provisional",
  too_few_files: "too_few_files",
  not_deployed: "not_deployed",
};
const TABLE = "idx_rokhas";
const TRENDS = ["up", "down", "unsure"] as const;

/** Every unit of a level with its score, its rank, or why it has none; ranked ones first. */
export async function rankings(
  at: Opened,
  run: Run,
  filter: RankingFilter,
  viewer: Viewer,
): Promise<Ranking> {
  const score = INDICES.get(filter.index);
  if (score === undefined) throw faults.badValue("index", [...INDICES.keys()].join(" | "));
  const visible = visibleMetrics(at.catalog, viewer);
  if (at.catalog.metrics.has(filter.index) && !visible.has(filter.index)) {
    throw faults.unknownMetric(filter.index, nearest(filter.index, visible.keys()));
  }
  if (filter.period !== undefined && parsePeriod(filter.period) === null)
    throw faults.badPeriod("period", "2026-Q3");

  const columns = await columnsOf(at, run);
  const own = (name: string): Expr => column("i", name);
  const level = binary("=", own("level"), value(filter.level, "VARCHAR"));
  const window = columns.has("window")
    ? binary("=", own("window"), value(filter.window ?? "quarter", "VARCHAR"))
    : null;
  const listed = await run(at, {
    kind: "select",
    distinct: true,
    columns: [{ expr: cast(own("period"), "VARCHAR"), as: "period" }],
    from: { kind: "table", name: TABLE, as: "i" },
    where: allOf([level, window]),
    orderBy: [{ expr: column(null, "period"), dir: "desc" }],
  });
  const periods = readRows(listed, (row) => row.text("period") ?? "");
  const period = filter.period ?? periods[0] ?? "";

  const optional = (as: string, name: string, type: "DOUBLE" | "BIGINT" | "VARCHAR"): Output => ({
    expr: columns.has(name) ? cast(own(name), type) : nil(type),
    as,
  });
  const table = await run(at, {
    kind: "select",
    columns: [
      { expr: own("code"), as: "code" },
      { expr: column("t", "name_fr"), as: "name_fr" },
      { expr: column("t", "name_ar"), as: "name_ar" },
      optional("files", "files", "BIGINT"),
      optional("score", score, "DOUBLE"),
      optional("score_low", `${score}_low`, "DOUBLE"),
      optional("score_high", `${score}_high`, "DOUBLE"),
      optional("rank", `rank_${score}`, "BIGINT"),
      optional("rank_low", `rank_${score}_low`, "BIGINT"),
      optional("rank_high", `rank_${score}_high`, "BIGINT"),
      optional("segment", "segment", "VARCHAR"),
      optional("segment_rank", `segment_rank_${score}`, "BIGINT"),
      optional("tier", columns.has(`tier_${score}`) ? `tier_${score}` : "tier", "VARCHAR"),
      optional("trend", `trend_${score}`, "VARCHAR"),
      optional("eligibility", "eligibility", "VARCHAR"),
    ],
    from: {
      kind: "join",
      type: "LEFT",
      left: { kind: "table", name: TABLE, as: "i" },
      right: { kind: "table", name: "dim_territory", as: "t" },
      on: binary("=", own("code"), column("t", "code")),
    },
    where: allOf([level, window, binary("=", cast(own("period"), "VARCHAR"), value(period, "VARCHAR"))]),
    orderBy: [
      { expr: column(null, "rank"), dir: "asc" },
      { expr: column(null, "score"), dir: "desc" },
      { expr: own("code"), dir: "asc" },
    ],
  });
  // No rank without its interval: periods that were not drawn again have scores only.
  const banded = columns.has(`rank_${score}_low`);
  const items = readRows(table, (row): RankingItem => {
    const drawn = !banded || row.number("rank_low") !== null;
    const rank = drawn ? row.number("rank") : null;
    return {
      code: row.text("code") ?? "",
      name_fr: row.text("name_fr") ?? "",
      name_ar: row.text("name_ar") ?? "",
      files: row.number("files") ?? 0,
      score: row.number("score"),
      score_low: row.number("score_low"),
      score_high: row.number("score_high"),
      rank,
      rank_low: row.number("rank_low"),
      rank_high: row.number("rank_high"),
      segment: row.text("segment"),
      segment_rank: drawn ? row.number("segment_rank") : null,
      tier: row.text("tier"),
      trend: TRENDS.find((name) => name === row.text("trend")) ?? null,
      reason:
        rank === null
          ? (REASONS[row.text("eligibility") ?? ""] ?? (drawn ? "no_data" : "not_defined_at_grain"))
          : null,
    };
  });
  return { period, periods, items };
}

async function columnsOf(at: Opened, run: Run): Promise<ReadonlySet<string>> {
  const table = await run(at, {
    kind: "select",
    columns: [{ expr: column("c", "column_name"), as: "name" }],
    from: { kind: "catalog", name: "duckdb_columns", as: "c" },
    where: allOf([
      binary("=", column("c", "schema_name"), value("main", "VARCHAR")),
      binary("=", column("c", "table_name"), value(TABLE, "VARCHAR")),
    ]),
  });
  return new Set(readRows(table, (row) => row.text("name") ?? ""));
}
