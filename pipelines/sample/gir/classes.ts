/**
 * How a receipt is collected. `transfer`: paid as it is ordered. `roll`: a tax roll, collected over years. `title`: an
 * order to one debtor, mostly collected in its year. `cash`: at the counter, with no order before.
 */
export type Collection = "transfer" | "roll" | "title" | "cash";

export const COLLECTION_SQL = `CASE
  WHEN line.management = 'TRANSFERE' THEN 'transfer'
  WHEN line.management = 'ETAT' OR line.code = '1130101014' THEN 'roll'
  WHEN line.code IN ('1140102026', '1140102027', '1140102038', '1130102022', '1140101011', '1140101013', '1140101014', '1140103043', '1130101013') THEN 'title'
  ELSE 'cash' END`;

/** Years back that arrears are followed. */
export const AGES = 5;

/** Share of an order collected at each age, from its own year on, for a mean collector; and the share reduced. */
const PACE: Readonly<
  Record<"roll" | "title", { readonly collected: readonly number[]; readonly reduced: number }>
> = {
  roll: { collected: [0.6, 0.11, 0.05, 0.025, 0.015, 0.01], reduced: 0.03 },
  title: { collected: [0.76, 0.07, 0.03, 0.015, 0.01, 0.005], reduced: 0.02 },
};

/** Collectors by quality: what they lose of the mean share of the first year. */
export const TIERS = [-0.14, -0.05, 0.03, 0.08] as const;
/** SQL: the tier, 0 to 3, of a collector's quality. */
export const TIER_SQL =
  "CASE WHEN q_collect < -0.8 THEN 0 WHEN q_collect < 0 THEN 1 WHEN q_collect < 0.8 THEN 2 ELSE 3 END";

export interface Pace {
  readonly collection: "roll" | "title";
  readonly tier: number;
  readonly age: number;
  /** Share of an order collected at this age. */
  readonly collected: number;
  readonly reduced: number;
  /**
   * What an order of a year is made of: Σ raised_from(age) × collected of `age` years before. The inverse of the series of
   * shares, so that collections of the year come out as wanted.
   */
  readonly raisedFrom: number;
  /** Share of an order that still stands at the end of the year in which it has this age. */
  readonly left: number;
}

export function paces(): readonly Pace[] {
  return (["roll", "title"] as const).flatMap((collection) =>
    TIERS.flatMap((shift, tier) => {
      const { collected: mean, reduced } = PACE[collection];
      const collected = mean.map((share, age) => (age === 0 ? share + shift : share));
      const inverse: number[] = [];
      let left = 1 - reduced;
      return collected.map((share, age) => {
        const first = collected[0] ?? 1;
        let carried = 0;
        for (let back = 1; back <= age; back += 1)
          carried += (collected[back] ?? 0) * (inverse[age - back] ?? 0);
        inverse.push(age === 0 ? 1 / first : -carried / first);
        left -= share;
        return { collection, tier, age, collected: share, reduced, raisedFrom: inverse[age] ?? 0, left };
      });
    }),
  );
}
