import type { QuerySpec } from "#warehouse/door/types.ts";

const linked = (spec: QuerySpec, format = "json"): string =>
  `/api/v1/query?format=${format}&spec=${encodeURIComponent(JSON.stringify(spec))}`;
const explained = (spec: QuerySpec, more: Readonly<Record<string, string>> = {}): string =>
  `/api/v1/explain?${new URLSearchParams({ spec: JSON.stringify(spec), ...more })}`;
const METRICS = [
  "ordered_mad",
  "execution_rate",
  "collected_mad",
  "outstanding_mad",
  "permit_files",
  "permit_days",
  "balance_mad",
];
const DIMENSIONS = ["region", "province", "commune", "collectivity", "collectivity_type", "segment"];
const CODES = [
  "01.511.01.0",
  "01.511.01.01",
  "03.231",
  "04.421.01.07",
  "06.141.01.00",
  "06.141.01.01",
  "ECI.900",
  "07",
  "99.999",
];

/** Every way of asking about what one may not see: rows, counts, facets, extents, order, pages, exports, errors. */
export const QUERIES: readonly QuerySpec[] = [
  ...METRICS.map((name): QuerySpec => ({ metrics: [name] })),
  ...METRICS.flatMap((name) =>
    DIMENSIONS.map((dimension): QuerySpec => ({ metrics: [name], groupBy: [dimension] })),
  ),
  ...CODES.flatMap((code): QuerySpec[] => [
    { metrics: ["ordered_mad"], where: [{ dimension: "collectivity", op: "=", value: code }] },
    {
      metrics: ["permit_files"],
      groupBy: ["commune"],
      where: [{ dimension: "province", op: "=", value: code }],
    },
    {
      metrics: ["ordered_mad"],
      groupBy: ["collectivity"],
      where: [{ dimension: "collectivity", op: "!=", value: code }],
    },
    {
      metrics: ["paid_mad"],
      groupBy: ["collectivity"],
      where: [{ dimension: "collectivity", op: ">=", value: code }],
    },
  ]),
  { metrics: ["permit_files"], groupBy: ["permit_category"] },
  {
    metrics: ["collected_mad"],
    groupBy: ["collectivity"],
    order: [{ by: "collected_mad", dir: "desc" }],
    limit: 3,
  },
  {
    metrics: ["ordered_mad"],
    groupBy: ["collectivity"],
    order: [{ by: "ordered_mad", dir: "asc" }],
    limit: 1,
  },
  { metrics: ["ordered_mad", "permit_files"], groupBy: ["year"] },
  { metrics: ["permit_files"], time: { grain: "month" } },
  { metrics: ["ordered_mad"], time: { grain: "year", from: "2024", to: "2026", compare: "previous" } },
  { metrics: ["ordered_mad"], groupBy: ["chapter"] },
  { metrics: ["secret_mad"] },
  { metrics: ["permit_dayz"] },
  { metrics: ["ordered_mad"], groupBy: ["provinze"] },
];

const q = (path: string, ...values: readonly string[]): string[] =>
  values.map((value) => `${path}${encodeURIComponent(value)}`);

/** Addresses for each route of the API, by its operation; a route without any fails the test. */
export const REQUESTS: Readonly<Record<string, readonly string[]>> = {
  queryByLink: [
    ...QUERIES.flatMap((spec) => [linked(spec), linked(spec, "csv")]),
    linked(QUERIES[0] ?? { metrics: [] }, "arrow"),
  ],
  query: [],
  explain: [],
  explainByLink: [
    ...QUERIES.filter((_, index) => index % 5 === 0).map((spec) => explained(spec)),
    ...["01.511.01.0", "03.231.01.0", "06.141.01.01", "07.351.01.0"].flatMap((collectivity) => [
      explained(
        { metrics: ["ordered_mad"], groupBy: ["collectivity"] },
        { row: JSON.stringify({ collectivity }) },
      ),
      explained(
        { metrics: ["permit_files"], groupBy: ["collectivity"] },
        { row: JSON.stringify({ collectivity }), table: "rokhas.dossier" },
      ),
    ]),
  ],
  alerts: ["/api/v1/alerts", "/api/v1/alerts?limit=1", "/api/v1/alerts?rule=nothing"],
  metrics: ["/api/v1/metrics"],
  dimensions: ["/api/v1/dimensions"],
  territories: [
    "/api/v1/territories",
    ...q("/api/v1/territories?level=", "region", "province", "commune", "arrondissement", "groupement"),
    ...q("/api/v1/territories?code=", ...CODES),
    ...q("/api/v1/territories?parent=", "01", "03.231", "06.141", "06.141.01.0"),
    ...q("/api/v1/territories?q=", "agdal", "méchouar", "casa", "ssilah", "zzz"),
    "/api/v1/territories?limit=2",
  ],
  rankings: [
    "/api/v1/rankings?index=rokhas_r500&level=commune",
    "/api/v1/rankings?index=rokhas_delai&level=province",
  ],
  releases: ["/api/v1/releases"],
  sources: ["/api/v1/sources"],
  lineage: q("/api/v1/lineage?metric=", "ordered_mad", "permit_days", "secret_mad", "permit_dayz"),
  me: ["/api/v1/me"],
  auditHeads: ["/api/v1/audit/heads"],
  // Another's log is refused to all but an administrator: told apart below.
  audit: [],
};
