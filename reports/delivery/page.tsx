import { Select } from "#dashboards/lib/forms.tsx";
import { t } from "#dashboards/lib/i18n.ts";
import { Notice } from "#dashboards/lib/parts.tsx";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Code, T, useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import { LANGS } from "#warehouse/text.ts";
import { DEFINITIONS } from "../catalog.ts";
import { FORMATS, LANGUAGE_NAMES } from "../pages/parts.ts";
import { CHANNELS, type Delivery, type Subscription } from "./store.ts";

interface Own {
  readonly wish: Subscription;
  readonly sent: readonly Delivery[];
}

/** What one has asked to be sent, what became of it, and a form for more. */
export function SubscriptionsPage(props: {
  word: string;
  own: readonly Own[];
  territory: string;
  done: string | null;
}) {
  const lang = useLang();
  const action = href(lang, "/rapports/abonnements");
  const titleOf = (name: string) =>
    DEFINITIONS.find((definition) => definition.name === name)?.title[lang] ?? name;
  return (
    <>
      {props.done !== null && (
        <Notice tone="info">
          <T k={props.done} />
        </Notice>
      )}
      {props.own.length > 0 && (
        <DataTable<Own>
          caption={<T k="subs.title" />}
          captionHidden
          label={t(lang, "subs.title")}
          rows={props.own}
          rowKey={({ wish }) => wish.id}
          columns={[
            {
              key: "report",
              label: <T k="reports.report" />,
              header: true,
              cell: ({ wish }) => titleOf(wish.report),
            },
            {
              key: "territory",
              label: <T k="reports.territory" />,
              cell: ({ wish }) => <Code>{wish.territory}</Code>,
            },
            {
              key: "how",
              label: <T k="subs.channel" />,
              cell: ({ wish }) => (
                <>
                  <T k={`subs.channel.${wish.channel}`} /> <Code>{wish.target}</Code>
                </>
              ),
            },
            {
              key: "sent",
              label: <T k="subs.sent" />,
              cell: ({ sent }) => (
                <ul>
                  {sent.map((delivery) => (
                    <li key={`${delivery.period} ${delivery.revision}`}>
                      <Code>{delivery.period}</Code> <T k={`subs.status.${delivery.status}`} />{" "}
                      {delivery.error !== null && <span dir="auto">{delivery.error.slice(0, 120)}</span>}
                    </li>
                  ))}
                </ul>
              ),
            },
            {
              key: "remove",
              label: <T k="ops.actions" />,
              cell: ({ wish }) => (
                <form method="post" action={action}>
                  <input type="hidden" name="jeton" value={props.word} />
                  <button type="submit" class="button" name="retirer" value={wish.id}>
                    <T k="subs.remove" />
                  </button>
                </form>
              ),
            },
          ]}
        />
      )}
      <section class="section">
        <h2>
          <T k="subs.add" />
        </h2>
        <form class="filters" method="post" action={action}>
          <input type="hidden" name="jeton" value={props.word} />
          <Select
            name="report"
            label={t(lang, "reports.report")}
            value="monthly"
            options={DEFINITIONS.map(({ name, title }) => ({ value: name, label: title[lang] }))}
          />
          <div class="field">
            <label for="territory">
              <T k="subs.territory" />
            </label>
            <input
              id="territory"
              name="territory"
              type="text"
              dir="ltr"
              required
              maxLength={14}
              value={props.territory}
            />
          </div>
          <Select
            name="lang"
            label={t(lang, "reports.lang")}
            value={lang}
            options={LANGS.map((code) => ({ value: code, label: LANGUAGE_NAMES[code] }))}
          />
          <Select
            name="format"
            label={t(lang, "reports.format")}
            value="pdf"
            options={FORMATS.map((format) => ({ value: format, label: format.toUpperCase() }))}
          />
          <Select
            name="channel"
            label={t(lang, "subs.channel")}
            value="mail"
            options={CHANNELS.map((channel) => ({
              value: channel,
              label: t(lang, `subs.channel.${channel}`),
            }))}
          />
          <div class="field">
            <label for="target">
              <T k="subs.target" />
            </label>
            <input id="target" name="target" type="text" dir="ltr" required maxLength={200} />
          </div>
          <button type="submit" class="button">
            <T k="subs.save" />
          </button>
        </form>
      </section>
    </>
  );
}
