import { formatDate } from "#dashboards/lib/dates.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { T, useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import type { Listed } from "../catalogue.ts";
import type { Reuse } from "../reuses.ts";

function Works({ reuses, listed }: { reuses: readonly Reuse[]; listed: readonly Listed[] }) {
  const lang = useLang();
  return (
    <ul class="results">
      {reuses.map(({ title, kind, by, url, published_on, datasets }) => (
        <li key={url} class="card">
          <a href={url} rel="noopener ugc">
            <bdi>{title}</bdi>
          </a>
          <p class="muted">
            <T k={`data.reuse.${kind}`} /> · <bdi>{by}</bdi> · {formatDate(lang, published_on)}
          </p>
          {listed.length > 0 && (
            <p>
              {listed
                .filter(({ dataset }) => datasets.includes(dataset.slug))
                .map(({ dataset }, index) => (
                  <span key={dataset.slug}>
                    {index > 0 && " · "}
                    <a href={href(lang, `/donnees/${dataset.slug}`)}>{dataset.title[lang]}</a>
                  </span>
                ))}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What others made with the data, and how to tell of one's own. */
export function ReusesPage({ reuses, listed }: { reuses: readonly Reuse[]; listed: readonly Listed[] }) {
  const lang = useLang();
  return (
    <section class="section">
      {reuses.length === 0 ? (
        <p>
          <T k="data.reuses.none" />
        </p>
      ) : (
        <Works reuses={reuses} listed={listed} />
      )}
      <p>
        <a href={href(lang, "/donnees/demande")}>{t(lang, "data.reuses.propose")}</a>
      </p>
    </section>
  );
}

/** What others made with one dataset; nothing where nobody told. */
export function UsedIn({ reuses, item }: { reuses: readonly Reuse[]; item: Listed }) {
  const own = reuses.filter(({ datasets }) => datasets.includes(item.dataset.slug));
  if (own.length === 0) return null;
  return (
    <section class="section">
      <h2>
        <T k="data.reuses.used" />
      </h2>
      <Works reuses={own} listed={[]} />
    </section>
  );
}
