import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { dirhams } from "../../lib/cents.ts";
import { formatMonth } from "../../lib/dates.ts";
import { evidenceHref } from "../../lib/evidence.ts";
import { FilterForm, Select, YearSelect } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { formatMoneyShort } from "../../lib/money.ts";
import { Empty, Kpi, KpiRow, Notice } from "../../lib/parts.tsx";
import { monthOf, monthsOf } from "../../lib/periods.ts";
import { unitName, unitsByCode } from "../../lib/territory.ts";
import { rich } from "../../lib/text.tsx";
import { href, intParam, readQuery } from "../../lib/url.ts";
import { behindLine, bulletinAt, bulletinYears, checkedTotals, growthOf } from "./data.ts";
import { CheckTable, changeText, SectionTable } from "./tables.tsx";

const BASE = "/tableaux/bulletin";
const HEADLINES = ["ordinary_receipts", "ordinary_expenditure", "investment", "surplus"];

/** The monthly bulletin of local finance: its tables at the end of a month, and the published totals beside. */
export async function bulletinPage({ ctx, lang, req }: PageView): Promise<PageResult> {
  const { door } = ctx;
  const { values, unknown } = readQuery(req.originalUrl, ["annee", "mois"]);
  const years = await bulletinYears(door);
  const askedYear = intParam(values.get("annee"), 0, 2000, 2100);
  const year = askedYear === 0 ? ([...years.keys()][0] ?? 0) : askedYear;
  const last = years.get(year) ?? 0;
  const month = intParam(values.get("mois"), last, 1, 12);
  const found = last === 0 || month > last ? [] : await bulletinAt(door, year, month);
  const at = (of: number): string => formatMonth(lang, monthOf(of, month));
  const regions = await unitsByCode(door, PUBLIC_VIEWER, "region");
  const nameOf = (section: string, line: string): string => {
    const unit = section.endsWith("_region") ? regions.get(line) : undefined;
    if (unit !== undefined) return unitName(lang, unit);
    return t(lang, `bulletin.${section.endsWith("_council") ? "council" : section}.${line}`);
  };
  const evidence = (section: string, line: string): { readonly href?: string } => {
    const behind = behindLine(section, line);
    const at =
      behind === null
        ? null
        : evidenceHref(lang, regions.get(line) ?? { level: "nation", code: "MA" }, year, behind.metric, {
            ...behind.cut,
            month,
          });
    return at === null ? {} : { href: at };
  };
  const trend = found.find(({ name }) => name === "trend")?.lines ?? [];
  return {
    title: t(lang, "bulletin.title", { month: month === 0 ? "" : at(year) }),
    lede: t(lang, "bulletin.lede"),
    unknown,
    body: (
      <div class="stack">
        <FilterForm action={href(lang, BASE)}>
          <YearSelect year={year} years={years.keys()} />
          <Select
            name="mois"
            label={t(lang, "bulletin.month")}
            value={String(month)}
            options={monthsOf(year).map((one, index) => ({
              value: String(index + 1),
              label: formatMonth(lang, one),
              disabled: index >= last,
            }))}
          />
        </FilterForm>
        {found.length === 0 ? (
          <Empty title={t(lang, "bulletin.empty")} />
        ) : (
          <>
            <KpiRow four>
              {HEADLINES.flatMap((name) => trend.find(({ line }) => line === name) ?? []).map((line) => {
                const growth = growthOf(line);
                return (
                  <Kpi
                    key={line.line}
                    label={nameOf("trend", line.line)}
                    {...evidence("trend", line.line)}
                    value={formatMoneyShort(lang, dirhams(line.now))}
                    {...(growth === null
                      ? {}
                      : {
                          change: {
                            text: changeText(lang, growth),
                            trend: growth > 0 ? "rise" : growth < 0 ? "fall" : "flat",
                          } as const,
                        })}
                  />
                );
              })}
            </KpiRow>
            <Notice tone="info">
              <p>{rich(t(lang, "bulletin.real"))}</p>
            </Notice>
            {found.map((section) => (
              <SectionTable
                key={section.name}
                section={section}
                nameOf={(line) => nameOf(section.name, line)}
                evidence={(line) => evidence(section.name, line)}
                now={at(year)}
                before={at(year - 1)}
              />
            ))}
            <CheckTable rows={await checkedTotals(door, year, month)} />
            <p class="figure-source">
              <a href="/dataset/bulletin-finances-locales/latest/bulletin-finances-locales.csv">
                {t(lang, "bulletin.file")}
              </a>
              {" · "}
              <a href={href(lang, "/donnees/bulletin-finances-locales")}>{t(lang, "bulletin.dataset")}</a>
              {" · "}
              <a href={href(lang, "/tableaux/rapprochement")}>{t(lang, "bulletin.totals")}</a>
            </p>
          </>
        )}
      </div>
    ),
  };
}
