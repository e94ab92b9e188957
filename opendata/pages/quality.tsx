import { formatNumber, formatPercent } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Num, T, useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import type { Listed } from "../catalogue.ts";
import type { Criterion, Mqa } from "../meta/mqa.ts";

/** The catalogue's score, criterion by criterion, then how full and how recent each dataset is. */
export function QualityPage({ score, listed }: { score: Mqa; listed: readonly Listed[] }) {
  const lang = useLang();
  const full = ({ entry }: Listed) =>
    entry.completeness.reduce((sum, share) => sum + share, 0) / entry.completeness.length;
  return (
    <>
      <dl class="kpis">
        <div class="kpi card">
          <dt>
            <T k="data.score" />
          </dt>
          <dd class="kpi-value">
            <bdi dir="ltr">{`${formatNumber(lang, score.score)} / ${score.most}`}</bdi>
          </dd>
        </div>
      </dl>
      <Raise score={score} />
      <section class="section">
        <DataTable<Criterion>
          caption={<T k="data.quality.title" />}
          label={t(lang, "data.quality.title")}
          rows={score.criteria}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "criterion",
              label: <T k="data.criterion" />,
              header: true,
              cell: ({ label }) => label[lang],
            },
            {
              key: "points",
              label: <T k="data.points" />,
              kind: "number",
              cell: ({ points }) => <Num>{formatNumber(lang, points)}</Num>,
            },
            {
              key: "most",
              label: <T k="data.most" />,
              kind: "number",
              cell: ({ most }) => <Num>{formatNumber(lang, most)}</Num>,
            },
            {
              key: "share",
              label: <T k="data.filled" />,
              kind: "number",
              cell: ({ share }) => <Num>{formatPercent(lang, share)}</Num>,
            },
          ]}
        />
        <p>
          <a href="/quality/mqa.ttl">DQV (Turtle)</a>
        </p>
      </section>
      <section class="section">
        <DataTable<Listed>
          caption={<T k="data.quality" />}
          label={t(lang, "data.quality")}
          rows={listed}
          rowKey={({ dataset }) => dataset.slug}
          columns={[
            {
              key: "dataset",
              label: <T k="data.dataset" />,
              header: true,
              cell: ({ dataset }) => (
                <a href={href(lang, `/donnees/${dataset.slug}`)}>{dataset.title[lang]}</a>
              ),
            },
            {
              key: "to",
              label: <T k="data.coverage" />,
              cell: ({ entry }) => <bdi dir="ltr">{entry.to}</bdi>,
            },
            {
              key: "full",
              label: <T k="data.filled" />,
              kind: "number",
              cell: (item) => <Num>{formatPercent(lang, full(item))}</Num>,
            },
          ]}
        />
      </section>
    </>
  );
}

/** What the points are lost by, criterion by criterion. */
function Raise({ score }: { score: Mqa }) {
  const lang = useLang();
  const short = score.criteria.filter(({ share }) => share < 1);
  return (
    <section class="section">
      <h2>
        <T k="data.raise" />
      </h2>
      {short.length === 0 ? (
        <p>
          <T k="data.raise.none" />
        </p>
      ) : (
        <ul>
          {short.map(({ id, label, most, points }) => (
            <li key={id}>
              {t(lang, "data.raise.points", {
                label: label[lang],
                points: formatNumber(lang, Math.round((most - points) * 10) / 10),
              })}
              {id === "knownLicence" && (
                <>
                  . <T k="data.raise.licence" />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
