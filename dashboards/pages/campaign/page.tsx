import { PUBLIC_VIEWER, type TerritoryItem } from "#warehouse/door/types.ts";
import { formatDate } from "../../lib/dates.ts";
import { formatDays, formatNumber, formatPercent } from "../../lib/format.ts";
import { FilterForm, Select, YearSelect } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { formatMoneyShort } from "../../lib/money.ts";
import { Empty, Kpi, KpiRow, Notice, Pagination } from "../../lib/parts.tsx";
import { SubjectTabs, TerritoryPicker } from "../../lib/picker.tsx";
import { DataTable } from "../../lib/table.tsx";
import { placeCrumbs, placeOf, unitName } from "../../lib/territory.ts";
import { Num, rich, useLang } from "../../lib/text.tsx";
import { choice, href, intParam, queryString, readQuery } from "../../lib/url.ts";
import { PlaceHeading } from "../parts/frame.tsx";
import { type CampaignBudget, campaignData, queues } from "./data.ts";

const BASE = "/tableaux/campagne";
const SIZE = 50;
const SHOWN = ["", "attente", "retard", "desequilibre"] as const;
type Shown = (typeof SHOWN)[number];
const isLate = (one: CampaignBudget): boolean =>
  !one.inTime || [one.voteLate, one.transmissionLate, one.approvalLate].some((days) => (days ?? 0) > 0);
const KEPT: Readonly<Record<Shown, (one: CampaignBudget) => boolean>> = {
  "": () => true,
  attente: (one) => one.step !== "approved",
  retard: isLate,
  desequilibre: (one) => !one.balanced,
};

/** The budget campaign of a place: each main budget against its dates, who has it, and whether it balances. */
export async function campaignPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  if (place === null) return null;
  const { unit } = place;
  const { values, unknown } = readQuery(view.req.originalUrl, ["annee", "voir", "page"]);
  const asked = intParam(values.get("annee"), 0, 2000, 2100);
  const shown = choice(values.get("voir"), SHOWN);
  const [regions, data, units] = await Promise.all([
    door.territories({ level: "region" }, viewer),
    campaignData(door, unit, asked === 0 ? null : asked),
    door.territories({}, PUBLIC_VIEWER),
  ]);
  const names = new Map(units.map((item) => [item.code, item]));
  const name = unitName(lang, unit);
  const { year, years, budgets } = data;
  const here = href(lang, unit.level === "nation" ? BASE : `${BASE}/${unit.code}`);
  const title = t(lang, "campaign.title", { name, year: String(year ?? asked) });
  const shared = {
    title,
    ...placeCrumbs(lang, place, t(lang, "nav.campagne"), BASE),
    unknown,
    heading: <PlaceHeading title={title} place={place} />,
  };
  const filters = (
    <>
      <SubjectTabs place={place} current="campagne" />
      <TerritoryPicker base={BASE} regions={regions} query={queryString({ annee: year })} />
      <FilterForm action={here}>
        <YearSelect year={year} years={years} />
        <Select
          name="voir"
          label={t(lang, "campaign.show")}
          value={shown}
          options={SHOWN.map((one) => ({
            value: one,
            label: t(lang, `campaign.show.${one === "" ? "all" : one}`),
          }))}
        />
      </FilterForm>
    </>
  );
  if (year === null || budgets.length === 0) {
    return {
      ...shared,
      body: (
        <>
          {filters}
          <Empty title={t(lang, "empty.all", { name })} />
        </>
      ),
    };
  }
  const count = (keep: (one: CampaignBudget) => boolean): number => budgets.filter(keep).length;
  const part = (n: number): string => formatPercent(lang, n / budgets.length);
  const approved = count((one) => one.inTime);
  const kept = budgets.filter(KEPT[shown]);
  const page = intParam(values.get("page"), 1, 1, Math.max(1, Math.ceil(kept.length / SIZE)));
  const label = (code: string): string => {
    const found = names.get(code);
    return found === undefined ? code : unitName(lang, found);
  };
  return {
    ...shared,
    lede: rich(
      t(lang, "campaign.lede", {
        count: formatNumber(lang, approved),
        of: formatNumber(lang, budgets.length),
      }),
    ),
    body: (
      <>
        {filters}
        <Notice tone="info">
          <p>{rich(t(lang, "campaign.dates"))}</p>
        </Notice>
        <KpiRow>
          <Kpi
            label={t(lang, "campaign.kpi.intime")}
            value={part(approved)}
            hint={t(lang, "campaign.kpi.intime.hint", { year: String(year) })}
          />
          <Kpi
            label={t(lang, "campaign.kpi.vote")}
            value={formatNumber(
              lang,
              count((one) => (one.voteLate ?? 0) > 0),
            )}
            hint={t(lang, "campaign.kpi.vote.hint")}
          />
          <Kpi
            label={t(lang, "campaign.kpi.visa")}
            value={formatNumber(
              lang,
              count((one) => (one.approvalLate ?? 0) > 0),
            )}
            hint={t(lang, "campaign.kpi.visa.hint")}
          />
          <Kpi
            label={t(lang, "campaign.kpi.waiting")}
            value={formatNumber(
              lang,
              count((one) => one.step !== "approved"),
            )}
            hint={t(lang, "campaign.kpi.waiting.hint")}
          />
          <Kpi
            label={t(lang, "campaign.kpi.unbalanced")}
            value={formatNumber(
              lang,
              count((one) => !one.balanced),
            )}
            hint={t(lang, "campaign.kpi.unbalanced.hint")}
          />
        </KpiRow>
        <div class="stack">
          {unit.level !== "commune" && <Queues budgets={budgets} label={label} />}
          <section class="card" id="budgets">
            <h2 class="card-title">{t(lang, `campaign.show.${shown === "" ? "all" : shown}`)}</h2>
            <BudgetTable rows={kept.slice((page - 1) * SIZE, page * SIZE)} label={label} names={names} />
            <Pagination
              page={page}
              size={SIZE}
              total={kept.length}
              href={(to) =>
                `${here}${queryString({ annee: asked === 0 ? null : asked, voir: shown, page: to }, { page: 1 })}#budgets`
              }
            />
          </section>
        </div>
      </>
    ),
  };
}

function Queues({ budgets, label }: { budgets: readonly CampaignBudget[]; label: (code: string) => string }) {
  const lang = useLang();
  const rows = queues(budgets).slice(0, 20);
  const n = (value: number): string => formatNumber(lang, value);
  return (
    <section class="card" id="autorites">
      <h2 class="card-title">{t(lang, "campaign.queue")}</h2>
      <DataTable
        caption={t(lang, "campaign.queue")}
        captionHidden
        label={t(lang, "campaign.queue")}
        rows={rows}
        rowKey={(row) => row.authority}
        columns={[
          {
            key: "authority",
            label: t(lang, "campaign.column.authority"),
            header: true,
            cell: (row) =>
              t(lang, row.authority.includes(".") ? "campaign.governor" : "campaign.wali", {
                name: label(row.authority),
              }),
          },
          {
            key: "waiting",
            label: t(lang, "campaign.column.waiting"),
            kind: "number",
            cell: (row) => <Num>{n(row.waiting)}</Num>,
          },
          {
            key: "approved",
            label: t(lang, "campaign.column.approved"),
            kind: "number",
            cell: (row) => <Num>{n(row.approved)}</Num>,
          },
          {
            key: "late",
            label: t(lang, "campaign.column.late"),
            kind: "number",
            cell: (row) => <Num>{n(row.late)}</Num>,
          },
          {
            key: "days",
            label: t(lang, "campaign.column.days"),
            kind: "number",
            cell: (row) => <Num>{formatDays(lang, row.days)}</Num>,
          },
        ]}
      />
    </section>
  );
}

function BudgetTable(props: {
  readonly rows: readonly CampaignBudget[];
  readonly label: (code: string) => string;
  readonly names: ReadonlyMap<string, TerritoryItem>;
}) {
  const lang = useLang();
  const date = (day: string | null, late: number | null) => (
    <>
      {day === null ? "–" : formatDate(lang, day)}
      {(late ?? 0) > 0 && (
        <span class="unit"> {rich(t(lang, "campaign.late", { days: formatDays(lang, late) }))}</span>
      )}
    </>
  );
  return (
    <DataTable
      caption={t(lang, "campaign.table")}
      captionHidden
      label={t(lang, "campaign.table")}
      rows={props.rows}
      rowKey={(row) => row.code}
      columns={[
        {
          key: "name",
          label: t(lang, "campaign.column.council"),
          header: true,
          cell: (row) => <a href={href(lang, `${BASE}/${row.code}`)}>{props.label(row.code)}</a>,
        },
        {
          key: "step",
          label: t(lang, "campaign.column.step"),
          cell: (row) => t(lang, `campaign.step.${row.step}`),
        },
        {
          key: "voted",
          label: t(lang, "campaign.column.voted"),
          cell: (row) => date(row.voted, row.voteLate),
        },
        {
          key: "sent",
          label: t(lang, "campaign.column.transmitted"),
          wideOnly: true,
          cell: (row) => date(row.transmitted, row.transmissionLate),
        },
        {
          key: "visa",
          label: t(lang, "campaign.column.visa"),
          cell: (row) => date(row.approved, row.approvalLate),
        },
        {
          key: "balance",
          label: t(lang, "campaign.column.balance"),
          kind: "number",
          cell: (row) => <Num>{formatMoneyShort(lang, row.balance, { sign: true })}</Num>,
        },
        {
          key: "balanced",
          label: t(lang, "campaign.column.balanced"),
          cell: (row) => t(lang, row.balanced ? "campaign.balanced" : "campaign.unbalanced"),
        },
      ]}
    />
  );
}
