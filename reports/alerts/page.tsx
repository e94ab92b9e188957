import { formatDate } from "#dashboards/lib/dates.ts";
import { Select } from "#dashboards/lib/forms.tsx";
import { t } from "#dashboards/lib/i18n.ts";
import { Notice } from "#dashboards/lib/parts.tsx";
import { DataTable } from "#dashboards/lib/table.tsx";
import { T, useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import { SEVERITIES } from "#warehouse/alerts/index.ts";
import { LANGS } from "#warehouse/text.ts";
import { LANGUAGE_NAMES } from "../pages/parts.ts";
import { ALERT_CHANNELS, type AlertWish, PACES } from "./store.ts";

export const PATH = "/rapports/alertes";

/** What one asked to be told of alerts, what became of it, and a form for more. */
export function AlertWishesPage(props: {
  readonly word: string;
  readonly own: readonly AlertWish[];
  readonly done: string | null;
}) {
  const lang = useLang();
  const action = href(lang, PATH);
  const options = (prefix: string, of: readonly string[]) =>
    of.map((value) => ({ value, label: t(lang, `wish.${prefix}.${value}`) }));
  return (
    <>
      {props.done !== null && (
        <Notice tone="info">
          <T k={props.done} />
        </Notice>
      )}
      {props.own.length > 0 && (
        <div class="card">
          <DataTable<AlertWish>
            caption={t(lang, "wish.title")}
            captionHidden
            label={t(lang, "wish.title")}
            rows={props.own}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "target",
                label: t(lang, "wish.channel"),
                header: true,
                cell: ({ channel, target }) => (
                  <>
                    {t(lang, `wish.channel.${channel}`)}{" "}
                    <bdi dir="ltr">{channel === "webhook" ? new URL(target).host : target}</bdi>
                  </>
                ),
              },
              {
                key: "severity",
                label: t(lang, "wish.severity"),
                cell: ({ severity }) => t(lang, `wish.severity.${severity}`),
              },
              {
                key: "pace",
                label: t(lang, "wish.pace"),
                cell: ({ pace, quiet }) =>
                  `${t(lang, `wish.pace.${pace}`)} · ${
                    quiet === null
                      ? t(lang, "wish.quiet.none")
                      : t(lang, "wish.quiet.between", { from: String(quiet.from), to: String(quiet.to) })
                  }`,
              },
              {
                key: "sent",
                label: t(lang, "wish.sent"),
                cell: ({ sentAt, error, attempts }) => (
                  <>
                    {sentAt === null ? t(lang, "wish.sent.none") : formatDate(lang, sentAt)}
                    {error !== null && (
                      <p dir="auto">{t(lang, "wish.error", { n: attempts, error: error.slice(0, 120) })}</p>
                    )}
                  </>
                ),
              },
              {
                key: "remove",
                label: t(lang, "wish.actions"),
                cell: ({ id }) => (
                  <form method="post" action={action}>
                    <input type="hidden" name="jeton" value={props.word} />
                    <button type="submit" class="button" name="retirer" value={id}>
                      {t(lang, "wish.remove")}
                    </button>
                  </form>
                ),
              },
            ]}
          />
        </div>
      )}
      <section class="section">
        <h2>{t(lang, "wish.add")}</h2>
        <form class="filters" method="post" action={action}>
          <input type="hidden" name="jeton" value={props.word} />
          <Select
            name="channel"
            label={t(lang, "wish.channel")}
            value="mail"
            options={options("channel", ALERT_CHANNELS)}
          />
          <div class="field">
            <label for="target">{t(lang, "wish.target")}</label>
            <input id="target" name="target" type="text" dir="ltr" required maxLength={200} />
          </div>
          <Select
            name="lang"
            label={t(lang, "wish.lang")}
            value={lang}
            options={LANGS.map((code) => ({ value: code, label: LANGUAGE_NAMES[code] }))}
          />
          <Select
            name="severity"
            label={t(lang, "wish.severity")}
            value="warning"
            options={options("severity", SEVERITIES)}
          />
          <Select name="pace" label={t(lang, "wish.pace")} value="day" options={options("pace", PACES)} />
          {(["de", "a"] as const).map((name) => (
            <Select
              key={name}
              name={name}
              label={t(lang, `wish.quiet.${name === "de" ? "from" : "to"}`)}
              value=""
              options={[
                { value: "", label: "–" },
                ...Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: String(hour) })),
              ]}
            />
          ))}
          <button type="submit" class="button">
            {t(lang, "wish.save")}
          </button>
        </form>
        <p class="hint">{t(lang, "wish.quiet.hint")}</p>
      </section>
    </>
  );
}
