import {
  type AlertRule,
  DEFAULT_RULES,
  episodes,
  projectTruths,
  type RuleMonth,
  type RuleScore,
  scoresOf,
  trialsOf,
} from "#warehouse/alerts/index.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import { sparkline } from "../../charts/sparkline.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { FilterForm, Select } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { DataTable } from "../../lib/table.tsx";
import { unitName } from "../../lib/territory.ts";
import { Num, rich } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { BASE } from "./inbox.tsx";
import { bound, RULES } from "./rules.tsx";

/** Bounds that may be tried, beside the rule's own: few, so that nobody makes the server work without end. */
const FACTORS = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5] as const;
const LINES = [0, 1, 2, 5, 10] as const;
const PERIODS = [1, 2, 3, 4, 6] as const;

/** What a rule, as it stands or with another bound, would have done in the last two years, on whom, and what came of it. */
interface Tried {
  readonly months: readonly RuleMonth[];
  readonly regions: ReadonlyMap<string, number>;
  readonly score: RuleScore | undefined;
}

/** The rule with the `step`-th bound, its way back moved alike. */
function variant(rule: AlertRule, step: number, periods: number): AlertRule {
  if (rule.raise.value === 0) {
    return { ...rule, periods, raise: { ...rule.raise, value: LINES[step] ?? 0 } };
  }
  const factor = FACTORS[step] ?? 1;
  const move = (value: number): number => Math.round(value * factor * 1000) / 1000;
  return {
    ...{ ...rule, periods },
    raise: { ...rule.raise, value: move(rule.raise.value) },
    clear: { ...rule.clear, value: move(rule.clear.value) },
  };
}
const stepsOf = (rule: AlertRule): readonly number[] => (rule.raise.value === 0 ? LINES : FACTORS);
const ownStep = (rule: AlertRule): number => (rule.raise.value === 0 ? 0 : FACTORS.indexOf(1));

const kept = new Map<string, Promise<Tried>>();
let last: Promise<unknown> = Promise.resolve();

/** Works a rule out once a release, one at a time. */
function tried(release: ReleaseHandle, rule: AlertRule): Promise<Tried> {
  const key = `${release.id} ${rule.id} ${rule.raise.value} ${rule.periods}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = last.then(() => workOut(release, rule));
  last = made.catch(() => kept.delete(key));
  kept.set(key, made);
  if (kept.size > 200) kept.delete(kept.keys().next().value ?? "");
  return made;
}

async function workOut(release: ReleaseHandle, rule: AlertRule): Promise<Tried> {
  const { connection, done } = await release.connect();
  try {
    const { until } = release.manifest;
    const found = await episodes(connection, [rule]);
    const [trial] = trialsOf([rule], found, until);
    const months = trial?.months ?? [];
    const since = months[0]?.month ?? "";
    const regions = new Map<string, number>();
    for (const { opened, territory } of found) {
      const region = territory?.slice(0, 2);
      if (region !== undefined && opened >= since) regions.set(region, (regions.get(region) ?? 0) + 1);
    }
    // What came later is known of projects: whether they ended late or were abandoned.
    const score = rule.series.startsWith("project_")
      ? scoresOf([{ ...rule, foretells: true }], found, await projectTruths(connection, until))[0]
      : undefined;
    return { months, regions, score };
  } finally {
    done();
  }
}

/** A rule tried with another bound before anyone switches it on, beside the rule as it stands. */
export async function alertAttemptPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, handle, viewer } = view;
  const asked = new URL(view.req.originalUrl, "http://x").searchParams;
  const rule = DEFAULT_RULES.find(({ id }) => id === asked.get("regle")) ?? DEFAULT_RULES[0];
  if (rule === undefined) return null;
  const steps = stepsOf(rule);
  const given = Number(asked.get("borne") ?? ownStep(rule));
  const step = steps[given] === undefined ? ownStep(rule) : given;
  const periods = PERIODS.find((n) => n === Number(asked.get("periodes"))) ?? rule.periods;
  const attempt = variant(rule, step, periods);
  const regions = await ctx.door.territories({ level: "region" }, viewer);
  const columns = [
    { name: t(lang, "alertes.attempt.own"), rule, ...(await tried(handle, rule)) },
    { name: t(lang, "alertes.attempt.tried"), rule: attempt, ...(await tried(handle, attempt)) },
  ];
  const count = (value: number) => <Num>{formatNumber(lang, value)}</Num>;
  const share = (of: number, all: number) => <Num>{all === 0 ? "–" : formatPercent(lang, of / all)}</Num>;
  const opened = ({ months }: Tried): number => months.reduce((sum, month) => sum + month.opened, 0);
  const here = href(lang, `${RULES}/essai`);
  const title = t(lang, "alertes.attempt.title", { rule: rule.label[lang] });
  return {
    title,
    lede: t(lang, "alertes.attempt.lede"),
    breadcrumb: [
      { label: t(lang, "alertes.title"), href: href(lang, BASE) },
      { label: t(lang, "alertes.rules.title"), href: href(lang, RULES) },
    ],
    body: (
      <>
        <FilterForm action={here}>
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
            options={steps.map((_, at) => ({
              value: String(at),
              label: bound(lang, rule, variant(rule, at, periods).raise),
            }))}
          />
          <Select
            name="periodes"
            label={t(lang, "alertes.attempt.periods")}
            value={String(periods)}
            options={PERIODS.map((n) => ({ value: String(n), label: formatNumber(lang, n) }))}
          />
        </FilterForm>
        <section class="section card">
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
                cell: (one) =>
                  rich(
                    t(lang, "alertes.fires.text", {
                      bound: bound(lang, rule, one.rule.raise),
                      periods: one.rule.periods,
                      n: formatNumber(lang, one.rule.periods),
                    }),
                  ),
              },
              {
                key: "opened",
                label: t(lang, "alertes.opened24"),
                kind: "number",
                cell: (one) => count(opened(one)),
              },
              {
                key: "standing",
                label: t(lang, "alertes.standing"),
                kind: "number",
                cell: ({ months }) => count(months.at(-1)?.standing ?? 0),
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
                  <span
                    dangerouslySetInnerHTML={{ __html: sparkline(months.map(({ standing }) => standing)) }}
                  />
                ),
              },
            ]}
          />
          <p class="figure-note">{t(lang, "alertes.attempt.note")}</p>
        </section>
        <section class="section card">
          <h2 class="card-title">{t(lang, "alertes.attempt.where")}</h2>
          <DataTable
            caption={t(lang, "alertes.attempt.where")}
            captionHidden
            label={t(lang, "alertes.attempt.where")}
            rows={regions}
            rowKey={({ code }) => code}
            columns={[
              {
                key: "region",
                label: t(lang, "column.territory.region"),
                header: true,
                cell: (unit) => unitName(lang, unit),
              },
              ...columns.map((one, at) => ({
                key: String(at),
                label: one.name,
                kind: "number" as const,
                cell: ({ code }: { readonly code: string }) => count(one.regions.get(code) ?? 0),
              })),
            ]}
          />
        </section>
      </>
    ),
  };
}
