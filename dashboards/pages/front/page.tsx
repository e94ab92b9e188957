import { type Asked, ask, keyOf, metricOf } from "../../lib/answers.ts";
import { formatPeriod } from "../../lib/dates.ts";
import { formatNumber, formatPercent, formatRank } from "../../lib/format.ts";
import { SearchBox } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Icon } from "../../lib/icon.tsx";
import { windowPhrase, yearWindow } from "../../lib/periods.ts";
import { unitName, unitsByCode } from "../../lib/territory.ts";
import { Num, rich, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { BarsFigure } from "../parts/shares.tsx";
import { type Finding, findings } from "./findings.ts";

const TEASER = 8;

/** What anyone meets first: what stands out, where, who leads, and the doors to the rest. */
export async function frontPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = view;
  const { door, log } = ctx;
  let whole = true;
  const failed = (key: string, cause: unknown): void => {
    whole = false;
    log.warn({ err: cause, finding: key }, "front page: finding left out");
  };
  const year = Number(release.until.slice(0, 4));
  const optional = async <T,>(key: string, asking: Promise<T>): Promise<T | null> =>
    asking.catch((cause: unknown) => {
      failed(key, cause);
      return null;
    });
  const [found, regions, byRegion, ranking, communes] = await Promise.all([
    findings({ door, viewer, lang, until: release.until }, failed),
    unitsByCode(door, viewer, "region"),
    optional(
      "regions",
      ask(door, viewer, {
        metrics: ["execution_rate", "ordered_mad", "credit_final_mad"],
        groupBy: ["region"],
        where: [{ dimension: "year", op: "=", value: year }],
        order: [{ by: "execution_rate", dir: "desc" }],
      }),
    ),
    optional("ranking", door.rankings({ index: "rokhas_delai", level: "commune" }, viewer)),
    unitsByCode(door, viewer, "commune"),
  ]);
  const provinces = await unitsByCode(door, viewer, "province");
  const leaders = (ranking?.items ?? [])
    .filter((item) => item.rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || (a.code < b.code ? -1 : 1))
    .slice(0, TEASER);
  return {
    title: t(lang, "front.title"),
    lede: rich(t(lang, "front.lede")),
    layout: "front",
    ...(whole ? {} : { keep: false }),
    description: t(lang, "front.lede"),
    body: (
      <>
        <SearchBox id="front-search" big to="/votre-commune" label={t(lang, "town.search")} />
        {found.length > 0 && (
          <section class="section">
            <h2>{t(lang, "front.findings")}</h2>
            <ul class="findings">
              {found.map((finding) => (
                <FindingCard key={finding.key} finding={finding} />
              ))}
            </ul>
          </section>
        )}
        <div class="grid section">
          {byRegion !== null && (
            <div class="span-8">
              <RegionsFigure
                view={view}
                asked={byRegion}
                nameOf={(code) => {
                  const unit = regions.get(code);
                  return unit === undefined ? code : unitName(lang, unit);
                }}
              />
            </div>
          )}
          {ranking !== null && leaders.length > 0 && (
            <section class="span-4">
              <div class="card">
                <h2 class="figure-title">{t(lang, "front.ranking")}</h2>
                <p class="figure-subtitle">
                  {rich(t(lang, "front.ranking.lede", { period: formatPeriod(lang, ranking.period) }))}
                </p>
                <ol class="rank-list">
                  {leaders.map((item) => {
                    const unit = communes.get(item.code);
                    const province = provinces.get(unit?.province ?? "");
                    return (
                      <li key={item.code}>
                        <span class="rank">
                          <Num>{formatRank(lang, item.rank)}</Num>
                        </span>
                        <span>
                          <a href={href(lang, `/tableaux/rokhas/${item.code}`)}>
                            {unitName(lang, unit ?? item)}
                          </a>
                          {province !== undefined && <span class="cell-sub">{unitName(lang, province)}</span>}
                        </span>
                        <Num>{formatNumber(lang, item.score, { digits: 1 })}</Num>
                      </li>
                    );
                  })}
                </ol>
                <p class="figure-source">
                  <a href={href(lang, "/tableaux/rokhas")}>{t(lang, "front.ranking.all")}</a>
                  <a href={href(lang, "/tableaux/rokhas/methode")}>{t(lang, "figure.method")}</a>
                </p>
              </div>
            </section>
          )}
        </div>
        <Doors
          nav={ctx.nav.map((item) => item.path)}
          labels={new Map(ctx.nav.map((item) => [item.path, item.label]))}
        />
      </>
    ),
  };
}

function FindingCard({ finding }: { finding: Finding }) {
  const lang = useLang();
  return (
    <li class="card finding">
      <p class="finding-text">{rich(finding.text)}</p>
      <div class="finding-foot">
        <p class="finding-context">{rich(finding.context)}</p>
        {finding.spark !== "" && <span dangerouslySetInnerHTML={{ __html: finding.spark }} />}
        <a class="more" href={finding.href}>
          {t(lang, "front.see")} <Icon name="next" size={14} />
        </a>
      </div>
    </li>
  );
}

function RegionsFigure({
  view,
  asked,
  nameOf,
}: {
  view: PageView;
  asked: Asked;
  nameOf: (code: string) => string;
}) {
  const { lang, release } = view;
  const rows = asked.answer.rows.flatMap((row) => {
    const code = keyOf(row, "region");
    return code === null ? [] : [{ key: code, name: nameOf(code), value: metricOf(row, "execution_rate") }];
  });
  const known = rows.flatMap((row) => (row.value === null ? [] : [row.value]));
  if (known.length === 0) return null;
  const window = yearWindow(Number(release.until.slice(0, 4)), release.until);
  return (
    <BarsFigure
      id="regions"
      title={t(lang, "front.regions.title", {
        low: formatPercent(lang, Math.min(...known)),
        high: formatPercent(lang, Math.max(...known)),
      })}
      subtitle="front.regions.subtitle"
      said={{ period: windowPhrase(lang, window) }}
      description={t(lang, "front.regions.desc")}
      rows={rows}
      unit="ratio"
      max={1}
      nameLabel={t(lang, "front.regions.label")}
      valueLabel={t(lang, "front.regions.value")}
      asked={asked}
      source="GID-CT"
      method={href(lang, "/methode#budget")}
      release={release}
    />
  );
}

/** The rooms of the house, each with what one finds there. */
function Doors({ nav, labels }: { nav: readonly string[]; labels: ReadonlyMap<string, string> }) {
  const lang = useLang();
  const described = nav.filter((path) => DOORS[path] !== undefined);
  return (
    <section class="section">
      <h2>{t(lang, "front.doors")}</h2>
      <ul class="doors">
        {described.map((path) => (
          <li key={path} class="card door">
            <a href={href(lang, path)}>{t(lang, labels.get(path) ?? "")}</a>
            <p>{rich(t(lang, DOORS[path] ?? ""))}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const DOORS: Readonly<Record<string, string>> = {
  "/tableaux/budget": "door.budget",
  "/tableaux/recettes": "door.recettes",
  "/tableaux/rokhas": "door.rokhas",
  "/tableaux/projets": "door.projets",
  "/tableaux/synthese": "door.synthese",
  "/tableaux/ratios": "door.ratios",
  "/tableaux/services": "door.services",
  "/tableaux/equipement": "door.equipement",
  "/explorer": "door.explorer",
  "/tableaux/sources": "door.sources",
  "/carte": "door.carte",
  "/donnees": "door.donnees",
  "/rapports": "door.rapports",
};
