import type { TerritoryItem } from "#warehouse/door/types.ts";
import { type Cents, dirhams, totals } from "../../lib/cents.ts";
import { evidenceHref } from "../../lib/evidence.ts";
import { formatNumber } from "../../lib/format.ts";
import { FilterForm, YearSelect } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { formatMoneyShort } from "../../lib/money.ts";
import { Empty, Kpi, type KpiProps, KpiRow } from "../../lib/parts.tsx";
import { SubjectTabs, TerritoryPicker } from "../../lib/picker.tsx";
import { childLevel, placeCrumbs, placeOf, unitName } from "../../lib/territory.ts";
import { rich, useLang } from "../../lib/text.tsx";
import { href, intParam, queryString, readQuery } from "../../lib/url.ts";
import { Below } from "../parts/below.tsx";
import { PlaceHeading } from "../parts/frame.tsx";
import { ContractsTable } from "./contracts.tsx";
import { type Account, accountOf, accountYears } from "./data.ts";
import { DebtTable } from "./debt.tsx";
import { StatementList } from "./list.tsx";
import { BudgetsTable, ExpenditureTable, FundingTable, ReceiptsTable } from "./tables.tsx";

const BASE = "/tableaux/comptes";

/** The statements of account of one council: administrative account, budgets, authorisations, and what is missing. */
export async function accountsPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  if (place === null) return null;
  const { unit } = place;
  const { values, unknown } = readQuery(view.req.originalUrl, ["annee"]);
  const asked = intParam(values.get("annee"), 0, 2000, 2100);
  const level = childLevel(unit);
  const [regions, { years, closed }, below, lines] = await Promise.all([
    door.territories({ level: "region" }, viewer),
    unit.collectivity_type === null
      ? { years: [] as readonly number[], closed: null }
      : accountYears(door, unit.code),
    level === null
      ? []
      : door.territories({ level, ...(unit.level === "nation" ? {} : { parent: unit.code }) }, viewer),
    lineNames(view),
  ]);
  const year = asked === 0 ? (closed ?? years[0] ?? null) : years.includes(asked) ? asked : null;
  const name = unitName(lang, unit);
  const here = href(lang, unit.level === "nation" ? BASE : `${BASE}/${unit.code}`);
  const title = t(lang, "accounts.title", { name, year: String(year ?? "") });
  const account = year === null ? null : await accountOf(door, unit.code, year);
  const shared = {
    title,
    ...placeCrumbs(lang, place, t(lang, "nav.comptes"), BASE),
    unknown,
    heading: <PlaceHeading title={title} place={place} />,
  };
  return {
    ...shared,
    lede: t(lang, unit.collectivity_type === null ? "accounts.lede.choose" : "accounts.lede"),
    body: (
      <>
        <SubjectTabs place={place} current="comptes" />
        <TerritoryPicker
          base={BASE}
          regions={regions}
          query={queryString({ annee: asked === 0 ? null : asked })}
        />
        {years.length > 0 && (
          <FilterForm action={here}>
            <YearSelect year={year} years={years} />
          </FilterForm>
        )}
        {account === null ? (
          unit.collectivity_type !== null && <Empty title={t(lang, "empty.all", { name })} />
        ) : (
          <Statements
            account={account}
            year={year ?? 0}
            closed={closed !== null && (year ?? 0) <= closed}
            nameOf={(code) => lines.get(code) ?? code}
            unit={unit}
          />
        )}
        <Below base={BASE} title={t(lang, "accounts.below")} units={below} />
      </>
    ),
  };
}

async function lineNames({ ctx, lang, viewer }: PageView): Promise<ReadonlyMap<string, string>> {
  const column = `label_${lang}` as const;
  const { rows } = await ctx.door.rows(
    { mart: "dim_budget_line", columns: ["line_code", column] },
    { ...viewer, role: "public", territory: null },
  );
  return new Map(
    rows.map((row) => [
      String(row.line_code),
      row[column] === null ? String(row.line_code) : String(row[column]),
    ]),
  );
}

function Statements({
  account,
  year,
  closed,
  nameOf,
  unit,
}: {
  readonly account: Account;
  readonly year: number;
  /** Whether its December is in: before, no statement says what was left to collect. */
  readonly closed: boolean;
  readonly nameOf: (code: string) => string;
  readonly unit: Pick<TerritoryItem, "level" | "code">;
}) {
  const lang = useLang();
  const { code } = unit;
  const evidence =
    (metric: string) =>
    (line: string): string =>
      evidenceHref(lang, unit, year, metric, { line }) ?? "";
  const behind = (metric: string): Pick<KpiProps, "href"> => ({
    href: evidenceHref(lang, unit, year, metric, { own: true }) ?? undefined,
  });
  const money = (value: Cents | null): string => formatMoneyShort(lang, dirhams(value));
  const receipts = totals(account.receipts, ["forecast", "collected", "closing"]);
  const spent = totals(account.expenditure, ["final", "ordered", "remaining"]);
  const result = (receipts.collected ?? 0n) - (spent.ordered ?? 0n);
  return (
    <div class="stack">
      <StatementList code={code} year={year} account={account} />
      <section class="stack" id="resultat" aria-label={t(lang, "accounts.result")}>
        <KpiRow>
          <Kpi
            label={t(lang, "accounts.kpi.collected")}
            {...behind("collected_mad")}
            value={money(receipts.collected)}
            hint={t(lang, "accounts.kpi.collected.hint", { value: money(receipts.forecast) })}
          />
          <Kpi
            label={t(lang, "accounts.kpi.ordered")}
            {...behind("ordered_mad")}
            value={money(spent.ordered)}
            hint={t(lang, "accounts.kpi.ordered.hint", { value: money(spent.final) })}
          />
          <Kpi
            label={t(lang, "accounts.result")}
            value={money(result)}
            hint={t(lang, "accounts.result.hint")}
          />
          <Kpi
            label={t(lang, "accounts.kpi.outstanding")}
            {...(closed ? behind("outstanding_mad") : {})}
            value={money(receipts.closing)}
            hint={t(lang, "accounts.kpi.outstanding.hint", { year: String(year) })}
          />
          <Kpi
            label={t(lang, "accounts.kpi.remaining")}
            {...behind("committed_mad")}
            value={money(spent.remaining)}
            hint={t(lang, "accounts.kpi.remaining.hint")}
          />
        </KpiRow>
      </section>
      <ReceiptsTable
        rows={account.receipts}
        nameOf={nameOf}
        evidence={evidence("collected_mad")}
        year={year}
      />
      {(["1", "2"] as const).map((part) => (
        <ExpenditureTable
          key={part}
          part={part}
          rows={account.expenditure.filter((row) => row.part === part && row.budget === "PRINCIPAL")}
          nameOf={nameOf}
          evidence={evidence("ordered_mad")}
          year={year}
        />
      ))}
      <BudgetsTable rows={account.expenditure} />
      {account.contracts !== null && (
        <ContractsTable rows={account.contracts} nameOf={nameOf} evidence={evidence("committed_mad")} />
      )}
      {account.loans !== null && <DebtTable rows={account.loans} />}
      {account.funding.length > 0 && <FundingTable rows={account.funding} />}
      <p class="figure-source">
        {rich(
          t(lang, "accounts.lines", {
            receipts: formatNumber(lang, account.receipts.length),
            expenditure: formatNumber(lang, account.expenditure.length),
          }),
        )}
      </p>
    </div>
  );
}
