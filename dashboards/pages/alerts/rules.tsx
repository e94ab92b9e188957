import {
  type AlertRule,
  type Bound,
  DEFAULT_RULES,
  type RuleMonth,
  ruleTrials,
} from "#warehouse/alerts/index.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { sparkline } from "../../charts/sparkline.ts";
import { formatNumber } from "../../lib/format.ts";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { DataTable } from "../../lib/table.tsx";
import { Num, rich } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { alertValue } from "./data.ts";
import { BASE, SeverityMark } from "./inbox.tsx";

type Trial = { readonly rule: AlertRule; readonly months: readonly RuleMonth[] };
const trials = new Map<string, Promise<readonly Trial[]>>();

/** What every rule would have given, worked out once a release. */
function trialsOf(release: ReleaseHandle): Promise<readonly Trial[]> {
  const known = trials.get(release.id);
  if (known !== undefined) return known;
  const work = (async () => {
    const { connection, done } = await release.connect();
    try {
      const all: Trial[] = [];
      for (const rule of DEFAULT_RULES)
        all.push({ rule, months: await ruleTrials(connection, rule, release.manifest.until) });
      return all;
    } finally {
      done();
    }
  })();
  trials.clear();
  trials.set(release.id, work);
  work.catch(() => trials.delete(release.id));
  return work;
}

/** Isolated left to right: a sign of comparison turns round in Arabic text. */
const bound = (lang: Lang, rule: AlertRule, { op, value }: Bound): string =>
  `\u2066${{ "<": "<", "<=": "≤", ">": ">", ">=": "≥" }[op]}\u00a0${alertValue(lang, rule, value)}\u2069`;

/** The rules as they stand, each with its trial over the last two years. */
export async function alertRulesPage({ lang, handle }: PageView): Promise<PageResult> {
  const rows = await trialsOf(handle);
  const title = t(lang, "alertes.rules.title");
  return {
    title,
    lede: t(lang, "alertes.rules.lede"),
    breadcrumb: [{ label: t(lang, "alertes.title"), href: href(lang, BASE) }],
    body: (
      <div class="card">
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={rows}
          rowKey={({ rule }) => rule.id}
          columns={[
            {
              key: "rule",
              label: t(lang, "alertes.rule"),
              header: true,
              cell: ({ rule }) => rule.label[lang],
            },
            {
              key: "severity",
              label: t(lang, "alertes.severity"),
              cell: ({ rule }) => <SeverityMark lang={lang} severity={rule.severity} />,
            },
            {
              key: "fires",
              label: t(lang, "alertes.fires"),
              cell: ({ rule }) =>
                rich(
                  t(lang, "alertes.fires.text", {
                    bound: bound(lang, rule, rule.raise),
                    periods: rule.periods,
                    n: formatNumber(lang, rule.periods),
                  }),
                ),
            },
            {
              key: "clears",
              label: t(lang, "alertes.clears"),
              cell: ({ rule }) => rich(bound(lang, rule, rule.clear)),
            },
            {
              key: "basis",
              label: t(lang, "alertes.basis"),
              wideOnly: true,
              cell: ({ rule }) => rule.basis[lang],
            },
            {
              key: "opened",
              label: t(lang, "alertes.opened24"),
              kind: "number",
              cell: ({ months }) => (
                <Num>
                  {formatNumber(
                    lang,
                    months.reduce((sum, { opened }) => sum + opened, 0),
                  )}
                </Num>
              ),
            },
            {
              key: "standing",
              label: t(lang, "alertes.standing"),
              kind: "number",
              cell: ({ months }) => <Num>{formatNumber(lang, months.at(-1)?.standing ?? 0)}</Num>,
            },
            {
              key: "trend",
              label: t(lang, "alertes.trend"),
              wideOnly: true,
              cell: ({ months }) => (
                <span
                  dangerouslySetInnerHTML={{ __html: sparkline(months.map(({ standing }) => standing)) }}
                />
              ),
            },
          ]}
        />
      </div>
    ),
  };
}
