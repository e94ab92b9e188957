import type { View } from "../../client/cross/cube.ts";
import { ask, keyOf } from "../../lib/answers.ts";
import { isolate } from "../../lib/bidi.ts";
import { formatMonth } from "../../lib/dates.ts";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { hasMessage, t } from "../../lib/i18n.ts";
import { printed } from "../../lib/metrics.ts";
import { Notice } from "../../lib/parts.tsx";
import { monthsOf } from "../../lib/periods.ts";
import { unitName } from "../../lib/territory.ts";
import { choice, href, readQuery } from "../../lib/url.ts";
import { SUBJECTS } from "./subjects.ts";

const YEARS = 6;
const SEGMENTS = ["lt_15k", "15k_50k", "50k_100k", "100k_250k", "gt_250k", "arrondissements"];
/** Charts that are ranges too: two fields beside the bars, since dragging alone serves not everyone. */
const RANGES: readonly View[] = ["year", "month", "rate"];
const LAYOUT: readonly View[] = ["year", "month", "segment", "region", "kind", "rate"];
/** What the script reads of the address: the page itself only looks at its subject. */
const CHOICES = ["annee", "mois", "chapitre", "genre", "region", "strate", "taux"];

/** Charts that filter each other in the browser, over every council's expenditure or files by month and kind. */
export async function crossPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = view;
  const { door } = ctx;
  const until = Number(release.until.slice(0, 4));
  const { values, unknown } = readQuery(view.req.originalUrl, ["sur", ...CHOICES]);
  const key = choice(values.get("sur"), ["depenses", "autorisations", "requetes"]);
  const subject = SUBJECTS.find((one) => one.key === key) ?? SUBJECTS[0];
  const said = (name: string): string => t(lang, `croiser.${subject.key}.${name}`);
  const [regions, units, dimensions, kinds, held] = await Promise.all([
    door.territories({ level: "region" }, viewer),
    door.territories({}, viewer),
    door.dimensions(),
    ask(door, viewer, { metrics: [subject.amount], groupBy: subject.kind }),
    ask(door, viewer, { metrics: [subject.amount], groupBy: ["year"] }),
  ]);
  const years = held.answer.rows
    .map((row) => Number(keyOf(row, "year")))
    .filter((year) => year <= until)
    .sort((a, b) => a - b)
    .slice(-YEARS);
  const codes = kinds.answer.rows.map((row) => subject.kind.map((name) => keyOf(row, name)).join("-")).sort();
  const named = (kind: string, code: string): string => {
    const value = dimensions.find((one) => one.name === kind)?.values?.[code];
    if (value !== undefined) return printed(value[lang]);
    return hasMessage(`${kind}.${code}`) ? t(lang, `${kind}.${code}`) : t(lang, `${kind}.other`, { code });
  };
  const segmentNames = dimensions.find((one) => one.name === "segment")?.values ?? {};
  const names: Readonly<Record<View, readonly string[]>> = {
    year: years.map(String),
    month: monthsOf(until).map((month) => formatMonth(lang, month, true)),
    // The narrowest first: « Personnel · Fonctionnement ».
    kind: codes.map((code) =>
      code
        .split("-")
        .map((value, at) => named(subject.kind[at] ?? "", value))
        .reverse()
        .join(" · "),
    ),
    // Every council lies in a region.
    region: regions.map((unit) => unitName(lang, unit)),
    segment: [
      ...SEGMENTS.map((code) => printed(segmentNames[code]?.[lang] ?? code)),
      t(lang, "croiser.other"),
    ],
    rate: [
      ...Array.from({ length: 10 }, (_, at) => isolate(lang, `${at * 10}–${at * 10 + 10}\u00a0%`)),
      t(lang, "croiser.over"),
      said("none"),
    ],
  };
  const places = {
    councils: units
      .filter((unit) =>
        subject.units === "communes" ? unit.level === "commune" : unit.collectivity_type !== null,
      )
      .map((unit) => [unit.code, unit.region ?? "", unit.segment ?? ""]),
    regions: regions.map((unit) => unit.code),
    segments: SEGMENTS,
    kinds: codes,
    years,
    questions: subject.questions,
    wholeHasMonths: subject.wholeHasMonths,
  };
  const words = {
    names,
    subject: subject === SUBJECTS[0] ? "" : subject.key,
    money: subject.money,
    loading: t(lang, "croiser.loading"),
    failed: t(lang, "croiser.failed"),
    all: t(lang, "croiser.all"),
    said: t(lang, `croiser.${subject.key}.said`, {
      ...{ choice: "{choice}", amount: "{amount}", councils: "{councils}", median: "{median}" },
    }),
  };
  const title = said("title");
  return {
    title,
    unknown,
    lede: said("lede"),
    breadcrumb: [{ label: t(lang, "explorer.title"), href: href(lang, "/explorer") }],
    crumb: t(lang, "nav.croiser"),
    scripts: ["dashboards/client/cross.ts"],
    body: (
      <div data-cross="" data-places={JSON.stringify(places)} data-words={JSON.stringify(words)}>
        <nav class="subjects" aria-label={t(lang, "croiser.subjects")}>
          <ul class="tabs tabs-subjects">
            {SUBJECTS.map((one) => (
              <li key={one.key}>
                <a
                  href={href(lang, `/explorer/croiser${one === SUBJECTS[0] ? "" : `?sur=${one.key}`}`)}
                  aria-current={one === subject ? "page" : undefined}
                >
                  {t(lang, `croiser.${one.key}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <noscript>
          <Notice tone="info">
            <a href={href(lang, `/explorer?mesure=${subject.amount}&par=region&colonnes=year`)}>
              {t(lang, "croiser.noscript")}
            </a>
          </Notice>
        </noscript>
        <div data-cross-body="" hidden>
          <p class="muted" data-out="loading" role="status">
            {t(lang, "croiser.loading")}
          </p>
          <progress max={1} value={0} aria-label={t(lang, "croiser.loading")} />
          <dl class="kpis kpis-four">
            {(["amount", "rate", "median", "councils"] as const).map((key) => (
              <div key={key} class="kpi card">
                <dt>{said(key)}</dt>
                <dd class="kpi-value">
                  <bdi data-out={key}>–</bdi>
                </dd>
              </div>
            ))}
          </dl>
          <p class="cross-how muted">
            {t(lang, "croiser.how")}{" "}
            <button type="button" class="link-button" data-cross-clear="">
              {t(lang, "croiser.clear")}
            </button>
          </p>
          <p class="visually-hidden" data-out="live" aria-live="polite" />
          <div class="cross">
            {LAYOUT.map((one) => (
              <section key={one} class="card cross-view">
                <h2 class="card-title" id={`cross-${one}-title`}>
                  {one === "kind" || one === "rate" ? said(`view.${one}`) : t(lang, `croiser.view.${one}`)}
                </h2>
                {RANGES.includes(one) && (
                  <p class="cross-range">
                    {(["from", "to"] as const).map((end) => (
                      <label key={end}>
                        {t(lang, `croiser.${end}`)}{" "}
                        <select data-view={one}>
                          {names[one].map((name, at) => (
                            <option
                              key={name}
                              value={String(at)}
                              selected={at === (end === "from" ? 0 : names[one].length - 1)}
                            >
                              {name}
                            </option>
                          ))}
                        </select>
                      </label>
                    ))}
                  </p>
                )}
                {/* The script makes a list of it: empty, it is none. */}
                <div id={`cross-${one}`} class="cross-list" />
              </section>
            ))}
          </div>
          <p class="muted">{said("note")}</p>
        </div>
      </div>
    ),
  };
}
