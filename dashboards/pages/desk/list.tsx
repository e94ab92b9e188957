import { CASE_KINDS, CASE_STATES, type Case, deskOf } from "#warehouse/desk/index.ts";
import type { Lang } from "#warehouse/text.ts";
import { formatDate } from "../../lib/dates.ts";
import { formatNumber } from "../../lib/format.ts";
import { FilterForm, Select } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Empty, Pagination } from "../../lib/parts.tsx";
import { DataTable } from "../../lib/table.tsx";
import { Code, rich } from "../../lib/text.tsx";
import { href, queryString, readQuery } from "../../lib/url.ts";
import { aboutOf, BASE, unitNames } from "./subject.ts";

const PAGE_SIZE = 25;

/** A case's state in words, and that it is overdue where it is. */
export const stateOf = (lang: Lang, one: Case, today: string): string =>
  isOver(one) || one.dueOn >= today
    ? t(lang, `guichet.state.${one.state}`)
    : `${t(lang, `guichet.state.${one.state}`)} · ${t(lang, "guichet.late")}`;
export const isOver = ({ state }: Case): boolean => state === "decided" || state === "withdrawn";

/** What the desk is for, and every case with its due date and decision: nobody's name, nobody's words. */
export async function deskPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, req, viewer } = view;
  const { values, unknown } = readQuery(req.originalUrl, ["objet", "etat", "page"]);
  const kind = CASE_KINDS.find((one) => one === values.get("objet"));
  const state = CASE_STATES.find((one) => one === values.get("etat"));
  const found = deskOf(ctx).list({ ...(kind && { kind }), ...(state && { state }) });
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(pages, Math.max(1, Number.parseInt(values.get("page") ?? "1", 10) || 1));
  const rows = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const names = await unitNames(ctx.door, viewer, lang, rows);
  const today = ctx.clock.now().toISOString().slice(0, 10);
  const days = {
    contest: ctx.settings.deskContestDays,
    error: ctx.settings.deskErrorDays,
    request: ctx.settings.deskRequestDays,
  };
  const title = t(lang, "guichet.title");
  const chosen = { objet: kind ?? "", etat: state ?? "" };
  return {
    ...{ title, unknown, keep: false },
    lede: t(lang, "guichet.lede"),
    body: (
      <>
        <ul class="desk-doors">
          {CASE_KINDS.map((one) => (
            <li key={one} class="card">
              <h2 class="card-title">
                <a href={`${href(lang, `${BASE}/deposer`)}${queryString({ objet: one }, {})}`}>
                  {t(lang, `guichet.file.${one}`)}
                </a>
              </h2>
              <p>{t(lang, `guichet.who.${one}`)}</p>
              <p class="muted">
                {rich(t(lang, "guichet.due.days", { days: formatNumber(lang, days[one]) }))}
              </p>
            </li>
          ))}
        </ul>
        <section class="section">
          <h2>{t(lang, "guichet.list")}</h2>
          <FilterForm action={href(lang, BASE)}>
            <Select
              name="objet"
              label={t(lang, "guichet.kind")}
              value={chosen.objet}
              options={["", ...CASE_KINDS].map((value) => ({
                value,
                label: t(lang, `guichet.kind.${value || "all"}`),
              }))}
            />
            <Select
              name="etat"
              label={t(lang, "guichet.state")}
              value={chosen.etat}
              options={["", ...CASE_STATES].map((value) => ({
                value,
                label: t(lang, `guichet.state.${value || "all"}`),
              }))}
            />
          </FilterForm>
          {rows.length === 0 ? (
            <Empty title={t(lang, "guichet.none")} />
          ) : (
            <>
              <CaseTable lang={lang} rows={rows} names={names} today={today} />
              <Pagination
                page={page}
                size={PAGE_SIZE}
                total={found.length}
                href={(to) => `${href(lang, BASE)}${queryString({ ...chosen, page: to }, { page: 1 })}`}
              />
            </>
          )}
        </section>
      </>
    ),
  };
}

function CaseTable(props: {
  readonly lang: Lang;
  readonly rows: readonly Case[];
  readonly names: ReadonlyMap<string, string>;
  readonly today: string;
}) {
  const { lang } = props;
  return (
    <div class="card">
      <DataTable
        caption={t(lang, "guichet.list")}
        captionHidden
        label={t(lang, "guichet.list")}
        rows={props.rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "id",
            label: t(lang, "guichet.number"),
            header: true,
            cell: ({ id }) => (
              <a href={href(lang, `${BASE}/affaires/${id}`)}>
                <Code>{id}</Code>
              </a>
            ),
          },
          {
            key: "kind",
            label: t(lang, "guichet.kind"),
            wideOnly: true,
            cell: ({ kind }) => t(lang, `guichet.kind.${kind}`),
          },
          {
            key: "about",
            label: t(lang, "guichet.about"),
            cell: (one) => <bdi>{aboutOf(lang, one, props.names)}</bdi>,
          },
          {
            key: "filed",
            label: t(lang, "guichet.filed"),
            wideOnly: true,
            cell: ({ filedAt }) => formatDate(lang, filedAt),
          },
          { key: "due", label: t(lang, "guichet.due"), cell: ({ dueOn }) => formatDate(lang, dueOn) },
          {
            key: "state",
            label: t(lang, "guichet.state"),
            cell: (one) => (
              <>
                {stateOf(lang, one, props.today)}
                {one.decision !== null && (
                  <span class="cell-sub">{t(lang, `guichet.effect.${one.decision.effect}`)}</span>
                )}
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
