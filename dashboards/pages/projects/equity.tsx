import type { Row } from "#warehouse/door/types.ts";
import { LOOK, lineChart } from "../../charts/lines.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatNumber, formatPercent, formatPoints } from "../../lib/format.ts";
import { FilterForm, Select } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { formatMoney, formatMoneyShort } from "../../lib/money.ts";
import { Empty, Kpi, KpiRow } from "../../lib/parts.tsx";
import { DataTable } from "../../lib/table.tsx";
import { unitName } from "../../lib/territory.ts";
import { Num, rich } from "../../lib/text.tsx";
import { choice, href, readQuery } from "../../lib/url.ts";
import {
  type Concentration,
  concentration,
  moneyAt,
  NEEDS,
  type Need,
  ruralCommunes,
  weighted,
} from "./equity-data.ts";
import { numberOf } from "./record.ts";

const BASE = "/tableaux/projets/equite";
const STEPS = 20;
const NAMES = NEEDS.map(({ name }) => name) as [Need["name"], ...Need["name"][]];

/** Who the programmes reach: rural communes served and not, before and after, and where money goes by need. */
export async function equityPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, req } = view;
  const { values, unknown } = readQuery(req.originalUrl, ["region", "besoin"]);
  const regions = await ctx.door.territories({ level: "region" }, viewer);
  const region = regions.find(({ code }) => code === values.get("region")) ?? null;
  const name = choice(values.get("besoin"), NAMES);
  const need = NEEDS.find((one) => one.name === name) ?? NEEDS[0];
  const rows = await ruralCommunes(ctx.door, region?.code ?? null);
  const served = rows.filter((row) => row.served === true);
  const sum = (some: readonly Row[], column: string): number =>
    some.reduce((total, row) => total + (numberOf(row, column) ?? 0), 0);
  const place = region === null ? t(lang, "equite.country") : unitName(lang, region);
  const curve = concentration(rows, need);
  const title = t(lang, "equite.title", { name: place });
  const heads = sum(served, "population_2024");
  return {
    title,
    unknown,
    lede: rich(
      t(lang, "equite.lede", {
        n: formatNumber(lang, served.length),
        all: formatNumber(lang, rows.length),
        people: formatNumber(lang, heads),
      }),
    ),
    breadcrumb: [{ label: t(lang, "nav.projets"), href: href(lang, "/tableaux/projets") }],
    crumb: t(lang, "equite.crumb"),
    body: (
      <>
        <FilterForm action={href(lang, BASE)}>
          <Select
            name="region"
            label={t(lang, "equite.region")}
            value={region?.code ?? ""}
            options={[
              { value: "", label: t(lang, "equite.country") },
              ...regions.map((unit) => ({ value: unit.code, label: unitName(lang, unit) })),
            ]}
          />
          <Select
            name="besoin"
            label={t(lang, "equite.need")}
            value={need.name}
            options={NEEDS.map((one) => ({ value: one.name, label: t(lang, `equite.need.${one.name}`) }))}
          />
        </FilterForm>
        {rows.length === 0 ? (
          <Empty title={t(lang, "equite.none")} />
        ) : (
          <>
            <KpiRow>
              <Kpi
                label={t(lang, "equite.kpi.communes")}
                value={formatPercent(lang, served.length / rows.length)}
                hint={t(lang, "equite.kpi.communes.hint", {
                  n: formatNumber(lang, served.length),
                  all: formatNumber(lang, rows.length),
                })}
              />
              <Kpi
                label={t(lang, "equite.kpi.people")}
                value={formatPercent(lang, heads / Math.max(1, sum(rows, "population_2024")))}
                hint={t(lang, "equite.kpi.people.hint")}
              />
              <Kpi
                label={t(lang, "equite.kpi.head")}
                value={formatMoney(lang, heads === 0 ? null : sum(served, "budget_mad") / heads, {
                  digits: 0,
                })}
                hint={t(lang, "equite.kpi.head.hint", {
                  budget: formatMoneyShort(lang, sum(served, "budget_mad")),
                })}
              />
            </KpiRow>
            {curve !== null && <CurveFigure view={view} curve={curve} need={need} place={place} />}
            <BeforeAfter view={view} served={served} others={rows.filter((row) => row.served !== true)} />
          </>
        )}
      </>
    ),
  };
}

function CurveFigure(props: {
  readonly view: PageView;
  readonly curve: Concentration;
  readonly need: Need;
  readonly place: string;
}) {
  const { curve, need, place } = props;
  const { lang, release } = props.view;
  const shares = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS);
  const money = shares.map((share) => (share === 0 ? 0 : moneyAt(curve, share)));
  const percent = (value: number): string => formatPercent(lang, value, { digits: 0 });
  const title = t(lang, "equite.curve.title", {
    need: t(lang, `equite.neediest.${need.name}`),
    rate: formatPercent(lang, moneyAt(curve, 0.2)),
  });
  const series = [
    { key: "even", values: shares, role: "context" as const },
    { key: "money", values: money, role: "focus" as const },
  ];
  return (
    <Figure
      id="concentration"
      title={title}
      subtitle={t(lang, "equite.curve.subtitle", { name: place })}
      full
      chart={lineChart(
        {
          lang,
          sample: release.sample,
          figure: "concentration",
          description: t(lang, "equite.curve.desc"),
          width: 1000,
        },
        {
          periods: shares.map(percent),
          ticks: shares.flatMap((share, at) => (at % 4 === 0 ? [{ at, name: percent(share) }] : [])),
          dots: false,
          ends: false,
          series: series.map(({ key, values, role }) => ({
            ...{ name: t(lang, `equite.curve.${key}`), values, role },
            texts: values.map((value) => formatPercent(lang, value)),
          })),
          tick: percent,
        },
      )}
      legend={series.map(({ key, role }) => ({
        name: t(lang, `equite.curve.${key}`),
        stroke: LOOK[role].stroke,
        dash: LOOK[role].dash,
      }))}
      table={
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={shares.flatMap((share, at) => (at % 2 === 0 ? [{ share, money: money[at] ?? 0 }] : []))}
          rowKey={({ share }) => String(share)}
          columns={[
            {
              key: "people",
              label: t(lang, "equite.curve.people"),
              header: true,
              cell: ({ share }) => <Num>{percent(share)}</Num>,
            },
            {
              key: "money",
              label: t(lang, "equite.curve.money"),
              kind: "number",
              cell: (row) => <Num>{formatPercent(lang, row.money)}</Num>,
            },
          ]}
        />
      }
      note={rich(
        t(lang, "equite.curve.note", { index: formatNumber(lang, curve.index, { digits: 2, sign: true }) }),
      )}
      source={t(lang, "equite.source")}
      release={release}
    />
  );
}

/** Both censuses for communes served and not: levels, and how far each went. */
function BeforeAfter(props: {
  readonly view: PageView;
  readonly served: readonly Row[];
  readonly others: readonly Row[];
}) {
  const { lang } = props.view;
  const title = t(lang, "equite.before");
  const rows = NEEDS.flatMap((need) =>
    (["served", "others"] as const).map((group) => {
      const some = props[group];
      const [before, after] = [weighted(some, need.column, 2014), weighted(some, need.column, 2024)];
      return { need, group, before, after, count: some.length };
    }),
  );
  const level = (need: Need, value: number | null): string =>
    need.unit === "km" ? formatNumber(lang, value, { digits: 1 }) : formatPercent(lang, value);
  const change = ({ need, before, after }: (typeof rows)[number]): string => {
    if (before === null || after === null) return "–";
    return need.unit === "km"
      ? formatNumber(lang, after - before, { digits: 1, sign: true })
      : formatPoints(lang, after - before);
  };
  return (
    <section class="section" id="avant-apres">
      <h2>{title}</h2>
      <div class="card">
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={rows}
          rowKey={({ need, group }) => `${need.name} ${group}`}
          columns={[
            {
              key: "need",
              label: t(lang, "equite.measure"),
              header: true,
              cell: ({ need }) => t(lang, `equite.need.${need.name}`),
            },
            {
              key: "group",
              label: t(lang, "equite.group"),
              cell: ({ group, count }) =>
                rich(t(lang, `equite.group.${group}`, { n: formatNumber(lang, count) })),
            },
            {
              key: "before",
              label: "2014",
              kind: "number",
              cell: (row) => <Num>{level(row.need, row.before)}</Num>,
            },
            {
              key: "after",
              label: "2024",
              kind: "number",
              cell: (row) => <Num>{level(row.need, row.after)}</Num>,
            },
            {
              key: "change",
              label: t(lang, "equite.change"),
              kind: "number",
              cell: (row) => <Num>{change(row)}</Num>,
            },
          ]}
        />
        <p class="figure-note">{t(lang, "equite.before.note")}</p>
      </div>
    </section>
  );
}
