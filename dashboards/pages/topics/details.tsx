import { PUBLIC_VIEWER, type Row } from "#warehouse/door/types.ts";
import { formatDate } from "../../lib/dates.ts";
import { valueNames } from "../../lib/dimensions.ts";
import type { PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Icon } from "../../lib/icon.tsx";
import { printed } from "../../lib/metrics.ts";
import type { Subject } from "../../lib/subjects.ts";
import { DataTable } from "../../lib/table.tsx";
import type { Place } from "../../lib/territory.ts";

const text = (row: Row | undefined, column: string): string | null => {
  const cell = row?.[column];
  return cell === null || cell === undefined ? null : String(cell);
};

/** What a council itself has published or put in service, one by one: for the subjects that are a list of things. */
export async function topicDetails(view: PageView, subject: Subject, place: Place) {
  if (place.unit.collectivity_type === null) return null;
  if (subject === "ouverture") return statements(view, place.unit.code);
  return subject === "deploiement" ? platforms(view, place.unit.code) : null;
}

/** Each statement that the law asks for, year by year: published on which day, in which form, or not. */
async function statements({ ctx: { door }, lang }: PageView, code: string) {
  const [{ rows }, nameOf, formatOf] = await Promise.all([
    door.rows(
      {
        mart: "fct_publication",
        columns: [
          "collectivity_code",
          "fiscal_year",
          "document",
          "is_published",
          "format",
          "first_published_on",
        ],
        where: [{ column: "collectivity_code", value: code }],
      },
      PUBLIC_VIEWER,
    ),
    valueNames(door, "statement"),
    valueNames(door, "statement_format"),
  ]);
  if (rows.length === 0) return null;
  const years = [...new Set(rows.map((row) => Number(row.fiscal_year)))].sort((a, b) => b - a).slice(0, 5);
  const documents = [...new Set(rows.map((row) => String(row.document)))].sort();
  const title = t(lang, "ouverture.detail");
  return (
    <section class="section card" id="documents">
      <h2 class="card-title">{title}</h2>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={documents}
        rowKey={(document) => document}
        columns={[
          {
            key: "document",
            label: t(lang, "ouverture.document"),
            header: true,
            cell: (document) => printed(nameOf(lang, document)),
          },
          ...years.map((year) => ({
            key: String(year),
            label: String(year),
            cell: (document: string) => {
              const row = rows.find((one) => one.document === document && Number(one.fiscal_year) === year);
              if (row?.is_published !== true)
                return (
                  <span class="muted">{t(lang, row === undefined ? "ouverture.none" : "ouverture.not")}</span>
                );
              const day = text(row, "first_published_on");
              return (
                <>
                  <Icon name="check" size={14} />{" "}
                  {day === null ? t(lang, "ouverture.yes") : formatDate(lang, day)}
                  <span class="cell-sub">{printed(formatOf(lang, text(row, "format")))}</span>
                </>
              );
            },
          })),
        ]}
      />
    </section>
  );
}

/** Each platform meant for the council: in service since when, or awaited by when. */
async function platforms({ ctx: { door }, lang }: PageView, code: string) {
  const [{ rows }, nameOf, stateOf] = await Promise.all([
    door.rows(
      {
        mart: "fct_deployment",
        columns: ["platform", "site_id", "collectivity_code", "state", "since", "target_on"],
        where: [{ column: "collectivity_code", value: code }],
      },
      PUBLIC_VIEWER,
    ),
    valueNames(door, "platform"),
    valueNames(door, "deployment_state"),
  ]);
  if (rows.length === 0) return null;
  const title = t(lang, "deploiement.detail");
  const day = (row: Row, column: string): string => {
    const found = text(row, column);
    return found === null ? "–" : formatDate(lang, found);
  };
  return (
    <section class="section card" id="plateformes">
      <h2 class="card-title">{title}</h2>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={rows.toSorted((a, b) => (String(a.platform) < String(b.platform) ? -1 : 1))}
        rowKey={(row) => `${row.platform}-${row.site_id}`}
        columns={[
          {
            key: "platform",
            label: t(lang, "services.column.platform"),
            header: true,
            cell: (row) => printed(nameOf(lang, text(row, "platform"))),
          },
          {
            key: "state",
            label: t(lang, "deploiement.state"),
            cell: (row) => (
              <>
                {row.state === "DEPLOYE" && <Icon name="check" size={14} />}{" "}
                {printed(stateOf(lang, text(row, "state")))}
              </>
            ),
          },
          { key: "since", label: t(lang, "deploiement.since"), cell: (row) => day(row, "since") },
          {
            key: "target",
            label: t(lang, "deploiement.target"),
            wideOnly: true,
            cell: (row) => day(row, "target_on"),
          },
        ]}
      />
    </section>
  );
}
