import { formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Empty } from "#dashboards/lib/parts.tsx";
import { T, useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import type { Listed } from "../catalogue.ts";

const formats = ({ entry }: Listed): string =>
  [...new Set(entry.files.map((file) => file.format.toUpperCase()))].join(" · ");

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
        {entry.from !== null && entry.to !== null && (
          <>
            <T k="data.years" from={entry.from} to={entry.to} />
            {" · "}
          </>
        )}
        <T k="data.rows" n={formatNumber(lang, entry.rows)} />
        {" · "}
        <bdi dir="ltr">{formats(item)}</bdi>
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

/** The catalogue's front page: a search that works without JavaScript, and one card a dataset. */
export function ListPage({ items, question }: { items: readonly Listed[]; question: string }) {
  const lang = useLang();
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
          <button type="submit" class="button">
            <T k="data.search.submit" />
          </button>
        </form>
      </search>
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
      <p>
        <a href="/catalog.ttl">
          <T k="data.catalogue" />
        </a>
      </p>
    </>
  );
}
