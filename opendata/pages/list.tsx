import { formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Empty } from "#dashboards/lib/parts.tsx";
import { T, useLang } from "#dashboards/lib/text.tsx";
import { href, queryString } from "#dashboards/lib/url.ts";
import type { Listed } from "../catalogue.ts";

function Card({ item }: { item: Listed }) {
  const lang = useLang();
  const { dataset, entry } = item;
  const title = dataset.title[lang];
  return (
    <li class="card result">
      <h2 class="card-title">
        <a href={href(lang, `/donnees/${dataset.slug}`)}>
          {entry.sample ? t(lang, "data.sample.title", { title }) : title}
        </a>
      </h2>
      <p>{dataset.description[lang]}</p>
      <p class="result-meta">
        <T k="data.years" from={entry.from.slice(0, 4)} to={entry.to.slice(0, 4)} />
        {" · "}
        <T k="data.rows" n={formatNumber(lang, entry.rows)} />
        {" · "}
        <bdi dir="ltr">CSV · XLSX · JSON · Parquet{entry.point === null ? "" : " · GeoJSON"}</bdi>
        {!entry.sample && (
          <>
            {" · "}
            <T k="data.real" />
          </>
        )}
      </p>
    </li>
  );
}

export interface ListPageProps {
  readonly items: readonly Listed[];
  readonly question: string;
  readonly theme: string | null;
  /** Datasets that the words alone find, by theme. */
  readonly themes: ReadonlyMap<string, number>;
}

/** The catalogue's front page: a search that works without JavaScript, its facets as links, one card a dataset. */
export function ListPage({ items, question, theme, themes }: ListPageProps) {
  const lang = useLang();
  const to = (chosen: string | null) =>
    `${href(lang, "/donnees")}${queryString({ q: question, theme: chosen })}`;
  return (
    <>
      <search>
        <form class="filters" method="get" action={href(lang, "/donnees")}>
          <div class="field">
            <label for="q">
              <T k="data.search" />
            </label>
            <input id="q" name="q" type="search" value={question} dir="auto" maxLength={120} />
          </div>
          {theme !== null && <input type="hidden" name="theme" value={theme} />}
          <button type="submit" class="button">
            <T k="data.search.submit" />
          </button>
        </form>
      </search>
      <nav class="tabs" aria-label={t(lang, "data.theme")}>
        <a href={to(null)} aria-current={theme === null ? "true" : undefined}>
          <T k="data.theme.all" />
        </a>
        {[...themes].map(([code, count]) => (
          <a key={code} href={to(code)} aria-current={theme === code ? "true" : undefined}>
            {`${t(lang, `data.theme.${code}`)} (${count})`}
          </a>
        ))}
      </nav>
      <p aria-live="polite">
        <T k="data.count" n={items.length} />
      </p>
      {items.length === 0 ? (
        <Empty title={t(lang, "data.none")}>
          <a href={href(lang, "/donnees")}>
            <T k="data.clear" />
          </a>
        </Empty>
      ) : (
        <ul class="results">
          {items.map((item) => (
            <Card key={item.dataset.slug} item={item} />
          ))}
        </ul>
      )}
      <ul class="plain-list">
        {(
          [
            [href(lang, "/donnees/licence"), "data.licence.title"],
            [href(lang, "/donnees/masque"), "data.withheld.page"],
            [href(lang, "/donnees/qualite"), "data.quality.title"],
            [href(lang, "/donnees/reutilisations"), "data.reuses.title"],
            [href(lang, "/donnees/demande"), "data.request.title"],
            ["/catalog.ttl", "data.catalogue"],
            ["/feed.xml", "data.rss"],
            ["/releases/log.jsonl", "data.log"],
          ] as const
        ).map(([address, key]) => (
          <li key={key}>
            <a href={address}>
              <T k={key} />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
