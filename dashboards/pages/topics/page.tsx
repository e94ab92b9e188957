import type { Condition } from "#warehouse/door/types.ts";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { printed, unitOf } from "../../lib/metrics.ts";
import { Kpi, KpiRow } from "../../lib/parts.tsx";
import { windowPhrase } from "../../lib/periods.ts";
import { childLevel, placeCrumbs, placeOf, unitName } from "../../lib/territory.ts";
import { rich } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { changeOf } from "../parts/change.ts";
import { type ChildColumn, ChildrenTable } from "../parts/children.tsx";
import { Columns } from "../parts/columns.tsx";
import { NoFigures, PlaceFrame, PlaceHeading } from "../parts/frame.tsx";
import { saidText } from "../parts/measures.ts";
import { MonthsFigure } from "../parts/months.tsx";
import { PeersFigure, peerFigure } from "../parts/peers.tsx";
import { readPlaceState } from "../parts/state.ts";
import { DRAWN, TopicBreakdown } from "./breakdown.tsx";
import { TopicCalendar } from "./calendar.tsx";
import { CALENDAR_YEARS, topicFigures } from "./data.ts";
import { topicDetails } from "./details.tsx";
import { maturityMatrix } from "./maturity.tsx";
import { sourceName } from "./source.ts";
import type { Topic } from "./types.ts";

/** A line chart is as high as nine bars. */
const SERIES_HEIGHT = 9;

/** Draws a topic's page for the place and year of the address. */
export const topicPage =
  (topic: Topic) =>
  async (view: PageView): Promise<PageResult> => {
    const { ctx, lang, viewer, release } = view;
    const { door } = ctx;
    const base = `/tableaux/${topic.subject}`;
    const place = await placeOf(door, viewer, view.params.code);
    if (place === null) return null;
    const [first, ...others] = topic.columns;
    const { state, unknown } = readPlaceState(view.req.originalUrl, [first, ...others]);
    const [regions, dimensions, figures] = await Promise.all([
      door.territories({ level: "region" }, viewer),
      door.dimensions(),
      topicFigures(view, topic, place, state),
    ]);
    const { metrics, years, shown, window } = figures;
    const peerMetric = topic.peers === undefined ? undefined : metrics.get(topic.peers);
    const inYear: Condition = { dimension: "year", op: "=", value: shown ?? window.year };
    const [peers, matrix, details] =
      shown === null
        ? [null, null, null]
        : await Promise.all([
            peerMetric === undefined ? null : peerFigure(view, place, peerMetric.name, inYear),
            topic.subject === "maturite"
              ? maturityMatrix(view, place, shown, unitName(lang, place.unit))
              : null,
            topicDetails(view, topic.subject, place),
          ]);
    const name = unitName(lang, place.unit);
    const label = t(lang, `nav.${topic.subject}`);
    const title = t(lang, "topic.title", {
      topic: label,
      name,
      year: String(shown ?? state.year ?? window.year),
    });
    const shared = {
      title,
      ...placeCrumbs(lang, place, label, base),
      unknown,
      heading: <PlaceHeading title={title} place={place} />,
      lede: t(lang, `${topic.subject}.lede`),
    };
    const frame = (
      <PlaceFrame
        subject={topic.subject}
        place={place}
        regions={regions}
        state={state}
        years={years}
        year={shown}
        first={first}
        councils={topic.councils === true}
      />
    );
    if (shown === null) {
      return {
        ...shared,
        body: (
          <>
            {frame}
            <NoFigures place={place} asked={state.year} latest={years[0] ?? null} base={base} />
          </>
        ),
      };
    }
    const period =
      topic.pace === "month" ? windowPhrase(lang, window) : t(lang, "time.year", { year: String(shown) });
    const series = topic.series === undefined ? undefined : metrics.get(topic.series);
    const columns = topic.columns.flatMap((column): ChildColumn[] => {
      const metric = metrics.get(column);
      if (metric === undefined) return [];
      const unit = unitOf(metric);
      const full = unit === "ratio" ? 1 : metric.unit === "level" ? 5 : undefined;
      return [
        {
          key: column,
          metric: column,
          label: column,
          words: printed(metric.label[lang]),
          unit,
          ...(full === undefined ? {} : { bar: full }),
        },
      ];
    });
    const [head, ...rest] = columns;
    const level = childLevel(place.unit);
    const compared = figures.headlines.some((one) => changeOf(lang, one) !== undefined);
    const told = figures.breakdowns.filter(({ asked }) => asked.answer.rows.length > 0);
    return {
      ...shared,
      body: (
        <>
          {frame}
          <KpiRow>
            {figures.headlines.map((one) => {
              const change = changeOf(lang, one);
              return (
                <Kpi
                  key={one.metric.name}
                  label={printed(one.metric.label[lang])}
                  value={saidText(lang, unitOf(one.metric), one.now)}
                  {...(change === undefined ? {} : { change })}
                />
              );
            })}
          </KpiRow>
          {compared && (
            <p class="kpis-note">
              {rich(
                topic.pace === "month"
                  ? t(lang, "change.note", { months: t(lang, "time.same", { year: String(shown - 1) }) })
                  : t(lang, "topic.note.year", { year: String(shown - 1) }),
              )}
            </p>
          )}
          <Columns
            items={[
              ...(series === undefined || figures.months === null
                ? []
                : [
                    {
                      key: "mois",
                      height: SERIES_HEIGHT,
                      drawn: (
                        <MonthsFigure
                          months={figures.months}
                          metric={series.name}
                          unit={unitOf(series)}
                          window={window}
                          messages="topic.months"
                          said={{ metric: printed(series.label[lang]) }}
                          name={name}
                          source={sourceName(lang, topic.source)}
                          method={href(lang, `/indicateurs/${series.name}`)}
                          release={release}
                        />
                      ),
                    },
                  ]),
              ...told.map(({ of, asked }) => {
                const dimension = dimensions.find((one) => one.name === of.dimension);
                return {
                  key: of.dimension,
                  height: 4 + Math.min(DRAWN, asked.answer.rows.length),
                  drawn: (
                    <TopicBreakdown
                      view={view}
                      topic={topic}
                      of={of}
                      asked={asked}
                      metrics={metrics}
                      dimension={dimension?.label[lang] ?? of.dimension}
                      nameOf={(code) =>
                        code === null ? "–" : printed(dimension?.values?.[code]?.[lang] ?? code)
                      }
                      name={name}
                      period={period}
                      half
                    />
                  ),
                };
              }),
            ]}
          />
          {details}
          {matrix !== null && <div class="section">{matrix}</div>}
          {series !== undefined && figures.months !== null && (
            <div class="section">
              <TopicCalendar
                view={view}
                topic={topic}
                metric={series}
                months={figures.months}
                years={years.filter((year) => year <= shown).slice(0, CALENDAR_YEARS)}
                name={name}
              />
            </div>
          )}
          {peers !== null && peerMetric !== undefined && (
            <div class="section">
              <PeersFigure
                view={view}
                place={place}
                metric={peerMetric}
                figure={peers}
                base={base}
                period={period}
                source={sourceName(lang, topic.source)}
              />
            </div>
          )}
          {level !== null && figures.names !== null && figures.children !== null && head !== undefined && (
            <ChildrenTable
              base={base}
              unit={place.unit}
              level={level}
              names={figures.names}
              asked={figures.children}
              columns={[head, ...rest]}
              state={state}
              latest={years[0] ?? null}
              totals={figures.totals}
              caption={`${title}, ${period}`}
            />
          )}
        </>
      ),
    };
  };
