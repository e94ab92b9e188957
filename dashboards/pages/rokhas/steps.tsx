import { type Door, PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { CellBar } from "../../lib/cellbar.tsx";
import { formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { DataTable } from "../../lib/table.tsx";
import { Num, rich, useLang } from "../../lib/text.tsx";

const HOLDERS = ["COMMUNE", "DEMANDEUR", "AU", "PROVINCE", "PC", "ONEE", "ANCFCC", "SIGNATURE"] as const;
type Holder = (typeof HOLDERS)[number];

/** Mean days that a decided file spent with each holder, in the unit and over the country. */
export interface Steps {
  readonly year: number;
  readonly files: number;
  readonly rows: readonly {
    readonly holder: Holder;
    readonly days: number;
    readonly nation: number | null;
  }[];
}

/** Of the latest year of deposit that the unit has; null where too few files of it were followed. */
export async function stepsOf(door: Door, level: string, code: string): Promise<Steps | null> {
  const of = async (unit: { readonly level: string; readonly code: string }) =>
    (
      await door.rows(
        {
          mart: "fct_permit_step",
          columns: ["deposit_year", "holder", "files", "mean_days"],
          where: [
            { column: "level", value: unit.level },
            { column: "code", value: unit.code },
          ],
        },
        PUBLIC_VIEWER,
      )
    ).rows.map((row) => ({
      year: Number(row.deposit_year),
      holder: HOLDERS.find((one) => one === row.holder),
      files: Number(row.files),
      days: Number(row.mean_days),
    }));
  const [own, nation] = await Promise.all([of({ level, code }), of({ level: "nation", code: "MA" })]);
  if (own.length === 0) return null;
  const year = Math.max(...own.map((row) => row.year));
  const rows = own.flatMap(({ year: of, holder, days }) =>
    of !== year || holder === undefined
      ? []
      : [
          {
            ...{ holder, days },
            nation: nation.find((row) => row.year === year && row.holder === holder)?.days ?? null,
          },
        ],
  );
  const files = own.find((row) => row.year === year)?.files ?? 0;
  return { year, files, rows: rows.toSorted((a, b) => b.days - a.days) };
}

/** Where time goes: who held the unit's files, and for how long, beside the country. */
export function StepsSection({ steps, name }: { readonly steps: Steps; readonly name: string }) {
  const lang = useLang();
  const days = (value: number | null): string => formatNumber(lang, value, { digits: 1 });
  const most = Math.max(...steps.rows.map((row) => row.days));
  const title = t(lang, "rokhas.unit.steps", { year: String(steps.year) });
  return (
    <section class="section card" id="etapes">
      <h2>{rich(title)}</h2>
      <p>{rich(t(lang, "rokhas.unit.steps.note", { files: formatNumber(lang, steps.files) }))}</p>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={steps.rows}
        rowKey={({ holder }) => holder}
        columns={[
          {
            key: "holder",
            label: t(lang, "rokhas.unit.steps.holder"),
            header: true,
            cell: ({ holder }) => t(lang, `rokhas.holder.${holder}`),
          },
          {
            key: "days",
            label: name,
            unit: t(lang, "rokhas.unit.steps.unit"),
            kind: "number",
            cell: (row) => <Num>{days(row.days)}</Num>,
          },
          {
            key: "bar",
            label: <span class="visually-hidden">{t(lang, "rokhas.unit.steps.unit")}</span>,
            wideOnly: true,
            cell: (row) => <CellBar value={row.days} max={most} />,
          },
          {
            key: "nation",
            label: t(lang, "rokhas.unit.steps.nation"),
            kind: "number",
            cell: (row) => <Num>{days(row.nation)}</Num>,
          },
        ]}
      />
    </section>
  );
}
