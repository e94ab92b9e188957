import { formatDate } from "../lib/dates.ts";
import type { PageResult, PageView } from "../lib/handler.ts";
import { t } from "../lib/i18n.ts";
import { Notice } from "../lib/parts.tsx";
import { rich } from "../lib/text.tsx";
import { choice, href, readQuery } from "../lib/url.ts";
import { EMBED, hostOf, isEmbeddable, tokenOf } from "./grant.ts";

const DAYS = ["365", "30", "1095"] as const;
const DAY_MS = 24 * 3600 * 1000;

/** Asks for the site that will show a figure, and gives the code that shows it there. */
export async function embedPage({ ctx, req, lang }: PageView): Promise<PageResult> {
  const { values, unknown } = readQuery(req.originalUrl, ["page", "figure", "hote", "jours"]);
  const page = values.get("page") ?? "";
  const figure = values.get("figure") ?? "";
  if (!isEmbeddable(page, figure)) return null;
  const asked = values.get("hote")?.slice(0, 200);
  const host = asked === undefined ? null : hostOf(asked);
  const days = choice(values.get("jours"), DAYS);
  const until = new Date(ctx.clock.now().getTime() + Number(days) * DAY_MS).toISOString().slice(0, 10);
  const path =
    host === null ? "" : href(lang, `${EMBED}/${tokenOf(ctx.home, { page, figure, host, until })}`);
  const code = `<iframe src="${ctx.publicUrl}${path}" title="${t(lang, "shell.site")}" width="100%" height="680" loading="lazy"></iframe>`;
  return {
    title: t(lang, "embed.title"),
    lede: t(lang, "embed.lede"),
    unknown,
    body: (
      <>
        <form class="card stack form" method="get" action={href(lang, EMBED)}>
          <input type="hidden" name="page" value={page} />
          <input type="hidden" name="figure" value={figure} />
          {asked !== undefined && host === null && <Notice tone="warn">{t(lang, "embed.host.wrong")}</Notice>}
          <div class="field">
            <label for="f-hote">{t(lang, "embed.host")}</label>
            <p class="hint" id="f-hote-hint">
              {t(lang, "embed.host.hint")}
            </p>
            <input
              id="f-hote"
              name="hote"
              type="text"
              dir="ltr"
              required
              maxLength={200}
              value={asked ?? ""}
              aria-describedby="f-hote-hint"
              aria-invalid={asked !== undefined && host === null ? "true" : undefined}
            />
          </div>
          <div class="field">
            <label for="f-jours">{t(lang, "embed.days")}</label>
            <select id="f-jours" name="jours">
              {DAYS.map((one) => (
                <option key={one} value={one} selected={one === days}>
                  {t(lang, `embed.days.${one}`)}
                </option>
              ))}
            </select>
          </div>
          <p>
            <button type="submit" class="button">
              {t(lang, "embed.make")}
            </button>
          </p>
        </form>
        {host !== null && (
          <section class="section card stack" id="code">
            <label for="f-code">{t(lang, "embed.code")}</label>
            <textarea id="f-code" class="embed-code" dir="ltr" readOnly rows={6} spellcheck={false}>
              {code}
            </textarea>
            <p class="muted">{rich(t(lang, "embed.until", { day: formatDate(lang, until), host }))}</p>
            <p>
              <a href={path} rel="nofollow">
                {t(lang, "embed.see")}
              </a>
            </p>
          </section>
        )}
        <p class="section">
          <a href={`${page}#${figure}`}>{t(lang, "embed.page")}</a>
        </p>
      </>
    ),
  };
}
