import {
  type AlertRule,
  boundsOf,
  DEFAULT_RULES,
  PERIODS,
  type RuleVersion,
  rulesOf,
  type StandingRule,
  withBound,
} from "#warehouse/alerts/index.ts";
import { formWordOf } from "#warehouse/door/viewer.ts";
import type { Lang } from "#warehouse/text.ts";
import { sparkline } from "../../charts/sparkline.ts";
import { formatDate } from "../../lib/dates.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { FilterForm, PostForm, ReasonField, Select } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Notice } from "../../lib/parts.tsx";
import { DataTable } from "../../lib/table.tsx";
import { unitName } from "../../lib/territory.ts";
import { Num, rich } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { BASE } from "./inbox.tsx";
import { bound, RULES, stateWord } from "./rules.tsx";
import { byRegion, type Tried, tried } from "./tried.ts";

export const ATTEMPT = `${RULES}/essai`;
/** Characters of a reason. */
export const REASON = { least: 20, most: 600 };

/** A rule and its trial, as one column or row of the page. */
interface Column extends Tried {
  readonly name: string;
  readonly rule: AlertRule;
}

/** What the address asks to try: the rule as it stands, and the same with the bound and the periods asked for. */
export function attemptOf(
  query: { readonly get: (name: string) => string | null },
  book: readonly StandingRule[],
): { readonly standing: StandingRule; readonly attempt: AlertRule; readonly step: number } | null {
  const standing = book.find(({ rule }) => rule.id === query.get("regle")) ?? book[0];
  const delivered = DEFAULT_RULES.find(({ id }) => id === standing?.rule.id);
  if (standing === undefined || delivered === undefined) return null;
  const bounds = boundsOf(delivered);
  const own = bounds.indexOf(standing.rule.raise.value);
  const given = query.get("borne");
  const step = given !== null && bounds[Number(given)] !== undefined ? Number(given) : Math.max(0, own);
  const periods = PERIODS.find((n) => n === Number(query.get("periodes"))) ?? standing.rule.periods;
  return { standing, step, attempt: withBound(delivered, bounds[step] ?? delivered.raise.value, periods) };
}

/** A rule tried with another bound before it is switched on, beside the rule as it stands. */
export async function alertAttemptPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, handle, viewer, asker } = view;
  const book = rulesOf(ctx);
  const asked = attemptOf(new URL(view.req.originalUrl, "http://x").searchParams, book.all());
  if (asked === null) return null;
  const { standing, attempt, step } = asked;
  const { rule } = standing;
  const delivered = DEFAULT_RULES.find(({ id }) => id === rule.id) ?? rule;
  const units = await ctx.door.territories({}, viewer);
  const columns: readonly Column[] = [
    { name: t(lang, "alertes.attempt.own"), rule, ...(await tried(handle, rule)) },
    { name: t(lang, "alertes.attempt.tried"), rule: attempt, ...(await tried(handle, attempt)) },
  ];
  const word = asker.role === "national" ? formWordOf(view.req.res) : null;
  return {
    title: t(lang, "alertes.attempt.title", { rule: rule.label[lang] }),
    lede: t(lang, "alertes.attempt.lede"),
    breadcrumb: [
      { label: t(lang, "alertes.title"), href: href(lang, BASE) },
      { label: t(lang, "alertes.rules.title"), href: href(lang, RULES) },
    ],
    // A decision about the rule changes the page before the next release does.
    keep: false,
    body: (
      <>
        <FilterForm action={href(lang, ATTEMPT)}>
          <Select
            name="regle"
            label={t(lang, "alertes.rule")}
            value={rule.id}
            options={DEFAULT_RULES.map(({ id, label }) => ({ value: id, label: label[lang] }))}
          />
          <Select
            name="borne"
            label={t(lang, "alertes.attempt.bound")}
            value={String(step)}
            options={boundsOf(delivered).map((value, at) => ({
              value: String(at),
              label: bound(lang, rule, { ...rule.raise, value }),
            }))}
          />
          <Select
            name="periodes"
            label={t(lang, "alertes.attempt.periods")}
            value={String(attempt.periods)}
            options={PERIODS.map((n) => ({ value: String(n), label: formatNumber(lang, n) }))}
          />
        </FilterForm>
        {!standing.on && (
          <Notice tone="info">
            <p>{t(lang, "alertes.rule.off.note")}</p>
          </Notice>
        )}
        <section class="section card">
          <Results lang={lang} columns={columns} />
          <p class="figure-note">{t(lang, "alertes.attempt.note")}</p>
        </section>
        {word !== null && <Switch {...{ lang, standing, attempt, step, word }} />}
        <History lang={lang} versions={book.history(rule.id)} rule={rule} />
        <section class="section card">
          <h2 class="card-title">{t(lang, "alertes.attempt.where")}</h2>
          <DataTable
            caption={t(lang, "alertes.attempt.where")}
            captionHidden
            label={t(lang, "alertes.attempt.where")}
            rows={units.filter(({ level }) => level === "region")}
            rowKey={({ code }) => code}
            columns={[
              {
                key: "region",
                label: t(lang, "column.territory.region"),
                header: true,
                cell: (unit) => unitName(lang, unit),
              },
              ...columns.map(({ name, places }, at) => {
                const counts = byRegion(places, new Map(units.map((unit) => [unit.code, unit])));
                return {
                  key: String(at),
                  label: name,
                  kind: "number" as const,
                  cell: ({ code }: { readonly code: string }) => (
                    <Num>{formatNumber(lang, counts.get(code) ?? 0)}</Num>
                  ),
                };
              }),
            ]}
          />
        </section>
      </>
    ),
  };
}

function Results({ lang, columns }: { lang: Lang; columns: readonly Column[] }) {
  const count = (value: number) => <Num>{formatNumber(lang, value)}</Num>;
  const share = (of: number, all: number) => <Num>{all === 0 ? "–" : formatPercent(lang, of / all)}</Num>;
  return (
    <DataTable
      caption={t(lang, "alertes.attempt.result")}
      label={t(lang, "alertes.attempt.result")}
      rows={columns}
      rowKey={({ name }) => name}
      columns={[
        { key: "name", label: t(lang, "alertes.rule"), header: true, cell: ({ name }) => name },
        {
          key: "bound",
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
          key: "opened",
          label: t(lang, "alertes.opened24"),
          kind: "number",
          cell: ({ opened }) => count(opened),
        },
        {
          key: "standing",
          label: t(lang, "alertes.standing"),
          kind: "number",
          cell: ({ standing }) => count(standing),
        },
        {
          key: "found",
          label: t(lang, "alertes.attempt.found"),
          kind: "number",
          cell: ({ score }) => share(score?.found ?? 0, score?.fails ?? 0),
        },
        {
          key: "wrong",
          label: t(lang, "alertes.attempt.wrong"),
          kind: "number",
          cell: ({ score }) => share(score?.wrong ?? 0, score?.raised ?? 0),
        },
        {
          key: "trend",
          label: t(lang, "alertes.trend"),
          wideOnly: true,
          cell: ({ months }) => (
            <span dangerouslySetInnerHTML={{ __html: sparkline(months.map(({ standing }) => standing)) }} />
          ),
        },
      ]}
    />
  );
}

/** What the ministry may do with what it has tried. */
function Switch(props: {
  readonly lang: Lang;
  readonly standing: StandingRule;
  readonly attempt: AlertRule;
  readonly step: number;
  readonly word: string;
}) {
  const { lang, standing, attempt } = props;
  const same =
    standing.on &&
    standing.rule.raise.value === attempt.raise.value &&
    standing.rule.periods === attempt.periods;
  const actions = [...(same ? [] : (["service"] as const)), ...(standing.on ? (["arret"] as const) : [])];
  return (
    <section class="section card" id="decision">
      <h2 class="card-title">{t(lang, "alertes.switch")}</h2>
      <p>{t(lang, "alertes.switch.note")}</p>
      {actions.map((action) => (
        <details key={action}>
          <summary>{t(lang, `alertes.switch.${action}`)}</summary>
          <PostForm
            action={href(lang, `${RULES}/${standing.rule.id}/${action}`)}
            word={props.word}
            hidden={{ borne: String(props.step), periodes: String(attempt.periods) }}
          >
            <ReasonField id={`motif-${action}`} label={t(lang, "alertes.switch.reason")} bounds={REASON} />
            <button type="submit" class="button">
              {t(lang, `alertes.switch.${action}`)}
            </button>
          </PostForm>
        </details>
      ))}
    </section>
  );
}

/** Decisions about a rule, each with what its trial had shown. */
function History(props: {
  readonly lang: Lang;
  readonly versions: readonly RuleVersion[];
  readonly rule: AlertRule;
}) {
  const { lang, versions, rule } = props;
  if (versions.length === 0) return null;
  const title = t(lang, "alertes.versions");
  return (
    <section class="section card">
      <h2 class="card-title">{title}</h2>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={versions}
        rowKey={({ version }) => String(version)}
        columns={[
          {
            key: "version",
            label: t(lang, "alertes.version"),
            header: true,
            cell: ({ version }) => <Num>{formatNumber(lang, version)}</Num>,
          },
          { key: "at", label: t(lang, "alertes.at"), cell: ({ at }) => formatDate(lang, at) },
          { key: "state", label: t(lang, "alertes.state"), cell: ({ on }) => stateWord(lang, on) },
          {
            key: "bound",
            label: t(lang, "alertes.fires"),
            cell: ({ value, periods }) =>
              rich(
                t(lang, "alertes.fires.text", {
                  bound: bound(lang, rule, { ...rule.raise, value }),
                  periods,
                  n: formatNumber(lang, periods),
                }),
              ),
          },
          {
            key: "opened",
            label: t(lang, "alertes.opened24"),
            kind: "number",
            cell: ({ trial }) => <Num>{formatNumber(lang, trial.opened)}</Num>,
          },
          {
            key: "reason",
            label: t(lang, "alertes.switch.reason"),
            cell: ({ reason }) => <span dir="auto">{reason}</span>,
          },
        ]}
      />
    </section>
  );
}
