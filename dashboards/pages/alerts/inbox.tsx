import {
  type Alert,
  type AlertNames,
  type AlertState,
  alertNames,
  alertPlaces,
  alertsOf,
  DEFAULT_RULES,
  LEVELS,
  ruleOf,
  SEVERITIES,
} from "#warehouse/alerts/index.ts";
import type { Lang } from "#warehouse/text.ts";
import { formatDate } from "../../lib/dates.ts";
import { formatNumber } from "../../lib/format.ts";
import { FilterForm, Select } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Icon, type IconName } from "../../lib/icon.tsx";
import { Empty, Notice, Pagination } from "../../lib/parts.tsx";
import { DataTable } from "../../lib/table.tsx";
import { Code, Num, rich } from "../../lib/text.tsx";
import { href, queryString, readQuery } from "../../lib/url.ts";
import { alertValue } from "./data.ts";

export const BASE = "/tableaux/alertes";
const PAGE_SIZE = 25;
const STATES: readonly AlertState[] = ["open", "acknowledged", "snoozed"];
const ICONS: Record<Alert["severity"], IconName> = { watch: "info", warning: "warning", critical: "error" };

/** The severity as an icon and a word: never by colour alone. */
export const SeverityMark = ({ lang, severity }: { lang: Lang; severity: Alert["severity"] }) => (
  <span class={`severity severity-${severity}`}>
    <Icon name={ICONS[severity]} size={16} /> {t(lang, `alertes.severity.${severity}`)}
  </span>
);

/** Active alerts of who is signed in, the gravest first; the public learns what they are. */
export async function alertsPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, asker, handle, req } = view;
  const title = t(lang, "alertes.title");
  const rules = (
    <p>
      <a href={href(lang, `${BASE}/regles`)}>{t(lang, "alertes.rules")}</a>
    </p>
  );
  if (asker.role === "public")
    return {
      title,
      body: (
        <Notice tone="info">
          <p>{t(lang, "alertes.public")}</p>
          {rules}
        </Notice>
      ),
    };
  const { values, unknown } = readQuery(req.originalUrl, ["regle", "gravite", "niveau", "etat", "page"]);
  const pick = <T extends string>(name: string, of: readonly T[]): T | "" =>
    of.find((each) => each === values.get(name)) ?? "";
  const chosen = {
    regle: pick(
      "regle",
      DEFAULT_RULES.map(({ id }) => id),
    ),
    gravite: pick("gravite", SEVERITIES),
    niveau: pick("niveau", LEVELS),
    etat: pick("etat", STATES),
  };
  const all = alertsOf(ctx).active(await alertPlaces(handle, asker));
  const found = all.filter(
    (alert) =>
      (chosen.regle === "" || alert.rule === chosen.regle) &&
      (chosen.gravite === "" || alert.severity === chosen.gravite) &&
      (chosen.niveau === "" || alert.level === chosen.niveau) &&
      (chosen.etat === "" || alert.state === chosen.etat),
  );
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(pages, Math.max(1, Number.parseInt(values.get("page") ?? "1", 10) || 1));
  const rows = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const names = await alertNames(handle, rows);
  const options = (prefix: string, of: readonly string[]) => [
    { value: "", label: t(lang, `alertes.${prefix}.all`) },
    ...of.map((value) => ({ value, label: t(lang, `alertes.${prefix}.${value}`) })),
  ];
  return {
    title,
    unknown,
    lede: rich(
      t(lang, "alertes.lede", {
        count: all.length,
        n: formatNumber(lang, all.length),
        critical: formatNumber(lang, all.filter(({ severity }) => severity === "critical").length),
      }),
    ),
    body: (
      <>
        <FilterForm action={href(lang, BASE)}>
          <Select
            name="regle"
            label={t(lang, "alertes.rule")}
            value={chosen.regle}
            options={[
              { value: "", label: t(lang, "alertes.rule.all") },
              ...DEFAULT_RULES.map(({ id, label }) => ({ value: id, label: label[lang] })),
            ]}
          />
          <Select
            name="gravite"
            label={t(lang, "alertes.severity")}
            value={chosen.gravite}
            options={options("severity", SEVERITIES)}
          />
          <Select
            name="niveau"
            label={t(lang, "alertes.level")}
            value={chosen.niveau}
            options={options("level", LEVELS)}
          />
        </FilterForm>
        <Notice tone="info">
          <p>{t(lang, "alertes.climb")}</p>
          <p>
            <a href={href(lang, `${BASE}/regles`)}>{t(lang, "alertes.rules")}</a>
            {" · "}
            <a href={href(lang, "/rapports/alertes")}>{t(lang, "alertes.delivery")}</a>
          </p>
        </Notice>
        {rows.length === 0 ? (
          <Empty title={t(lang, "alertes.none")} />
        ) : (
          <section class="section">
            <AlertTable lang={lang} rows={rows} names={names} caption={title} />
            <Pagination
              page={page}
              size={PAGE_SIZE}
              total={found.length}
              href={(to) => `${href(lang, BASE)}${queryString({ ...chosen, page: to }, { page: 1 })}`}
            />
          </section>
        )}
      </>
    ),
  };
}

function AlertTable(props: {
  readonly lang: Lang;
  readonly rows: readonly Alert[];
  readonly names: AlertNames;
  readonly caption: string;
}) {
  const { lang, names } = props;
  return (
    <div class="card">
      <DataTable
        caption={props.caption}
        captionHidden
        label={props.caption}
        rows={props.rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "rule",
            label: t(lang, "alertes.rule"),
            header: true,
            cell: ({ id, rule }) => (
              <a href={href(lang, `${BASE}/avis/${id}`)}>{ruleOf(rule)?.label[lang] ?? rule}</a>
            ),
          },
          {
            key: "severity",
            label: t(lang, "alertes.severity"),
            cell: ({ severity }) => <SeverityMark lang={lang} severity={severity} />,
          },
          {
            key: "subject",
            label: t(lang, "alertes.subject"),
            cell: ({ subject }) => {
              const project = names.project.get(subject);
              return project === undefined ? (
                (names.place.get(subject)?.[lang] ?? <Code>{subject}</Code>)
              ) : (
                <>
                  <bdi>{project}</bdi> <Code>{subject}</Code>
                </>
              );
            },
          },
          {
            key: "place",
            label: t(lang, "alertes.place"),
            wideOnly: true,
            cell: ({ territory }) => names.place.get(territory ?? "")?.[lang] ?? "–",
          },
          {
            key: "value",
            label: t(lang, "alertes.value"),
            kind: "number",
            cell: ({ rule, value }) => {
              const known = ruleOf(rule);
              return <Num>{known === undefined ? String(value) : alertValue(lang, known, value)}</Num>;
            },
          },
          {
            key: "since",
            label: t(lang, "alertes.since"),
            wideOnly: true,
            cell: ({ since }) => formatDate(lang, since),
          },
          {
            key: "level",
            label: t(lang, "alertes.level"),
            wideOnly: true,
            cell: ({ level }) => t(lang, `alertes.level.${level}`),
          },
          {
            key: "state",
            label: t(lang, "alertes.state"),
            cell: ({ state }) => t(lang, `alertes.state.${state}`),
          },
        ]}
      />
    </div>
  );
}
