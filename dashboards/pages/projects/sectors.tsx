import { keyOf, metricOf } from "../../lib/answers.ts";
import { formatNumber } from "../../lib/format.ts";
import type { PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Num } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { BarsFigure } from "../parts/shares.tsx";
import type { ProjectsData } from "./data.ts";

/** SPI sector by sector against the planned pace; the title names the furthest behind, if any is. */
export function SectorsFigure(props: {
  readonly view: PageView;
  readonly asked: ProjectsData["sectors"];
  readonly sectorName: (code: string | null) => string;
  readonly focus: string;
  readonly name: string;
}) {
  const { lang, release } = props.view;
  const rows = props.asked.answer.rows
    .map((row) => {
      const code = keyOf(row, "sector");
      return {
        key: code ?? "-",
        name: props.sectorName(code),
        value: metricOf(row, "project_spi"),
        count: metricOf(row, "projects"),
        focus: code === props.focus,
      };
    })
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || (a.key < b.key ? -1 : 1));
  const known = rows.filter((row) => row.value !== null);
  const worst = known.at(-1);
  const counts = new Map(rows.map((row) => [row.key, row.count]));
  return (
    <BarsFigure
      id="secteurs"
      title={
        worst === undefined
          ? t(lang, "projets.sectors.none")
          : t(lang, (worst.value ?? 1) < 0.995 ? "projets.sectors.title" : "projets.sectors.fine", {
              sector: worst.name,
              spi: formatNumber(lang, worst.value, { digits: 2 }),
            })
      }
      subtitle="projets.sectors.subtitle"
      said={{ name: props.name }}
      description={t(lang, "projets.sectors.desc")}
      rows={rows.map((row) => ({
        key: row.key,
        name: row.name,
        value: row.value,
        target: 1,
        targetText: formatNumber(lang, 1),
        focus: row.focus,
      }))}
      unit="index"
      max={1.25}
      nameLabel={t(lang, "projets.sector")}
      valueLabel={t(lang, "projets.kpi.spi")}
      targetName={t(lang, "projets.sectors.target")}
      extra={[
        {
          key: "count",
          label: t(lang, "projets.kpi.projects"),
          kind: "number",
          cell: (row) => <Num>{formatNumber(lang, counts.get(row.key))}</Num>,
        },
      ]}
      asked={props.asked}
      source="PRDTS"
      method={href(lang, "/methode#projets")}
      release={release}
      half
    />
  );
}
