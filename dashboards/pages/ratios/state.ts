import { ratioCard } from "../../lib/ratios/index.ts";
import { choice, intParam, queryString, readQuery } from "../../lib/url.ts";
import { COUNCILS, type Council } from "../parts/state.ts";

export const REFERENCES = ["strate", "province", "region", "nation", "groupe"] as const;
export type Reference = (typeof REFERENCES)[number];
/** Members of a reader's group at most: more is a segment. */
export const GROUP_MAX = 60;

/** What the address of a ratios page says, besides the territory. */
export interface RatioState {
  /** Null for the latest closed year. */
  readonly year: number | null;
  readonly council: Council;
  /** The ratio opened; null for all of them. */
  readonly ratio: string | null;
  /** Null for the first that the place has. */
  readonly reference: Reference | null;
  /** Codes of the reader's own reference group, and what they call it. */
  readonly group: readonly string[];
  readonly name: string;
  /** Amounts in dirhams of 2024 instead of each year's. */
  readonly constant: boolean;
}

const KEYS = ["annee", "conseil", "ratio", "reference", "groupe", "nom", "prix"] as const;

export function readRatioState(originalUrl: string): { state: RatioState; unknown: string[] } {
  const { values, unknown } = readQuery(originalUrl, KEYS);
  const year = intParam(values.get("annee"), 0, 2000, 2100);
  const reference = values.get("reference");
  const ratio = values.get("ratio") ?? "";
  const codes = (values.get("groupe") ?? "")
    .split(/[\s,;]+/u)
    .filter((code) => /^\d{2}(\.\d{2,3}){0,4}(\.\d)?$/u.test(code));
  return {
    state: {
      year: year === 0 ? null : year,
      council: choice(values.get("conseil"), COUNCILS),
      ratio: ratioCard(ratio) === undefined ? null : ratio,
      reference: REFERENCES.find((one) => one === reference) ?? null,
      group: [...new Set(codes)].sort().slice(0, GROUP_MAX),
      name: (values.get("nom") ?? "").replace(/\s+/gu, " ").trim().slice(0, 60),
      constant: values.get("prix") === "constants",
    },
    unknown,
  };
}

/** The query string of a state; defaults are left out, so that one view has one address. */
export const writeRatioState = (state: Partial<RatioState>): string =>
  queryString({
    annee: state.year,
    conseil: state.council,
    ratio: state.ratio,
    reference: state.reference,
    groupe: (state.group ?? []).join(","),
    nom: state.name,
    prix: state.constant === true ? "constants" : null,
  });
