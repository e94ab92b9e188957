import type { TerritoryItem } from "#warehouse/door/types.ts";
import { csvHref } from "../../lib/answers.ts";
import { formatNull, formatNumber } from "../../lib/format.ts";
import type { PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Icon } from "../../lib/icon.tsx";
import { printed, unitOf } from "../../lib/metrics.ts";
import { DataTable } from "../../lib/table.tsx";
import { unitName } from "../../lib/territory.ts";
import { Num, rich } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { saidText } from "../parts/measures.ts";
import type { ProfileFigure, ProfileSection } from "./data.ts";

/** Under this many peers a place has no standing. */
const FEWEST = 8;

/** One field of a collectivity: its figures, those compared, the median of its peers and its place among them. */
export function ProfileTable(props: {
  readonly view: PageView;
  readonly section: ProfileSection;
  readonly unit: TerritoryItem;
  readonly others: readonly TerritoryItem[];
  readonly period: string;
  readonly reference: string;
}) {
  const { section, unit, others } = props;
  const { lang } = props.view;
  const label = t(lang, `group.${section.group}`);
  const text = (figure: ProfileFigure, value: number | null): string =>
    value === null ? formatNull(lang) : saidText(lang, unitOf(figure.metric), value);
  const value = (code: string, name: string, own: boolean) => ({
    key: code,
    label: name,
    kind: "number" as const,
    cell: (figure: ProfileFigure) => {
      const shown = <Num>{text(figure, figure.values.get(code) ?? null)}</Num>;
      return own ? <strong>{shown}</strong> : shown;
    },
  });
  const [first] = section.figures;
  return (
    <section class="section card" id={section.group}>
      <h2 class="card-title">
        {label} <span class="muted">{props.period}</span>
      </h2>
      <DataTable
        caption={label}
        captionHidden
        label={label}
        rows={section.figures}
        rowKey={(figure) => figure.metric.name}
        columns={[
          {
            key: "metric",
            label: t(lang, "fiche.column.figure"),
            header: true,
            cell: (figure) => (
              <a href={href(lang, `/tableaux/${figure.subject}/${unit.code}`)}>
                {printed(figure.metric.label[lang])}
              </a>
            ),
          },
          value(unit.code, unitName(lang, unit), true),
          ...others.map((item) => value(item.code, unitName(lang, item), false)),
          {
            key: "median",
            label: t(lang, "fiche.column.median"),
            kind: "number",
            cell: (figure) => <Num>{text(figure, figure.median)}</Num>,
          },
          {
            key: "rank",
            label: t(lang, "fiche.column.rank"),
            kind: "number",
            wideOnly: others.length > 2,
            cell: (figure) =>
              figure.rank === null || figure.count < FEWEST
                ? "–"
                : rich(
                    t(lang, "fiche.rank", {
                      rank: formatNumber(lang, figure.rank),
                      count: formatNumber(lang, figure.count),
                    }),
                  ),
          },
        ]}
      />
      <p class="figure-source">
        <span>{t(lang, "fiche.note", { reference: props.reference })}</span>
        {first !== undefined && (
          <a href={csvHref(first.asked)} rel="nofollow" download="">
            <Icon name="download" size={16} />
            CSV
          </a>
        )}
      </p>
    </section>
  );
}

/** Where a place stands out among its peers, in words before any figure. */
export function Standing(props: {
  readonly view: PageView;
  readonly strong: readonly ProfileFigure[];
  readonly watch: readonly ProfileFigure[];
  readonly enough: boolean;
  readonly code: string;
  readonly reference: string;
}) {
  const { lang } = props.view;
  const list = (key: "strong" | "watch", figures: readonly ProfileFigure[]) => (
    <div>
      <h3 class="standing-title">
        <Icon name={key === "strong" ? "check" : "warning"} size={18} /> {t(lang, `fiche.${key}`)}
      </h3>
      {figures.length === 0 ? (
        <p class="muted">{t(lang, `fiche.${key}.none`)}</p>
      ) : (
        <ul class="standing-list">
          {figures.map((figure) => (
            <li key={figure.metric.name}>
              <a href={href(lang, `/tableaux/${figure.subject}/${props.code}`)}>
                {printed(figure.metric.label[lang])}
              </a>
              <span class="cell-sub">
                {rich(
                  t(lang, "fiche.standing", {
                    value: saidText(lang, unitOf(figure.metric), figure.values.get(props.code) ?? null),
                    median: saidText(lang, unitOf(figure.metric), figure.median),
                    rank: formatNumber(lang, figure.rank),
                    count: formatNumber(lang, figure.count),
                  }),
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
  return (
    <section class="span-8 card" id="position">
      <h2 class="card-title">{t(lang, "fiche.stands")}</h2>
      <p class="muted">{t(lang, "fiche.note", { reference: props.reference })}</p>
      {props.enough ? (
        <div class="standing">
          {list("strong", props.strong)}
          {list("watch", props.watch)}
        </div>
      ) : (
        <p>{t(lang, "fiche.few")}</p>
      )}
    </section>
  );
}
