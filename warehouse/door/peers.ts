import type { Catalog } from "./catalog.ts";
import { metricType } from "./metric.ts";
import { type Scope, unitsOf } from "./policy.ts";
import type { AskedMetric, AskedPeers, Resolved } from "./resolve.ts";
import {
  allOf,
  binary,
  type Call,
  call,
  cast,
  column,
  type Expr,
  isNull,
  not,
  type Output,
  type Select,
  type SqlType,
  value,
  when,
} from "./sql/ast.ts";
import type { PeerStat } from "./types.ts";

type Rows = (asked: Resolved, scope: Scope) => Select;

const QUANTILES: Readonly<Partial<Record<PeerStat, number>>> = {
  d1: 0.1,
  d2: 0.2,
  q1: 0.25,
  d3: 0.3,
  d4: 0.4,
  median: 0.5,
  d6: 0.6,
  d7: 0.7,
  q3: 0.75,
  d8: 0.8,
  d9: 0.9,
};

/**
 * The rows of a question with each unit's place among its peers. What is published may be compared with all, whoever
 * asks: a viewer with a territory then gets the rows of its units alone. What is not is compared inside the territory.
 */
export function withPeers(
  catalog: Catalog,
  asked: Resolved,
  peers: AskedPeers,
  scope: Scope,
  asOf: string,
  rows: Rows,
): Select {
  const unit = asked.keys[peers.of];
  if (unit === undefined) throw new TypeError("peers: no such key");
  const open =
    scope.territory !== null &&
    catalog.dimensions.get(unit.name)?.type === "territory" &&
    asked.metrics.every(({ metric }) => metric.info.publish);
  const inner = rows(asked, open ? { published: true, territory: null } : scope);
  const others = asked.keys.filter((key) => key !== unit);
  if (peers.grouped) return grouped(catalog, asked, peers, inner, unit.name);

  const partition = others.map((key) => column("p", key.name));
  const placed: Select = {
    kind: "select",
    columns: [
      ...inner.columns.map(({ as }) => ({ expr: column("p", as), as })),
      ...asked.metrics.flatMap((one) => statistics(catalog, one, peers, unit.name, { over: partition })),
    ],
    from: { kind: "query", query: inner, as: "p" },
  };
  const own = column("q", unit.name);
  return {
    kind: "select",
    columns: placed.columns.map(({ as }) => ({ expr: column("q", as), as })),
    from: { kind: "query", query: placed, as: "q" },
    where: allOf([
      peers.only === null
        ? null
        : { kind: "in", expr: cast(own, "VARCHAR"), among: peers.only.map((code) => value(code, "VARCHAR")) },
      open && scope.territory !== null
        ? { kind: "in", expr: own, among: unitsOf(scope.territory, asOf) }
        : null,
    ]),
  };
}

/** A row for each group of peers, without the peers. */
function grouped(catalog: Catalog, asked: Resolved, peers: AskedPeers, inner: Select, unit: string): Select {
  const keys = asked.keys.filter((_, index) => index !== peers.of).map((key) => key.name);
  return {
    kind: "select",
    columns: [
      ...keys.map((as) => ({ expr: column("p", as), as })),
      ...asked.metrics.flatMap((one) => statistics(catalog, one, peers, unit, null)),
    ],
    from: { kind: "query", query: inner, as: "p" },
    groupBy: keys.map((as) => column("p", as)),
  };
}

function statistics(
  catalog: Catalog,
  { name, metric }: AskedMetric,
  peers: AskedPeers,
  unit: string,
  window: Pick<Call, "over"> | null,
): readonly Output[] {
  const type = metricType(catalog, metric);
  // Money that is a higher council's stands in a row of no unit: it is nobody's peer.
  const own = when(not(isNull(column("p", unit))), column("p", name));
  const figure = cast(own, "DOUBLE");
  const over = (fn: Call, along?: Call["along"]): Call =>
    window === null ? fn : { ...fn, ...window, ...(along === undefined ? {} : { along }) };
  const count = over(call("count", figure));
  const rank = (dir: "asc" | "desc"): Expr =>
    when(not(isNull(figure)), over(call("rank"), [{ expr: figure, dir }]));
  const quantile = (share: number): Expr =>
    rounded(over(call("quantile_cont", figure, value(share, "DOUBLE"))), type);

  return peers.stats.map((stat): Output => {
    const as = `${name}__${stat}`;
    switch (stat) {
      case "count":
        return { expr: cast(count, "BIGINT"), as };
      case "min":
      case "max":
        return { expr: cast(over(call(stat, own)), type), as };
      case "gap":
        return { expr: rounded(binary("-", figure, quantile(0.5)), type), as };
      case "rank":
        return { expr: cast(rank(metric.info.direction === -1 ? "asc" : "desc"), "BIGINT"), as };
      case "percentile": {
        const below = cast(binary("-", rank("asc"), value(1, "BIGINT")), "DOUBLE");
        const others = cast(binary("-", count, value(1, "BIGINT")), "DOUBLE");
        return { expr: binary("/", below, call("nullif", others, value(0, "DOUBLE"))), as };
      }
      default:
        return { expr: quantile(QUANTILES[stat] ?? 0.5), as };
    }
  });
}

/** A quantile lies between two figures: of money it keeps the centimes, of all else six digits. */
function rounded(expr: Expr, type: SqlType): Expr {
  const money = type.startsWith("DECIMAL");
  const figure = call("round", cast(expr, "DOUBLE"), value(money ? 2 : 6, "INTEGER"));
  return money ? cast(figure, "DECIMAL(18,2)") : figure;
}
