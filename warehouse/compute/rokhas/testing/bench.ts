import { type Cells, newCells } from "../cells.ts";
import { CATEGORIES, DOMAINS } from "../input.ts";
import type { Node } from "../layout.ts";
import { openOf } from "../open.ts";
import { newPriors, type Priors } from "../priors.ts";

/** A prior of an act in a stratum: its share and how many files that weighs; its time's logarithm and variances. */
export interface Prior {
  readonly act: number;
  readonly share: number;
  readonly strength: number;
  readonly time: number;
  readonly between: number;
  readonly within: number;
}
/** A level of few units, with the priors and cells that a test says. */
export interface Given {
  /** Stratum of each unit. */
  readonly units: readonly number[];
  readonly acts: readonly { readonly act: number; readonly domain: number; readonly weight: number }[];
  /** By stratum. */
  readonly priors: readonly (readonly Prior[])[];
  readonly cells: readonly {
    readonly unit: number;
    readonly act: number;
    readonly files: number;
    readonly share: number;
    readonly log: number;
    /** As many as its files where nobody is lost. */
    readonly effective?: number;
  }[];
}

export function bench({ units, acts, priors, cells }: Given): { node: Node; cells: Cells; priors: Priors } {
  const weight = new Float64Array(CATEGORIES);
  const domain = new Uint8Array(CATEGORIES);
  for (const each of acts) {
    weight[each.act] = each.weight;
    domain[each.act] = each.domain;
  }
  const clocked = new Uint8Array(units.length * DOMAINS);
  for (const { unit, act } of cells) clocked[unit * DOMAINS + (domain[act] ?? 0)] = 1;
  const entries: Node["entries"] = {
    ...{ count: cells.length, time: new Float64Array(cells.length), curved: new Uint8Array(cells.length) },
    start: Int32Array.from({ length: cells.length + 1 }, (_, at) => at),
    unit: Int32Array.from(cells, ({ unit }) => unit),
    category: Int32Array.from(cells, ({ act }) => act),
  };
  const level: Node["units"] = {
    ...{ level: "commune", count: units.length, strata: priors.length },
    no: Int32Array.from(units, (_, at) => at + 1),
    stratum: Int32Array.from(units),
  };
  const slots = { any: clocked, clocked };
  const node: Node = {
    ...{ window: { no: 1, span: "quarter", lastQuarter: 1, quarters: 1 }, level: "commune" },
    ...{ units: level, entries, sources: [], slots, weight, domain },
    open: openOf(level, entries, slots, weight, domain),
  };
  const own = newCells(cells.length);
  own.files.set(cells.map(({ files }) => files));
  own.share.set(cells.map(({ share }) => share));
  own.effective.set(cells.map(({ effective, files }) => effective ?? files));
  own.logTime.set(cells.map(({ log }) => log));
  const fitted = newPriors(priors.length);
  fitted.shareMean.fill(Number.NaN);
  fitted.timeMean.fill(Number.NaN);
  for (const [stratum, each] of priors.entries()) {
    for (const { act, share, strength, time, between, within } of each) {
      const key = stratum * CATEGORIES + act;
      fitted.shareMean[key] = share;
      fitted.shareStrength[key] = strength;
      fitted.timeMean[key] = time;
      fitted.unitVariance[key] = between;
      fitted.fileVariance[key] = within;
    }
  }
  return { node, cells: own, priors: fitted };
}
