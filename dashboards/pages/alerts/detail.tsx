import type { RequestHandler } from "express";
import type { ComponentChildren } from "preact";
import {
  type Alert,
  type AlertEvent,
  alertNames,
  alertPlaces,
  alertsOf,
  ruleOf,
} from "#warehouse/alerts/index.ts";
import { formWordOf } from "#warehouse/door/viewer.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { formatDate } from "../../lib/dates.ts";
import { PostForm } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Facts } from "../../lib/parts.tsx";
import { personOf, posted } from "../../lib/posted.ts";
import { DataTable } from "../../lib/table.tsx";
import { Code, Num } from "../../lib/text.tsx";
import { href, langOf } from "../../lib/url.ts";
import { alertValue, evidenceHref } from "./data.ts";
import { BASE, SeverityMark } from "./inbox.tsx";

const SNOOZE_DAYS = [3, 7, 14, 30] as const;
const NOTE_LENGTH = 300;
const DAY = 86_400_000;

/** The alert of this id, if the viewer's territory holds it: to anyone else it does not exist. */
async function seen(view: Pick<PageView, "ctx" | "handle" | "asker">, id: string): Promise<Alert | null> {
  const alert = alertsOf(view.ctx).get(id);
  if (alert === null) return null;
  const places = await alertPlaces(view.handle, view.asker);
  return places === null || (alert.territory !== null && places.has(alert.territory)) ? alert : null;
}

/** One alert: the figure, the rule, what happened, and what the reader can do about it. */
export async function alertPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, handle, req, params } = view;
  const alert = await seen(view, params.id ?? "");
  const rule = alert === null ? undefined : ruleOf(alert.rule);
  if (alert === null || rule === undefined) return null;
  const names = await alertNames(handle, [alert]);
  const place = names.place.get(alert.territory ?? "")?.[lang];
  const word = formWordOf(req.res);
  const here = href(lang, `${BASE}/avis/${alert.id}`);
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    [t(lang, "alertes.severity"), <SeverityMark key="s" lang={lang} severity={alert.severity} />],
    [t(lang, "alertes.state"), t(lang, `alertes.state.${alert.state}`)],
    [t(lang, "alertes.level"), t(lang, `alertes.level.${alert.level}`)],
    [t(lang, "alertes.value"), <Num key="v">{alertValue(lang, rule, alert.value)}</Num>],
    [t(lang, "alertes.worst"), <Num key="w">{alertValue(lang, rule, alert.worst)}</Num>],
    [t(lang, "alertes.since"), formatDate(lang, alert.since)],
    [t(lang, "alertes.advice"), rule.advice[lang]],
    [t(lang, "alertes.basis"), rule.basis[lang]],
  ];
  const subject = names.project.get(alert.subject) ?? names.place.get(alert.subject)?.[lang] ?? alert.subject;
  return {
    title: t(lang, "alertes.one", { rule: rule.label[lang], subject }),
    breadcrumb: [{ label: t(lang, "alertes.title"), href: href(lang, BASE) }],
    crumb: rule.label[lang],
    body: (
      <div class="stack">
        <section class="card">
          <p>
            <bdi>{subject}</bdi> <Code>{alert.subject}</Code>
            {place !== undefined && place !== subject && <> · {place}</>}
          </p>
          <Facts facts={facts} />
          <p>
            <a href={evidenceHref(lang, rule, alert)}>{t(lang, "alertes.evidence")}</a>
          </p>
        </section>
        {word !== null && alert.state !== "resolved" && (
          <section class="card">
            {alert.state !== "acknowledged" && (
              <PostForm action={`${here}/vu`} word={word}>
                <div class="field">
                  <label for="note">{t(lang, "alertes.note")}</label>
                  <span class="hint" id="note-hint">
                    {t(lang, "alertes.note.hint")}
                  </span>
                  <input
                    id="note"
                    name="note"
                    type="text"
                    dir="auto"
                    maxLength={NOTE_LENGTH}
                    aria-describedby="note-hint"
                  />
                </div>
                <button type="submit" class="button">
                  {t(lang, "alertes.ack")}
                </button>
              </PostForm>
            )}
            <PostForm action={`${here}/reporter`} word={word}>
              <div class="field">
                <label for="jours">{t(lang, "alertes.snooze.days")}</label>
                <select id="jours" name="jours">
                  {SNOOZE_DAYS.map((days) => (
                    <option key={days} value={String(days)}>
                      {days}
                    </option>
                  ))}
                </select>
              </div>
              <button type="submit" class="button">
                {t(lang, "alertes.snooze")}
              </button>
            </PostForm>
          </section>
        )}
        <section class="card">
          <h2 class="card-title">{t(lang, "alertes.history")}</h2>
          <History lang={lang} events={alertsOf(ctx).events(alert.id)} />
        </section>
      </div>
    ),
  };
}

function History({ lang, events }: { lang: PageView["lang"]; events: readonly AlertEvent[] }) {
  const detail = ({ kind, detail: said }: AlertEvent): string => {
    if (said === null) return "";
    if (kind === "escalated") return t(lang, `alertes.level.${said}`);
    if (kind === "worsened") return t(lang, `alertes.severity.${said}`);
    return kind === "snoozed" ? formatDate(lang, said) : said;
  };
  return (
    <DataTable
      caption={t(lang, "alertes.history")}
      captionHidden
      label={t(lang, "alertes.history")}
      rows={events}
      rowKey={(_, index) => String(index)}
      columns={[
        { key: "at", label: t(lang, "alertes.at"), header: true, cell: ({ at }) => formatDate(lang, at) },
        {
          key: "kind",
          label: t(lang, "alertes.state"),
          cell: ({ kind }) => t(lang, `alertes.event.${kind}`),
        },
        { key: "detail", label: t(lang, "alertes.detail"), cell: (event) => <bdi>{detail(event)}</bdi> },
      ]}
    />
  );
}

/** `POST …/avis/:id/vu` and `…/reporter`: takes an alert in hand, or puts it off; then back to its page. */
export function alertAction(ctx: Context, action: "vu" | "reporter"): RequestHandler {
  return async (req, res) => {
    const lang = langOf(req.path);
    const person = personOf(res, lang);
    const id = typeof req.params.id === "string" ? req.params.id : "";
    const handle = await ctx.release();
    try {
      // Who looks through another's eyes acts for nobody.
      if (person === null || (await seen({ ctx, handle, asker: person }, id)) === null) throw noAlert(id);
      const ledger = alertsOf(ctx);
      if (action === "vu") ledger.acknowledge(id, person.user, posted(req, "note", NOTE_LENGTH) || null);
      else {
        const days = SNOOZE_DAYS.find((each) => String(each) === posted(req, "jours"));
        if (days === undefined) throw badDays(posted(req, "jours"));
        ledger.snooze(id, person.user, new Date(ctx.clock.now().getTime() + days * DAY).toISOString());
      }
      res.redirect(303, href(lang, `${BASE}/avis/${id}`));
    } finally {
      handle.release();
    }
  };
}

const noAlert = (id: string): BayanError =>
  new BayanError(
    "unknown_alert",
    { fr: "Alerte introuvable", ar: "التنبيه غير موجود", en: "No such alert" },
    { status: 404, place: { value: id.slice(0, 40) } },
  );

const badDays = (given: string): BayanError =>
  new BayanError(
    "bad_parameter",
    {
      fr: `Jours : ${SNOOZE_DAYS.join(", ")}`,
      ar: `الأيام: ${SNOOZE_DAYS.join("، ")}`,
      en: `Days: ${SNOOZE_DAYS.join(", ")}`,
    },
    { status: 400, place: { value: given.slice(0, 40) } },
  );
