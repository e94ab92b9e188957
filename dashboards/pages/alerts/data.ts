import { type Alert, type AlertRule, SERIES } from "#warehouse/alerts/index.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { href } from "../../lib/url.ts";
import { projectHref } from "../projects/record-page.tsx";

/** Names of what alerts are about: titles of projects, and of places in each language. */
export interface AlertNames {
  readonly project: ReadonlyMap<string, string>;
  readonly place: ReadonlyMap<string, Readonly<Record<Lang, string>>>;
}

/** Looks up the names of these alerts' subjects and places in the release. */
export async function alertNames(release: ReleaseHandle, alerts: readonly Alert[]): Promise<AlertNames> {
  const { connection, done } = await release.connect();
  try {
    const rows = async (sql: string, keys: readonly string[]) =>
      keys.length === 0
        ? []
        : (
            await connection.runAndReadAll(
              sql.replace("{keys}", keys.map((_, index) => `$${index + 1}`).join(", ")),
              [...keys],
            )
          ).getRowObjectsJS();
    const places = [...new Set(alerts.flatMap(({ territory }) => (territory === null ? [] : [territory])))];
    const titles = await rows("SELECT project_id, title FROM fct_project WHERE project_id IN ({keys})", [
      ...new Set(alerts.map(({ subject }) => subject)),
    ]);
    const names = await rows(
      "SELECT code, name_fr, name_ar, name_en FROM dim_territory WHERE code IN ({keys})",
      places,
    );
    return {
      project: new Map(titles.map((row) => [String(row.project_id), String(row.title)])),
      place: new Map(
        names.map((row) => [
          String(row.code),
          { fr: String(row.name_fr), ar: String(row.name_ar), en: String(row.name_en ?? row.name_fr) },
        ]),
      ),
    };
  } finally {
    done();
  }
}

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
