import type { Condition, TerritoryItem } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { formatMonth } from "./dates.ts";
import { t } from "./i18n.ts";
import { monthOf } from "./periods.ts";
import { METRIC_OF } from "./ratios/metrics.ts";
import { href, intParam, queryString, type State } from "./url.ts";

/** Figures of local finance whose evidence may be asked for, the first by default. */
export const EVIDENT: readonly [string, ...string[]] = [
  ...(["ordered_mad", "committed_mad", "paid_mad", "credit_final_mad"] as const),
  ...["execution_rate", "commitment_rate", "payment_rate"],
  ...["collected_mad", "raised_mad", "outstanding_mad", "recovery_rate"],
  ...Object.values(METRIC_OF),
];

/** Words of the cuts, as `evidence.nature.*` and `evidence.management.*` say them. */
const NATURES = [
  ...["direct", "indirect", "non_fiscal", "loan", "equipment_grant"],
  ...["personnel", "goods", "interest", "principal", "investment"],
];
const PARTS = ["1", "2"] as const;
const MANAGEMENTS = ["TRANSFERE", "ETAT", "CT"];

/** Which part of a place's figure of a year is meant; all that lies in the place without any. */
export interface EvidenceCut {
  /** A council's own figure, and not that of all that lies in its territory. */
  readonly own?: boolean;
  /** One of its own budget lines. */
  readonly line?: string;
  readonly part?: "1" | "2";
  readonly natures?: readonly string[];
  readonly management?: string;
  /** Cumulated since January, up to this month. */
  readonly month?: number;
}
export const CUTS = ["conseil", "ligne", "partie", "nature", "gestion", "mois"];

/** Where the files and rows behind a figure of a place and year stand; null for a figure that has no such page. */
export const evidenceHref = (
  lang: Lang,
  unit: Pick<TerritoryItem, "level" | "code">,
  year: number,
  metric: string,
  cut: EvidenceCut = {},
): string | null =>
  EVIDENT.includes(metric)
    ? href(
        lang,
        `/tableaux/pieces${unit.level === "nation" ? "" : `/${unit.code}`}${queryString({ annee: year, mesure: metric, ...cutState(cut) })}`,
      )
    : null;

/** A cut as it stands in an address. */
export const cutState = ({ own, line, part, natures, management, month }: EvidenceCut): State => ({
  conseil: own === true && line === undefined ? "oui" : null,
  ...{ ligne: line, partie: part, nature: natures?.join(","), gestion: management, mois: month },
});

/** The cut that an address asks for; what it does not know is left out. */
export function readCut(values: ReadonlyMap<string, string>): EvidenceCut {
  const line = /^\d{10}$/u.test(values.get("ligne") ?? "") ? values.get("ligne") : undefined;
  const natures = (values.get("nature") ?? "").split(",").filter((one) => NATURES.includes(one));
  return {
    line,
    own: line !== undefined || values.get("conseil") === "oui",
    part: PARTS.find((one) => one === values.get("partie")),
    natures: natures.length === 0 ? undefined : natures,
    management: MANAGEMENTS.find((one) => one === values.get("gestion")),
    month: intParam(values.get("mois"), 0, 0, 12) || undefined,
  };
}

/** What a cut asks of the door beside place and year. */
export const cutConditions = ({ line, part, natures, management }: EvidenceCut): readonly Condition[] => [
  ...(line === undefined ? [] : [{ dimension: "line", op: "=" as const, value: line }]),
  ...(part === undefined ? [] : [{ dimension: "part", op: "=" as const, value: part }]),
  ...(natures === undefined ? [] : [{ dimension: "nature", op: "in" as const, value: natures }]),
  ...(management === undefined ? [] : [{ dimension: "management", op: "=" as const, value: management }]),
];

/** The cut in words, for a title's second line; empty for all of a place's figure. */
export function cutWords(lang: Lang, cut: EvidenceCut, year: number): readonly string[] {
  const { own, line, part, natures = [], management, month } = cut;
  return [
    own === true ? t(lang, "evidence.own") : null,
    line === undefined ? null : t(lang, "evidence.line", { line }),
    part === undefined ? null : t(lang, `evidence.part.${part}`),
    ...natures.map((nature) => t(lang, `evidence.nature.${nature}`)),
    management === undefined ? null : t(lang, `evidence.management.${management}`),
    month === undefined
      ? null
      : t(lang, "evidence.month", { month: formatMonth(lang, monthOf(year, month)) }),
  ].filter((word) => word !== null);
}
