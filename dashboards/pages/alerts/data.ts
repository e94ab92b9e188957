import { type Alert, type AlertRule, SERIES } from "#warehouse/alerts/index.ts";
import type { Lang } from "#warehouse/text.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { href } from "../../lib/url.ts";
import { projectHref } from "../projects/record-page.tsx";

/** A figure of a rule in words, in its unit. */
export function alertValue(lang: Lang, rule: Pick<AlertRule, "unit">, value: number): string {
  if (rule.unit === "ratio") return formatPercent(lang, value);
  if (rule.unit === "index") return formatNumber(lang, value, { digits: 2 });
  return t(lang, `alertes.unit.${rule.unit}`, { n: formatNumber(lang, value) });
}

const SUBJECT_PAGES: Readonly<Record<string, string>> = {
  payment_delay_days: "/tableaux/budget",
  lines_over_credit: "/tableaux/budget",
  equipment_execution_at_june: "/tableaux/budget",
  outstanding_growth: "/tableaux/recettes",
  permits_on_time_rate: "/tableaux/rokhas",
  complaints_on_time_rate: "/tableaux/reclamations",
};

/** Where the figures behind an alert are drawn. */
export function evidenceHref(lang: Lang, rule: AlertRule, alert: Alert): string {
  if (SERIES[rule.series]?.about === "project") return projectHref(lang, alert.subject);
  const base = SUBJECT_PAGES[rule.series] ?? "/";
  return href(lang, base === "/tableaux/rokhas" ? base : `${base}/${alert.subject}`);
}
