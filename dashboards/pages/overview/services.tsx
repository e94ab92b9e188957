import { CellBar } from "../../lib/cellbar.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { printed, unitOf } from "../../lib/metrics.ts";
import { Empty } from "../../lib/parts.tsx";
import { windowPhrase, yearWindow } from "../../lib/periods.ts";
import { SubjectTabs, TerritoryPicker } from "../../lib/picker.tsx";
import { SUBJECT_GROUPS, type Subject } from "../../lib/subjects.ts";
import { DataTable } from "../../lib/table.tsx";
import { childLevel, placeCrumbs, placeOf, unitName } from "../../lib/territory.ts";
import { Num } from "../../lib/text.tsx";
import { href, readQuery } from "../../lib/url.ts";
import { Below } from "../parts/below.tsx";
import { changeOf } from "../parts/change.ts";
import { PlaceHeading } from "../parts/frame.tsx";
import { saidText } from "../parts/measures.ts";
import { topicOf } from "../topics/list.ts";
import { sourceName } from "../topics/source.ts";
import { movedRows } from "./rows.ts";

const BASE = "/tableaux/services";
/** Services proper, and what other institutions owe the public. */
const SUBJECTS: readonly Subject[] = [
  ...SUBJECT_GROUPS.services.filter((subject) => topicOf(subject) !== undefined),
  "information",
  "conseils",
  "contentieux",
  "audit",
];

/** Every platform in one line: volume, how it moves, quality. A name opens its page for the same place. */
export async function servicesPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  if (place === null) return null;
  const { unit } = place;
  const { unknown } = readQuery(view.req.originalUrl, []);
  const window = yearWindow(Number(release.until.slice(0, 4)), release.until);
  const level = childLevel(unit);
  const [regions, moved, below] = await Promise.all([
    door.territories({ level: "region" }, viewer),
    movedRows(view, unit, window, SUBJECTS),
    level === null
      ? []
      : door.territories({ level, ...(unit.level === "nation" ? {} : { parent: unit.code }) }, viewer),
  ]);
  const rows = SUBJECTS.flatMap((subject) => {
    const topic = topicOf(subject);
    const own = moved.filter((row) => row.subject === subject);
    const volume = own.find((row) => row.metric.name === topic?.metrics[0]);
    const quality = own.find((row) => row.metric.name === topic?.peers);
    return topic === undefined || volume === undefined || volume.now === null
      ? []
      : [{ topic, volume, quality }];
  });
  const name = unitName(lang, unit);
  const title = t(lang, "services.title", { name, year: String(window.year) });
  const to = (subject: Subject): string =>
    href(lang, `/tableaux/${subject}${unit.level === "nation" ? "" : `/${unit.code}`}`);
  return {
    title,
    ...placeCrumbs(lang, place, t(lang, "nav.services"), BASE),
    unknown,
    heading: <PlaceHeading title={title} place={place} />,
    lede: t(lang, "services.lede"),
    body: (
      <>
        <SubjectTabs place={place} current="services" />
        <TerritoryPicker base={BASE} regions={regions} />
        {rows.length === 0 ? (
          <Empty title={t(lang, "empty.all", { name })} />
        ) : (
          <section class="card" id="plateformes">
            <h2 class="card-title">
              {t(lang, "services.table")} <span class="muted">{windowPhrase(lang, window)}</span>
            </h2>
            <DataTable
              caption={t(lang, "services.table")}
              captionHidden
              label={t(lang, "services.table")}
              rows={rows}
              rowKey={({ topic }) => topic.subject}
              columns={[
                {
                  key: "service",
                  label: t(lang, "services.column.service"),
                  header: true,
                  cell: ({ topic }) => (
                    <>
                      <a href={to(topic.subject)}>{t(lang, `nav.${topic.subject}`)}</a>
                      <span class="cell-sub">{sourceName(lang, topic.source)}</span>
                    </>
                  ),
                },
                {
                  key: "volume",
                  label: t(lang, "services.column.volume"),
                  kind: "number",
                  cell: ({ volume }) => (
                    <>
                      <Num>{saidText(lang, unitOf(volume.metric), volume.now)}</Num>
                      <span class="cell-sub">{printed(volume.metric.label[lang])}</span>
                    </>
                  ),
                },
                {
                  key: "change",
                  label: t(lang, "synthese.column.change"),
                  kind: "number",
                  cell: ({ volume }) => <Num>{changeOf(lang, volume)?.bare ?? "–"}</Num>,
                },
                {
                  key: "quality",
                  label: t(lang, "services.column.quality"),
                  kind: "number",
                  cell: ({ quality }) =>
                    quality === undefined ? (
                      "–"
                    ) : (
                      <>
                        <Num>{saidText(lang, unitOf(quality.metric), quality.now)}</Num>
                        <span class="cell-sub">{printed(quality.metric.label[lang])}</span>
                      </>
                    ),
                },
                {
                  key: "bar",
                  label: <span class="visually-hidden">{t(lang, "services.column.quality")}</span>,
                  wideOnly: true,
                  cell: ({ quality }) =>
                    quality?.metric.unit === "ratio" ? <CellBar value={quality.now} max={1} /> : null,
                },
                {
                  key: "quality-change",
                  label: t(lang, "synthese.column.change"),
                  kind: "number",
                  wideOnly: true,
                  cell: ({ quality }) => (
                    <Num>{quality === undefined ? "–" : (changeOf(lang, quality)?.bare ?? "–")}</Num>
                  ),
                },
              ]}
            />
          </section>
        )}
        <Below base={BASE} title={level === null ? "" : t(lang, `children.${level}`)} units={below} />
      </>
    ),
  };
}
