import { BayanError } from "#warehouse/errors.ts";
import { type Asked, ask } from "../../lib/answers.ts";
import { formatMonth } from "../../lib/dates.ts";
import { formatNumber } from "../../lib/format.ts";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Icon } from "../../lib/icon.tsx";
import { Empty, Notice } from "../../lib/parts.tsx";
import { Code, rich } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { FEED } from "./feed.ts";
import { ExploreForm } from "./form.tsx";
import { questionOf } from "./question.ts";
import { Result } from "./result.tsx";
import { ordered, specOf, writeExplore } from "./state.ts";

const FILES = ["csv", "xlsx", "parquet", "json"] as const;
const EXAMPLES = [
  "?mesure=execution_rate&par=segment&colonnes=year",
  "?mesure=permit_files&par=month&colonnes=region&annee=2025",
  "?mesure=staff&mesure2=engineers_rate&par=province&vue=tableau",
] as const;

/** One's own question: figures, cuts, chart or table, files. The address keeps it; no script is needed. */
export async function explorePage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = view;
  const { door } = ctx;
  const question = await questionOf(door, viewer, lang, view.req.originalUrl);
  const { metrics, dimensions, units, state, unknown, dropped, nameOf, labelOf } = question;
  const until = Number(release.until.slice(0, 4));
  const spec = specOf(state);
  let asked: Asked | null = null;
  let refused: string | null = null;
  try {
    asked = ordered(await ask(door, viewer, spec), state, dimensions);
  } catch (cause) {
    // A question that cannot be answered is told as such; anything else is ours to answer for.
    if (!(cause instanceof BayanError) || cause.status >= 500) throw cause;
    refused = cause.text[lang];
  }
  const file = (format: string): string =>
    `/api/v1/query?format=${format}&spec=${encodeURIComponent(JSON.stringify(spec))}`;
  return {
    title: t(lang, "explorer.title"),
    lede: t(lang, "explorer.lede"),
    unknown,
    body: (
      <>
        <ExploreForm
          view={view}
          state={state}
          metrics={[...metrics.values()]}
          dimensions={dimensions}
          regions={units.filter((unit) => unit.level === "region")}
          years={[0, 1, 2, 3, 4, 5].map((back) => until - back)}
        />
        {dropped.length > 0 && (
          <Notice tone="warn">
            {rich(t(lang, "explorer.dropped", { names: dropped.join(", ").slice(0, 120) }))}
          </Notice>
        )}
        {refused !== null && <Empty title={t(lang, "explorer.failed", { why: refused })} />}
        {asked !== null && (
          <>
            <p class={state.across === "" ? "result-count" : "visually-hidden"} role="status">
              {rich(
                t(lang, "explorer.rows", {
                  count: asked.answer.rows.length,
                  n: formatNumber(lang, asked.answer.rows.length),
                }),
              )}
            </p>
            {!release.until.endsWith("-12") && [state.by, state.across].includes("year") && (
              <p class="muted">
                {rich(
                  t(lang, "explorer.running", {
                    year: String(until),
                    month: formatMonth(lang, release.until),
                  }),
                )}
              </p>
            )}
            {asked.answer.rows.length > 0 && (
              <Result view={view} state={state} asked={asked} nameOf={nameOf} labelOf={labelOf} />
            )}
            <section class="section card" id="fichiers">
              <h2 class="card-title">{t(lang, "explorer.files")}</h2>
              <p class="figure-source">
                {FILES.map((format) => (
                  <a key={format} href={file(format)} rel="nofollow" download="">
                    {format.toUpperCase()}
                  </a>
                ))}
                <a href={`${href(lang, FEED)}${writeExplore(state)}`} rel="nofollow">
                  <Icon name="link" size={16} />
                  {t(lang, "explorer.follow")}
                </a>
              </p>
              <p class="muted">{t(lang, "explorer.follow.note")}</p>
              <details class="disclosure">
                <summary>{t(lang, "explorer.api")}</summary>
                <p class="formula">
                  <Code>{`POST /api/v1/query ${JSON.stringify(spec)}`}</Code>
                </p>
              </details>
            </section>
          </>
        )}
        <section
          class="section card"
          id="questions"
          data-saved={t(lang, "explorer.saved")}
          data-copied={t(lang, "explorer.copied")}
          data-remove={t(lang, "explorer.remove")}
          hidden
        >
          <h2 class="card-title">{t(lang, "explorer.questions")}</h2>
          <p>
            <button type="button" class="button" data-keep="">
              {t(lang, "explorer.keep")}
            </button>{" "}
            <button type="button" class="button" data-copy="">
              {t(lang, "explorer.copy")}
            </button>{" "}
            <span role="status" />
          </p>
          <ul />
        </section>
        <section class="section">
          <h2>{t(lang, "explorer.examples")}</h2>
          <ul>
            {EXAMPLES.map((query, at) => (
              <li key={query}>
                <a href={`${href(lang, "/explorer")}${query}`}>{t(lang, `explorer.example.${at + 1}`)}</a>
              </li>
            ))}
            <li>
              <a href={href(lang, "/explorer/croiser")}>{t(lang, "croiser.title")}</a>
            </li>
          </ul>
        </section>
      </>
    ),
  };
}
