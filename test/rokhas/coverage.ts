import { quantile } from "#warehouse/compute/numbers/quantile.ts";
import { PLAIN } from "#warehouse/compute/rokhas/drawn.ts";
import { makeRunner } from "#warehouse/compute/rokhas/draws.ts";
import { layOut } from "#warehouse/compute/rokhas/layout.ts";
import { simulate } from "./simulate.ts";

export interface Coverage {
  /** Share of scored units whose 90 % interval holds their true score: R500, then délai. */
  readonly r500: number;
  readonly delai: number;
  /** Mean squared error of what is shrunk over that of what is not, for scored communes under 30 files. */
  readonly errorRatio: number;
  readonly units: number;
}

/** Bands and scores against the truth of simulated countries. */
export function cover(countries: number, draws: number, seed: number): Coverage {
  let [units, r500, delai, shrunk, raw] = [0, 0, 0, 0, 0];
  for (let country = 0; country < countries; country += 1) {
    const { input, truth, filesOf } = simulate({
      communes: 300,
      files: 12_000,
      quarters: 4,
      seed: seed + country,
    });
    const layout = layOut(input, { tau: PLAIN.tau });
    const at = layout.nodes.findIndex(({ window, level }) => window.no === 1 && level === "commune");
    const runner = makeRunner(input, layout, PLAIN);
    const bare = makeRunner(input, layout, { ...PLAIN, strength: 1e-9 });
    runner.nominal();
    bare.nominal();
    const bench = runner.benches[at];
    const other = bare.benches[at];
    if (bench === undefined || other === undefined) throw new RangeError("coverage: no node");
    const count = bench.node.units.count;
    const standing = input.fixed.get(1)?.commune.standing ?? new Uint8Array();
    const wanted = [...standing.keys()].filter(
      (unit) => (standing[unit] ?? 0) > 0 && !Number.isNaN(truth[unit * 5 + 4]),
    );
    for (const unit of wanted) {
      if ((filesOf[unit] ?? 0) >= 30) continue;
      for (const sub of [0, 3]) {
        const expected = truth[unit * 5 + sub] ?? 0;
        shrunk += ((bench.subs[unit * 5 + sub] ?? 0) - expected) ** 2;
        raw += ((other.subs[unit * 5 + sub] ?? 0) - expected) ** 2;
      }
    }
    const values = wanted.map(() => [new Float64Array(draws), new Float64Array(draws)] as const);
    for (let draw = 0; draw < draws; draw += 1) {
      runner.draw(seed + country, draw);
      wanted.forEach((unit, i) => {
        const own = values[i];
        if (own === undefined) return;
        own[0][draw] = bench.indices[unit] ?? Number.NaN;
        own[1][draw] = bench.indices[3 * count + unit] ?? Number.NaN;
      });
    }
    wanted.forEach((unit, i) => {
      const own = values[i];
      if (own === undefined) return;
      const inside = (draws: Float64Array, expected: number): number => {
        const sorted = draws.sort();
        return expected >= quantile(sorted, 0.05) && expected <= quantile(sorted, 0.95) ? 1 : 0;
      };
      const all = [0, 1, 2, 3, 4].reduce((sum, sub) => sum + (truth[unit * 5 + sub] ?? 0), 0);
      units += 1;
      r500 += inside(own[0], all);
      delai += inside(own[1], truth[unit * 5] ?? 0);
    });
  }
  return { units, r500: r500 / units, delai: delai / units, errorRatio: shrunk / raw };
}
