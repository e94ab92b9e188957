import type { Publication } from "#warehouse/desk/index.ts";
import type { Viewer } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { formatDate } from "../../lib/dates.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Notice } from "../../lib/parts.tsx";
import { DataTable } from "../../lib/table.tsx";
import { Num, rich, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { Decision } from "../parts/decision.tsx";
import type { Decided, Flag, Signal } from "./signals.ts";

/** Where a decision about a signal of a unit's page is posted. */
const actionOf = (lang: Lang, page: string, action: string): string =>
  href(lang, `/tableaux/rokhas/${page}/signaux/${action}`);
const evidence = (lang: Lang, { observed, base }: { readonly observed: number; readonly base: number }) =>
  `${formatNumber(lang, observed)} / ${formatNumber(lang, base)}`;

/** What was made public of a unit's signals, for everyone: what was seen, when it was decided, and why. */
export function PublishedSignals(props: {
  readonly decided: readonly Decided[];
  readonly names: ReadonlyMap<string, string>;
}) {
  const lang = useLang();
  const shown = props.decided.filter(({ decision }) => decision.state === "published");
  if (shown.length === 0) return null;
  return (
    <Notice tone="warn">
      <p>
        <strong>{t(lang, "rokhas.published")}</strong>
      </p>
      <ul>
        {shown.map(({ flag, decision }) => (
          <li key={`${decision.council} ${flag} ${decision.year}`}>
            {rich(
              t(lang, "rokhas.published.one", {
                signal: t(lang, `rokhas.signal.${flag}`),
                unit: props.names.get(decision.council) ?? decision.council,
                evidence: evidence(lang, decision.evidence),
                date: formatDate(lang, decision.validatedAt ?? decision.proposedAt),
              }),
            )}{" "}
            <span dir="auto">{decision.reason}</span>
          </li>
        ))}
      </ul>
      <p>{t(lang, "rokhas.published.note")}</p>
    </Notice>
  );
}

interface Line {
  readonly unit: string;
  readonly flag: Flag;
  readonly signal: Signal | null;
  readonly decision: Publication | null;
}

/** Signals of a unit's counters, for who may see them, each with what was decided about making it public. */
export function SignalsSection(props: {
  /** Code of the page's unit. */
  readonly page: string;
  readonly signals: readonly Signal[];
  readonly decided: readonly Decided[];
  readonly names: ReadonlyMap<string, string>;
  readonly asker: Viewer;
  readonly word: string | null;
}) {
  const lang = useLang();
  const { signals, decided, names, asker } = props;
  if (asker.role === "public") return null;
  const found = signals.map((signal): Line => {
    const own = decided.find(
      ({ flag, decision }) => flag === signal.flag && decision.council === signal.unit,
    );
    return { unit: signal.unit, flag: signal.flag, signal, decision: own?.decision ?? null };
  });
  // What was decided once stands until it is withdrawn, whether the files still show it or not.
  const gone = decided
    .filter(
      ({ flag, decision }) =>
        decision.state !== "withdrawn" &&
        !found.some((line) => line.flag === flag && line.unit === decision.council),
    )
    .map(({ flag, decision }): Line => ({ unit: decision.council, flag, signal: null, decision }));
  const lines = [...found, ...gone];
  if (lines.length === 0) return null;
  const title = t(lang, "rokhas.signals");
  return (
    <section class="section card" id="signaux">
      <h2>{title}</h2>
      <p>{t(lang, "rokhas.signals.note")}</p>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={lines}
        rowKey={({ unit, flag }) => `${unit} ${flag}`}
        columns={[
          {
            key: "flag",
            label: t(lang, "rokhas.signals.flag"),
            header: true,
            cell: ({ unit, flag }) => (
              <>
                {t(lang, `rokhas.signal.${flag}`)}
                {unit !== props.page && <span class="cell-sub">{names.get(unit) ?? unit}</span>}
              </>
            ),
          },
          {
            key: "observed",
            label: t(lang, "rokhas.signals.observed"),
            kind: "number",
            cell: ({ signal }) => <Num>{signal === null ? "–" : evidence(lang, signal)}</Num>,
          },
          {
            key: "share",
            label: t(lang, "rokhas.signals.share"),
            kind: "number",
            wideOnly: true,
            cell: ({ signal }) => (
              <Num>{signal === null ? "–" : formatPercent(lang, signal.observed / signal.base)}</Num>
            ),
          },
          {
            key: "z",
            label: t(lang, "rokhas.signals.z"),
            kind: "number",
            wideOnly: true,
            cell: ({ signal }) => (
              <Num>{signal === null ? "–" : formatNumber(lang, signal.z, { digits: 1 })}</Num>
            ),
          },
          {
            key: "decision",
            label: t(lang, "decision.title"),
            cell: ({ unit, flag, decision }) => (
              <Decision
                {...{ decision, asker, word: props.word }}
                to={(action) => actionOf(lang, props.page, action)}
                hidden={{ unite: unit, signal: flag, annee: String(decision?.year ?? "") }}
              />
            ),
          },
        ]}
      />
    </section>
  );
}
