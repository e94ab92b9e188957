import { isolate } from "#dashboards/lib/bidi.ts";
import { formatNumber } from "#dashboards/lib/format.ts";
import { addMessages, t } from "#dashboards/lib/i18n.ts";
import { alerts as alertMessages } from "#dashboards/lib/messages/alerts.ts";
import { shortId } from "#dashboards/lib/release.ts";
import { ruleOf } from "#warehouse/alerts/index.ts";
import { type AlertLine, type AlertsGiven, listOf } from "../definition/alerts.ts";
import type { AlertsBlock, FormatName } from "../definition/schema.ts";
import type { Making } from "./build.ts";
import type { Cell, TablePart } from "./types.ts";
import { cellOf } from "./values.ts";
import { word } from "./words.ts";

// The inbox's own words: an alert is called the same on paper and on the site.
addMessages(alertMessages);

/** What an alert is about, on one line: the project and its code, or the place; then where, if that is elsewhere. */
function subjectOf({ lang, said, territory }: Making, { names }: AlertsGiven, alert: AlertLine): string {
  const title = names.project.get(alert.subject);
  const place = names.place.get(alert.territory ?? "")?.[lang];
  const code = isolate(lang, alert.subject);
  if (title === undefined) return names.place.get(alert.subject)?.[lang] ?? code;
  // A title in Latin letters is one run of an Arabic line.
  const named = /\p{Script=Arabic}/u.test(title) ? said(title) : isolate(lang, title);
  const where = alert.territory === territory.code ? undefined : place;
  return [named, code, ...(where === undefined ? [] : [said(where)])].join(" · ");
}

/** What the ledger holds of the territory, as a table; null in a report that is everyone's. */
export function alertsPart(making: Making, block: AlertsBlock, id: string): TablePart | null {
  const { alerts, lang, said } = making;
  const list = alerts?.lists[listOf(block)];
  if (alerts === undefined || alerts === null || list === undefined) return null;
  const { upTo } = alerts;
  const { items, total, critical } = list;
  const shown = items.slice(0, block.most);
  const count = (value: number): string => formatNumber(lang, value);
  const cell = (value: string, format: FormatName = "text"): Cell => {
    const made = cellOf(lang, { value, why: "no_data", column: "" }, format);
    return { ...made, text: said(made.text) };
  };
  const heading = (key: string) => ({ label: t(lang, `alertes.${key}`), numeric: false, card: "" });
  const note =
    upTo === null
      ? word(lang, "alertsUnread")
      : [
          word(lang, "alertsAll", { all: count(total), critical: count(critical), release: shortId(upTo) }),
          ...(total > shown.length
            ? [word(lang, "alertsMore", { shown: count(shown.length), more: count(total - shown.length) })]
            : []),
        ].join(" ");
  return {
    kind: "table",
    id: `alerts-${id}`,
    title: block.alerts[lang],
    note: said([note, block.note?.[lang] ?? ""].filter(Boolean).join(" ")),
    columns: ["subject", "rule", "severity", "level", "since", "state"].map(heading),
    rows: shown.map((alert) => ({
      kind: "row",
      label: subjectOf(making, alerts, alert),
      cells: [
        cell(ruleOf(alert.rule)?.label[lang] ?? alert.rule),
        cell(t(lang, `alertes.severity.${alert.severity}`)),
        cell(t(lang, `alertes.level.${alert.level}`)),
        cell(alert.since, "date"),
        cell(t(lang, `alertes.state.${alert.state}`)),
      ],
    })),
    empty: upTo === null ? word(lang, "alertsUnread") : word(lang, "alertsNone"),
  };
}
