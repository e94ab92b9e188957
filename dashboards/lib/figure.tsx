import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { EMBED, isEmbeddable } from "../embed/grant.ts";
import { isolate } from "./bidi.ts";
import { t } from "./i18n.ts";
import { Icon } from "./icon.tsx";
import type { ReleaseStatus } from "./release.ts";
import { shortId } from "./release.ts";
import { AddressContext, rich, useLang } from "./text.tsx";
import { href } from "./url.ts";

/** One chart drawn twice, for a card of a desktop's width and for a phone's; style shows the one that fits. */
export interface ChartSvg {
  readonly wide: string;
  readonly narrow: string;
}

/** One line of a legend: the stroke as it is drawn, and its name. */
export interface LegendItem {
  readonly name: string;
  readonly stroke: string;
  readonly dash?: string | undefined;
}

export interface FigureProps {
  /** Unique on the page: links and labels point to it. */
  readonly id: string;
  /** The finding, true of the data, ten words or so. */
  readonly title: string;
  /** Measure, unit, period, territory. */
  readonly subtitle: string;
  readonly chart?: ChartSvg | null;
  /** Only where the lines cannot be named at their ends. */
  readonly legend?: readonly LegendItem[];
  /** What stands in the chart's place: an own drawing, or why there is none. */
  readonly children?: ComponentChildren;
  /** The table twin: the same rows with the same rounding. */
  readonly table?: ComponentChildren;
  readonly note?: ComponentChildren | undefined;
  /** The source system, as people call it: GID-CT. */
  readonly source: string;
  readonly release: ReleaseStatus;
  /** Addresses with their language. */
  readonly method?: string;
  readonly csv?: string;
  readonly level?: 2 | 3;
  /** Stands in six columns: its wide drawing is 540 px. */
  readonly half?: boolean;
  /** Takes the page's width: its wide drawing is 1000 px. */
  readonly full?: boolean;
  /** Its table stands open: the reader asked for rows. */
  readonly open?: boolean;
}

/** A figure as ui.md §4 wants it: finding, measure, drawing, note, source, actions, and its table. */
export function Figure(props: FigureProps) {
  const lang = useLang();
  const Heading = props.level === 3 ? "h3" : "h2";
  const { chart } = props;
  const address = useContext(AddressContext);
  return (
    <figure class="figure card" id={props.id} aria-labelledby={`${props.id}-title`}>
      <figcaption>
        <Heading class="figure-title" id={`${props.id}-title`}>
          {rich(props.title)}
        </Heading>
        <p class="figure-subtitle">{rich(props.subtitle)}</p>
      </figcaption>
      {props.legend !== undefined && (
        <ul class="legend">
          {props.legend.map((item) => (
            <li key={item.name}>
              <svg width="32" height="8" viewBox="0 0 32 8" aria-hidden="true" focusable="false">
                <line
                  x1="0"
                  y1="4"
                  x2="32"
                  y2="4"
                  stroke={item.stroke}
                  stroke-width="3"
                  stroke-dasharray={item.dash}
                />
              </svg>
              {item.name}
            </li>
          ))}
        </ul>
      )}
      {chart ? (
        <div
          class={`chart${props.half === true ? " chart-half" : ""}${props.full === true ? " chart-full" : ""}`}
          data-chart=""
        >
          {/* The drawing is ours, made on the server from answers; nothing in it comes from a reader. */}
          <div class="chart-wide" dangerouslySetInnerHTML={{ __html: chart.wide }} />
          <div class="chart-narrow" dangerouslySetInnerHTML={{ __html: chart.narrow }} />
        </div>
      ) : (
        props.children
      )}
      {props.note !== undefined && <p class="figure-note">{props.note}</p>}
      {props.table !== undefined && (
        <details class="twin" open={props.open === true}>
          <summary>
            <Icon name="table" size={16} />
            {t(lang, "figure.table")}
          </summary>
          {props.table}
        </details>
      )}
      <p class="figure-source">
        <span>
          {rich(
            t(lang, "figure.source", {
              source: isolate(lang, props.source),
              release: isolate(lang, shortId(props.release.id)),
            }),
          )}
        </span>
        {props.method !== undefined && <a href={props.method}>{t(lang, "figure.method")}</a>}
        {props.csv !== undefined && (
          <a href={props.csv} rel="nofollow" download="">
            <Icon name="download" size={16} />
            CSV
          </a>
        )}
        <a href={`#${props.id}`}>
          <Icon name="link" size={16} />
          {t(lang, "figure.link")}
        </a>
        {address !== null && isEmbeddable(address, props.id) && (
          <a
            href={`${href(lang, EMBED)}?${new URLSearchParams({ page: address, figure: props.id })}`}
            rel="nofollow"
          >
            <Icon name="embed" size={16} />
            {t(lang, "figure.embed")}
          </a>
        )}
      </p>
    </figure>
  );
}
