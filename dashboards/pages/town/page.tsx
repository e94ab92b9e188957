import { ask, metricOf } from "../../lib/answers.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { SearchBox } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { metricsByName } from "../../lib/metrics.ts";
import { formatMoney, formatMoneyShort } from "../../lib/money.ts";
import { placeKind, placeOf, unitName } from "../../lib/territory.ts";
import { Num, rich } from "../../lib/text.tsx";
import { href, readQuery } from "../../lib/url.ts";
import { censusChange } from "../equipment/data.ts";

const RATES = ["permits_on_time_rate", "complaints_on_time_rate", "statements_published_rate"];

/** One figure, large, and what it means in one sentence. */
interface Plain {
  readonly key: string;
  readonly value: string | null;
  readonly label: string;
  readonly sentence: string;
  readonly href: string;
  readonly real?: boolean;
}

/** A commune for its inhabitants: five figures, a plain sentence each, nothing to learn first. */
export async function townPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  if (place === null) return null;
  const { unit } = place;
  if (unit.level !== "commune") return { redirect: href(lang, `/tableaux/fiche/${unit.code}`) };
  const { unknown } = readQuery(view.req.originalUrl, []);
  const known = await metricsByName(door);
  const until = Number(release.until.slice(0, 4));
  // A year that is over, as people speak of years.
  const year = release.until.endsWith("-12") ? until : until - 1;
  const name = unitName(lang, unit);
  const rates = RATES.filter((metric) => known.has(metric));
  const inYear = { dimension: "year", op: "=" as const, value: year };
  const [money, answers] = await Promise.all([
    ask(door, viewer, {
      metrics: ["ordered_mad"],
      where: [inYear, { dimension: "collectivity", op: "=", value: unit.code }],
    }),
    ask(door, viewer, {
      metrics: rates,
      groupBy: ["commune"],
      where: [inYear],
      peers: { of: "commune", within: ["segment"], stats: ["median"], only: [unit.code] },
    }),
  ]);
  const row = answers.answer.rows[0];
  const spent = metricOf(money.answer.rows[0], "ordered_mad");
  const people = unit.population;
  const tenths = (value: number | null): string =>
    value === null ? "–" : formatNumber(lang, Math.round(value * 10));
  const rate = (metric: string): { own: number | null; other: number | null } => ({
    own: metricOf(row, metric),
    other: metricOf(row, `${metric}__median`),
  });
  const permits = rate("permits_on_time_rate");
  const complaints = rate("complaints_on_time_rate");
  const open = rate("statements_published_rate");
  const ofTen = (key: string, subject: string, { own, other }: typeof permits): Plain => ({
    key,
    value: own === null ? null : formatPercent(lang, own, { digits: 0 }),
    label: t(lang, `town.${key}.label`, { year: String(year) }),
    sentence: t(lang, `town.${key}`, { tenth: tenths(own), other: tenths(other) }),
    href: href(lang, `/tableaux/${subject}/${unit.code}`),
  });
  const figures: readonly Plain[] = [
    {
      key: "people",
      value: people === null ? null : formatNumber(lang, people),
      label: t(lang, "town.people.label"),
      sentence: t(lang, "town.people", {
        name,
        value: formatNumber(lang, people),
        change: censusChange(lang, "count", unit.population_2014, people),
      }),
      href: href(lang, `/tableaux/equipement/${unit.code}`),
      real: true,
    },
    {
      key: "spent",
      value: spent === null || people === null || people === 0 ? null : formatMoney(lang, spent / people),
      label: t(lang, "town.spent.label", { year: String(year) }),
      sentence: t(lang, "town.spent", {
        year: String(year),
        total: formatMoneyShort(lang, spent),
        value: formatMoney(lang, spent === null || people === null ? null : spent / people),
      }),
      href: href(lang, `/tableaux/budget/${unit.code}?annee=${year}`),
    },
    ofTen("permits", "autorisations", permits),
    ofTen("complaints", "reclamations", complaints),
    {
      key: "open",
      value: open.own === null ? null : formatPercent(lang, open.own, { digits: 0 }),
      label: t(lang, "town.open.label", { year: String(year) }),
      sentence: t(lang, "town.open", {
        value: formatPercent(lang, open.own, { digits: 0 }),
        other: formatPercent(lang, open.other, { digits: 0 }),
      }),
      href: href(lang, `/tableaux/ouverture/${unit.code}`),
    },
  ];
  return {
    title: t(lang, "town.title", { name }),
    crumb: name,
    breadcrumb: place.above.map((item) => ({
      label: unitName(lang, item),
      href: href(lang, `/tableaux/fiche/${item.code}`),
    })),
    unknown,
    lede: (
      <>
        {placeKind(lang, place)}. {t(lang, "town.lede")}
      </>
    ),
    body: (
      <>
        <ol class="town">
          {figures.map((figure) => (
            <li key={figure.key} class="card town-figure">
              <p class="town-value">
                {figure.value === null ? "–" : <Num>{figure.value}</Num>}{" "}
                <span class="town-label">{figure.label}</span>
              </p>
              <p class="town-sentence">
                {figure.value === null ? t(lang, "town.missing") : rich(figure.sentence)}
              </p>
              {figure.value === null && <p class="muted">{t(lang, "town.missing.why")}</p>}
              {figure.real === true && <p class="muted">{t(lang, "town.real")}</p>}
              <p class="figure-source">
                <a href={figure.href}>{t(lang, "front.see")}</a>
                <a href={href(lang, `/guichet/deposer?objet=error&page=/votre-commune/${unit.code}`)}>
                  {t(lang, "town.error")}
                </a>
              </p>
            </li>
          ))}
        </ol>
        <p class="section">
          <a class="button button-primary" href={href(lang, `/tableaux/fiche/${unit.code}`)}>
            {t(lang, "town.more", { name })}
          </a>
        </p>
        <section class="section">
          <h2>{t(lang, "town.other")}</h2>
          <SearchBox id="town-search" big to="/votre-commune" />
        </section>
      </>
    ),
  };
}
