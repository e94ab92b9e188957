import { setTimeout as sleep } from "node:timers/promises";
import {
  type AlertRule,
  alertsOf,
  type Bound,
  rulesOf,
  type Worked,
  workOut,
} from "#warehouse/alerts/index.ts";
import type { Context } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";
import { sparkline } from "../../charts/sparkline.ts";
import { formatDate } from "../../lib/dates.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Notice } from "../../lib/parts.tsx";
import { DataTable } from "../../lib/table.tsx";
import { Num, rich } from "../../lib/text.tsx";
import { href, queryString } from "../../lib/url.ts";
import { alertValue } from "./data.ts";
import { BASE, SeverityMark } from "./inbox.tsx";

export const RULES = `${BASE}/regles`;

type Trials = Pick<Worked, "trials" | "scores">;
const worked = new Map<string, Promise<Trials>>();
/** What a first reader waits for a trial that nobody has worked out yet: after that the page is drawn without. */
const PATIENCE_MS = 100;

/** What every rule would have given: kept by whoever evaluates the release, else worked out once, beside the page. */
async function trialsHere(ctx: Context): Promise<Trials | null> {
  const release = await ctx.release();
  const ledger = alertsOf(ctx);
  const kept = ledger.trials(release.id);
  if (kept !== null) {
    release.release();
    return { trials: kept, scores: ledger.scores(release.id) };
  }
  let work = worked.get(release.id);
  if (work === undefined) {
    // Holds the release until it is done.
    work = workOut(release, rulesOf(ctx).on()).finally(() => release.release());
    worked.clear();
    worked.set(release.id, work);
    // Whoever waits is told; the next reader tries again.
    work.catch((error: unknown) => {
      ctx.log.warn({ err: error }, "trials of alert rules");
      worked.delete(release.id);
    });
  } else release.release();
  return await Promise.race([work, sleep(PATIENCE_MS, null)]);
}

/** On or off, in words. */
export const stateWord = (lang: Lang, on: boolean): string =>
  t(lang, on ? "alertes.rule.on" : "alertes.rule.off");

/** Isolated left to right: a sign of comparison turns round in Arabic text. */
export const bound = (lang: Lang, rule: AlertRule, { op, value }: Bound): string =>
  `\u2066${{ "<": "<", "<=": "≤", ">": ">", ">=": "≥" }[op]}\u00a0${alertValue(lang, rule, value)}\u2069`;

/** The rules as they stand, each with its trial over the last two years. */
export async function alertRulesPage({ ctx, lang }: PageView): Promise<PageResult> {
  const here = await trialsHere(ctx);
  const trials = here?.trials ?? null;
  const scores = here?.scores ?? [];
  const rows = rulesOf(ctx)
    .all()
    .map((standing) => ({
      ...standing,
      months: trials?.find((trial) => trial.rule === standing.rule.id)?.months ?? null,
    }));
  const title = t(lang, "alertes.rules.title");
  return {
    title,
    lede: t(lang, "alertes.rules.lede"),
    breadcrumb: [{ label: t(lang, "alertes.title"), href: href(lang, BASE) }],
    // Trials come a moment later, and a decision about a rule changes the page before the next release does.
    keep: false,
    body: (
      <div class="card">
        <p>
          <a href={href(lang, `${RULES}/essai`)}>{t(lang, "alertes.attempt.link")}</a>
        </p>
        {trials === null && (
          <Notice tone="info">
            <p>{t(lang, "alertes.trials.wait")}</p>
          </Notice>
        )}
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
              cell: ({ rule, on }) => (
                <>
                  <a href={`${href(lang, `${RULES}/essai`)}${queryString({ regle: rule.id })}`}>
                    {rule.label[lang]}
                  </a>
                  {!on && <span class="cell-sub">{stateWord(lang, on)}</span>}
                </>
              ),
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
              cell: ({ rule, version }) => (
                <>
                  {rule.basis[lang]}
                  {version !== null && (
                    <span class="cell-sub">
                      {rich(
                        t(lang, "alertes.version.since", {
                          version: formatNumber(lang, version.version),
                          date: formatDate(lang, version.at),
                        }),
                      )}
                    </span>
                  )}
                </>
              ),
            },
            {
              key: "opened",
              label: t(lang, "alertes.opened24"),
              kind: "number",
              cell: ({ months }) => (
                <Num>
                  {months === null
                    ? "–"
                    : formatNumber(
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
              cell: ({ months }) => (
                <Num>{months === null ? "–" : formatNumber(lang, months.at(-1)?.standing ?? 0)}</Num>
              ),
            },
            {
              key: "truth",
              label: t(lang, "alertes.truth"),
              wideOnly: true,
              cell: ({ rule }) => {
                const score = scores.find((one) => one.rule === rule.id);
                return score === undefined || score.fails === 0 || score.raised === 0
                  ? "–"
                  : rich(
                      t(lang, "alertes.truth.text", {
                        found: formatPercent(lang, score.found / score.fails),
                        wrong: formatPercent(lang, score.wrong / score.raised),
                      }),
                    );
              },
            },
            {
              key: "trend",
              label: t(lang, "alertes.trend"),
              wideOnly: true,
              cell: ({ months }) => (
                <span
                  dangerouslySetInnerHTML={{
                    __html: months === null ? "" : sparkline(months.map(({ standing }) => standing)),
                  }}
                />
              ),
            },
          ]}
        />
      </div>
    ),
  };
}
