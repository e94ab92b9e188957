import type { Door, Viewer } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { sparkline } from "../../charts/sparkline.ts";
import { ask, metricOf } from "../../lib/answers.ts";
import { formatPeriod } from "../../lib/dates.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { formatMoneyShort } from "../../lib/money.ts";
import { windowPhrase, yearWindow } from "../../lib/periods.ts";
import { unitName } from "../../lib/territory.ts";
import { href } from "../../lib/url.ts";
import { monthly, movement, sameMonths } from "../parts/months.tsx";

/** One true sentence made from answers, and where its detail is. */
export interface Finding {
  readonly key: string;
  readonly text: string;
  readonly context: string;
  readonly href: string;
  /** Small line as SVG, or "". */
  readonly spark: string;
}

interface Asking {
  readonly door: Door;
  readonly viewer: Viewer;
  readonly lang: Lang;
  /** Last month with data. */
  readonly until: string;
}

/** What was ordered or collected this year, against the same months a year before. */
async function money(
  { door, viewer, lang, until }: Asking,
  metric: string,
  kind: "budget" | "receipts",
  path: string,
  rate: string,
): Promise<Finding | null> {
  const year = Number(until.slice(0, 4));
  const window = yearWindow(year, until);
  const [months, rates] = await Promise.all([
    ask(door, viewer, {
      metrics: [metric],
      groupBy: ["month"],
      time: { grain: "month", from: `${year - 1}-01`, to: until },
      order: [{ by: "month", dir: "asc" }],
    }),
    ask(door, viewer, { metrics: [rate], where: [{ dimension: "year", op: "=", value: year }] }),
  ]);
  const now = sameMonths(months, metric, window, year);
  if (now === null) return null;
  const then = sameMonths(months, metric, window, year - 1);
  const change = then === null || then === 0 ? null : now / then - 1;
  const share = metricOf(rates.answer.rows[0], rate);
  return {
    key: kind,
    text: t(lang, `front.finding.${kind}.${movement(change)}`, {
      value: formatMoneyShort(lang, now),
      change: formatPercent(lang, Math.abs(change ?? 0)),
      period: windowPhrase(lang, window),
    }),
    context:
      share === null
        ? ""
        : kind === "budget"
          ? t(lang, "front.finding.budget.rate", { rate: formatPercent(lang, share) })
          : `${t(lang, "recettes.kpi.recovery_rate")} ${formatPercent(lang, share)}`,
    href: href(lang, path),
    spark: sparkline([...monthly(months, metric, year - 1), ...monthly(months, metric, year)]),
  };
}

/** The provinces with the best delay score, told by name and not by a rank that may not hold. */
async function rokhas({ door, viewer, lang }: Asking): Promise<Finding | null> {
  const { items, period } = await door.rankings({ index: "rokhas_delai", level: "province" }, viewer);
  const [a, b, c] = items
    .filter((item) => item.rank !== null)
    .toSorted((x, y) => (x.rank ?? 0) - (y.rank ?? 0) || (x.code < y.code ? -1 : 1));
  if (a === undefined || b === undefined || c === undefined) return null;
  return {
    key: "rokhas",
    text: t(lang, "front.finding.rokhas", {
      a: unitName(lang, a),
      b: unitName(lang, b),
      c: unitName(lang, c),
      period: formatPeriod(lang, period),
    }),
    context: t(lang, "front.finding.rokhas.context"),
    href: href(lang, "/tableaux/rokhas?niveau=province"),
    spark: "",
  };
}

async function projects({ door, viewer, lang }: Asking): Promise<Finding | null> {
  const { answer } = await ask(door, viewer, { metrics: ["projects", "project_spi"] });
  const spi = metricOf(answer.rows[0], "project_spi");
  const count = metricOf(answer.rows[0], "projects");
  if (spi === null || count === null) return null;
  return {
    key: "projects",
    text: t(lang, spi < 0.995 ? "front.finding.projects.late" : "front.finding.projects.ahead", {
      rate: formatPercent(lang, spi),
    }),
    context: t(lang, "front.finding.projects.context", {
      count,
      n: formatNumber(lang, count),
      spi: formatNumber(lang, spi, { digits: 2 }),
    }),
    href: href(lang, "/tableaux/projets"),
    spark: "",
  };
}

/** The findings that this release can give; `failed` is told each cause, and the page goes on without it. */
export async function findings(
  asking: Asking,
  failed: (key: string, cause: unknown) => void,
): Promise<Finding[]> {
  const made = await Promise.allSettled([
    money(asking, "ordered_mad", "budget", "/tableaux/budget", "execution_rate"),
    money(asking, "collected_mad", "receipts", "/tableaux/recettes", "recovery_rate"),
    rokhas(asking),
    projects(asking),
  ]);
  return made.flatMap((result, index) => {
    if (result.status === "fulfilled") return result.value === null ? [] : [result.value];
    failed(["budget", "receipts", "rokhas", "projects"][index] ?? "", result.reason);
    return [];
  });
}
