import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { formWordOf } from "#warehouse/door/viewer.ts";
import { formatNumber } from "../../lib/format.ts";
import { FilterForm, Select, YearSelect } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Empty, Notice, Pagination } from "../../lib/parts.tsx";
import { unitName } from "../../lib/territory.ts";
import { rich } from "../../lib/text.tsx";
import { href, intParam, queryString, readQuery } from "../../lib/url.ts";
import { anomaliesOf, MOST, ruleRates } from "./data.ts";
import { publishedOf } from "./publication.ts";
import { PublishedTable } from "./published.tsx";
import { RULES } from "./rules.ts";
import { ANOMALIES, Found, Rules } from "./table.tsx";

export { ANOMALIES } from "./table.tsx";

const STATES = ["open", "dismissed"] as const;
const PAGE_SIZE = 25;

/** How common each rule is, for everyone; what it found in the reader's own territory, to set aside with a reason. */
export async function anomaliesPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, req, asker } = view;
  const { values, unknown } = readQuery(req.originalUrl, ["annee", "regle", "etat", "page"]);
  const rates = await ruleRates(ctx);
  const years = [...new Set(rates.map(({ year }) => year))].sort((a, b) => b - a);
  const asked = intParam(values.get("annee"), years[0] ?? 0, 2000, 2100);
  const year = years.includes(asked) ? asked : (years[0] ?? asked);
  const rule = RULES.find((one) => one === values.get("regle"));
  const state = STATES.find((one) => one === values.get("etat")) ?? "open";
  const title = t(lang, "anomalies.title", { year: String(year) });
  const frame = { ...{ title, unknown, keep: false as const }, lede: t(lang, "anomalies.lede") };
  const rules = <Rules lang={lang} rates={rates.filter((one) => one.year === year)} />;
  const units = await ctx.door.territories({}, PUBLIC_VIEWER);
  const names = new Map(units.map((unit) => [unit.code, unitName(lang, unit)]));
  const published = <PublishedTable rows={publishedOf(ctx, [...names.keys()], year)} names={names} />;
  const own = asker.role === "public" ? null : await anomaliesOf(ctx, asker, year, rule, MOST);
  if (own === null)
    return {
      ...frame,
      body: (
        <>
          <Notice tone="info">
            <p>{t(lang, "anomalies.public")}</p>
          </Notice>
          {published}
          {rules}
        </>
      ),
    };
  const found = own.filter(({ dismissal }) => (dismissal === null) === (state === "open"));
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(pages, intParam(values.get("page"), 1, 1, pages));
  const at = (to: number): string =>
    `${href(lang, ANOMALIES)}${queryString({ annee: year, regle: rule ?? "", etat: state, page: to }, { page: 1, etat: "open", regle: "" })}`;
  return {
    ...frame,
    body: (
      <>
        <FilterForm action={href(lang, ANOMALIES)}>
          <YearSelect year={year} years={years} />
          <Select
            name="regle"
            label={t(lang, "anomalies.rule")}
            value={rule ?? ""}
            options={[
              { value: "", label: t(lang, "anomalies.rule.all") },
              ...RULES.map((value) => ({ value, label: t(lang, `anomalies.${value}`) })),
            ]}
          />
          <Select
            name="etat"
            label={t(lang, "anomalies.state")}
            value={state}
            options={STATES.map((value) => ({ value, label: t(lang, `anomalies.state.${value}`) }))}
          />
        </FilterForm>
        <section class="section" id="liste">
          <h2>{t(lang, "anomalies.list")}</h2>
          {own.length === MOST && (
            <p class="muted">{rich(t(lang, "anomalies.shown", { n: formatNumber(lang, MOST) }))}</p>
          )}
          {found.length === 0 ? (
            <Empty title={t(lang, "anomalies.none")} />
          ) : (
            <>
              <Found
                lang={lang}
                rows={found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
                names={names}
                asker={asker}
                word={formWordOf(req.res)}
                back={at(page)}
              />
              <Pagination page={page} size={PAGE_SIZE} total={found.length} href={at} />
            </>
          )}
        </section>
        {published}
        {rules}
      </>
    ),
  };
}
