import { deskOf } from "#warehouse/desk/index.ts";
import { formWordOf } from "#warehouse/door/viewer.ts";
import { CellBar } from "../../lib/cellbar.tsx";
import { formatPeriod } from "../../lib/dates.ts";
import { formatNumber } from "../../lib/format.ts";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Kpi, KpiRow, Notice } from "../../lib/parts.tsx";
import { SubjectTabs } from "../../lib/picker.tsx";
import { DataTable } from "../../lib/table.tsx";
import { placeOf, unitName } from "../../lib/territory.ts";
import { Num, rich } from "../../lib/text.tsx";
import { href, queryString } from "../../lib/url.ts";
import { DESK } from "../desk/index.ts";
import { ContestNote } from "../desk/mark.tsx";
import { HistorySection, historyOf } from "./history.tsx";
import { gains, SUBS } from "./scales.ts";
import { countersOf, decisionsOf, signalsOf } from "./signals.ts";
import { PublishedSignals, SignalsSection } from "./signals-table.tsx";
import { LEVELS } from "./state.ts";
import { StepsSection, stepsOf } from "./steps.tsx";
import { subScores } from "./subscores.ts";
import { WEIGHTS } from "./weights.tsx";

/** One unit: its score with its band, what it is made of beside its peers, how it moved, what would raise it most. */
export async function unitPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  const level = LEVELS.find((name) => name === place?.unit.level);
  if (place === null || level === undefined) return null;
  const { code } = place.unit;
  const ranking = await door.rankings({ index: "rokhas_r500", level, window: "rolling12" }, viewer);
  const item = ranking.items.find((own) => own.code === code);
  if (item === undefined) return null;
  const counters = await countersOf(door, code);
  const codes = counters.map((counter) => counter.code);
  const [subs, steps, history, signals] = await Promise.all([
    subScores(door, viewer, level, ranking.period),
    stepsOf(door, level, code),
    historyOf(door, viewer, level, code),
    signalsOf(door, view.asker, codes),
  ]);
  const decided = decisionsOf(ctx, codes);
  const names = new Map(counters.map((counter) => [counter.code, unitName(lang, counter)]));
  const own = subs.get(code);
  const standing = deskOf(ctx).contested("rokhas").get(code);
  const alike = ranking.items.filter(
    (other) => other.rank !== null && (level !== "commune" || other.segment === item.segment),
  );
  const peers = alike.flatMap((other) => subs.get(other.code) ?? []);
  const mean = (sub: number): number | null =>
    peers.length === 0 ? null : peers.reduce((sum, peer) => sum + (peer.subs[sub] ?? 0), 0) / peers.length;
  const name = unitName(lang, place.unit);
  const number = (value: number | null, digits = 1): string => formatNumber(lang, value, { digits });
  const period = formatPeriod(lang, ranking.period);
  const best = own === undefined || peers.length < 4 ? [] : gains(own, peers);
  const rankText = (low: number, high: number | null): string =>
    high === null || low === high
      ? formatNumber(lang, low)
      : `${formatNumber(lang, low)}–${formatNumber(lang, high)}`;
  const group = t(lang, level === "commune" ? "rokhas.unit.peers.segment" : "rokhas.unit.peers.level");
  return {
    title: t(lang, "rokhas.unit.title", { name }),
    lede: rich(t(lang, "rokhas.unit.lede", { period })),
    crumb: name,
    body: (
      <>
        <SubjectTabs place={place} current="rokhas" />
        <KpiRow>
          <Kpi
            label={t(lang, "rokhas.index.r500")}
            value={number(item.score)}
            context={
              item.score_low === null
                ? t(lang, item.reason === null ? "rokhas.unit.no-band" : `null.${item.reason}`)
                : t(lang, "rokhas.unit.band", { low: number(item.score_low), high: number(item.score_high) })
            }
          />
          <Kpi
            label={t(lang, "rokhas.column.rank")}
            value={
              item.rank === null || item.rank_low === null ? "–" : rankText(item.rank_low, item.rank_high)
            }
            context={
              item.reason === null
                ? t(lang, "rokhas.unit.tier", { tier: item.tier ?? "–" })
                : t(lang, `null.${item.reason}`)
            }
          />
          <Kpi
            label={t(lang, "rokhas.column.files")}
            value={formatNumber(lang, item.files)}
            context={t(lang, "rokhas.files.rolling12")}
          />
        </KpiRow>
        {standing === undefined ? (
          <p>
            <a href={`${href(lang, `${DESK}/deposer`)}${queryString({ objet: "contest", unite: code }, {})}`}>
              {t(lang, "guichet.contest.link")}
            </a>
          </p>
        ) : (
          <Notice tone="warn">
            <ContestNote standing={standing} />
          </Notice>
        )}
        <PublishedSignals decided={decided} names={names} />
        {item.reason !== null && <Notice tone="info">{t(lang, `null.${item.reason}`)}</Notice>}
        {own !== undefined && (
          <section class="section card" id="composition">
            <h2>{t(lang, "rokhas.unit.parts")}</h2>
            <DataTable
              caption={t(lang, "rokhas.unit.parts")}
              captionHidden
              label={t(lang, "rokhas.unit.parts")}
              rows={SUBS.map((sub, i) => ({ sub, value: own.subs[i] ?? 0, mean: mean(i) }))}
              rowKey={({ sub }) => sub}
              columns={[
                {
                  key: "sub",
                  label: t(lang, "rokhas.unit.sub"),
                  header: true,
                  cell: ({ sub }) => t(lang, `rokhas.sub.${sub}`),
                },
                {
                  key: "value",
                  label: name,
                  unit: t(lang, "rokhas.out-of", { max: formatNumber(lang, 100) }),
                  kind: "number",
                  cell: ({ value }) => <Num>{number(value)}</Num>,
                },
                {
                  key: "bar",
                  label: <span class="visually-hidden">{t(lang, "rokhas.column.score")}</span>,
                  wideOnly: true,
                  cell: ({ value }) => <CellBar value={value} max={100} />,
                },
                { key: "mean", label: group, kind: "number", cell: (row) => <Num>{number(row.mean)}</Num> },
                {
                  key: "gap",
                  label: t(lang, "rokhas.unit.gap"),
                  kind: "number",
                  cell: (row) => (
                    <Num>
                      {row.mean === null
                        ? "–"
                        : formatNumber(lang, row.value - row.mean, { digits: 1, sign: true })}
                    </Num>
                  ),
                },
              ]}
            />
          </section>
        )}
        {best.length > 0 && (
          <section class="section card" id="gains">
            <h2>{t(lang, "rokhas.unit.gains")}</h2>
            <p>{rich(t(lang, "rokhas.unit.gains.note"))}</p>
            <ol>
              {best.map(({ sub, from, to }) => (
                <li key={sub}>
                  {rich(
                    t(lang, "rokhas.unit.gain", {
                      sub: t(lang, `rokhas.sub.${sub}`),
                      from: number(from),
                      to: number(to),
                      points: number(to - from),
                    }),
                  )}
                </li>
              ))}
            </ol>
          </section>
        )}
        {steps !== null && <StepsSection steps={steps} name={name} />}
        <SignalsSection
          page={code}
          {...{ signals, decided, names, asker: view.asker, word: formWordOf(view.req.res) }}
        />
        <HistorySection history={history} name={name} release={release} />
        <p>
          <a href={`${href(lang, WEIGHTS)}${queryString({ niveau: level })}`}>
            {t(lang, "rokhas.weights.link")}
          </a>
        </p>
      </>
    ),
  };
}
