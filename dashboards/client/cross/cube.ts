/**
 * The arithmetic of a page whose charts filter each other. Pure, so that it is tested and timed without a browser.
 * When a reader takes hold of one chart, one pass over the rows makes a cube of it: what each of its values adds to
 * every other chart under the filters of the rest. While they brush, a change only sums lines of that cube. Sums are
 * kept by council, so that medians and places stay exact under any brush.
 */
export interface Columns {
  readonly rows: number;
  /** Of each row. */
  readonly year: Uint8Array;
  readonly month: Uint8Array;
  readonly kind: Uint8Array;
  readonly council: Uint16Array;
  /** What the charts add up: dirhams, files. */
  readonly amount: Float64Array;
  /** Numerator and denominator of the councils' rates. */
  readonly part: Float64Array;
  readonly whole: Float64Array;
  /** Of each council. */
  readonly region: Uint8Array;
  readonly segment: Uint8Array;
  readonly sizes: Readonly<Record<View, number>>;
  readonly councils: number;
  /** Whether the denominator has months of its own; credits stand on January, and no month chosen cuts them. */
  readonly wholeHasMonths: boolean;
}

export const VIEWS = ["year", "month", "kind", "region", "segment", "rate"] as const;
export type View = (typeof VIEWS)[number];

/** Classes of rates: ten of ten points, those above 100 %. */
export const RATE_CLASSES = 11;
export const rateClass = (rate: number): number =>
  Math.min(RATE_CLASSES - 1, Math.max(0, Math.floor(rate * 10)));

/** What is chosen of each chart; null for all of it. Of rates the councils are kept, since rates move with the rest. */
export type Filters = Readonly<Record<View, Uint8Array | null>>;

export interface Result {
  /** Amounts by value of each chart, that chart's own filter left out; councils by class for `rate`. */
  readonly bars: Readonly<Record<View, Float64Array>>;
  readonly amount: number;
  readonly part: number;
  readonly whole: number;
  /** Rate of each council, NaN where it has no denominator under the filters. */
  readonly rates: Float64Array;
  /** Councils counted, and their exact median rate. */
  readonly counted: number;
  readonly median: number | null;
}

const BIT: Readonly<Record<View, number>> = {
  year: 1,
  month: 2,
  kind: 4,
  region: 8,
  segment: 16,
  rate: 32,
};
const SUMMED = ["year", "month", "kind", "region", "segment"] as const;

/** The chart that is held, with all that it adds to the others. */
export class Cube {
  readonly active: View;
  readonly #columns: Columns;
  readonly #rateFilter: Uint8Array | null;
  readonly #own: Float64Array;
  readonly #ownRates: Uint8Array | null;
  readonly #others: ReadonlyMap<View, Float64Array>;
  readonly #part: Float64Array;
  readonly #whole: Float64Array;
  readonly #size: number;

  constructor(columns: Columns, filters: Filters, active: View) {
    this.active = active;
    this.#columns = columns;
    this.#rateFilter = active === "rate" ? null : filters.rate;
    const { sizes, councils } = columns;
    // Councils have a class of rate only once their sums are known: a first pass without that filter gives it.
    this.#ownRates =
      active === "rate"
        ? classesOf(new Cube(columns, { ...filters, rate: null }, "year").answer(filters.year).rates)
        : null;
    const size = sizes[active];
    this.#size = size;
    this.#own = new Float64Array(size);
    const others = new Map<View, Float64Array>();
    for (const view of SUMMED) if (view !== active) others.set(view, new Float64Array(size * sizes[view]));
    this.#others = others;
    this.#part = new Float64Array(size * councils);
    this.#whole = new Float64Array(size * councils);
    this.#fill(filters);
  }

  #fill(filters: Filters): void {
    const { rows, year, month, kind, council, amount, part, whole, region, segment, sizes, councils } =
      this.#columns;
    const uncut = this.#columns.wholeHasMonths ? BIT.rate : BIT.month | BIT.rate;
    const { active } = this;
    const failing = (view: View, size: number): Uint8Array => {
      const bits = new Uint8Array(size);
      const chosen = filters[view];
      if (view !== active && chosen !== null)
        for (let at = 0; at < size; at += 1) if (chosen[at] !== 1) bits[at] = BIT[view];
      return bits;
    };
    const [failYear, failMonth, failKind] = [
      failing("year", sizes.year),
      failing("month", sizes.month),
      failing("kind", sizes.kind),
    ];
    const [failRegion, failSegment] = [failing("region", sizes.region), failing("segment", sizes.segment)];
    const failCouncil = new Uint8Array(councils);
    for (let at = 0; at < councils; at += 1) {
      const rate = this.#rateFilter !== null && this.#rateFilter[at] !== 1 ? BIT.rate : 0;
      failCouncil[at] = (failRegion[region[at] ?? 0] ?? 0) | (failSegment[segment[at] ?? 0] ?? 0) | rate;
    }
    const cube = (view: View): Float64Array | null => this.#others.get(view) ?? null;
    const [byYear, byMonth, byKind, byRegion, bySegment] = [
      cube("year"),
      cube("month"),
      cube("kind"),
      cube("region"),
      cube("segment"),
    ];
    const own = this.#own;
    const rates = this.#ownRates;
    for (let i = 0; i < rows; i += 1) {
      const c = council[i] ?? 0;
      const y = year[i] ?? 0;
      const m = month[i] ?? 0;
      const k = kind[i] ?? 0;
      const bits = (failYear[y] ?? 0) | (failMonth[m] ?? 0) | (failKind[k] ?? 0) | (failCouncil[c] ?? 0);
      const r = region[c] ?? 0;
      const s = segment[c] ?? 0;
      const a =
        active === "year"
          ? y
          : active === "month"
            ? m
            : active === "kind"
              ? k
              : active === "region"
                ? r
                : active === "segment"
                  ? s
                  : (rates?.[c] ?? 0);
      const under = whole[i] ?? 0;
      if (under !== 0 && (bits & ~uncut) === 0) {
        const at = a * councils + c;
        this.#whole[at] = (this.#whole[at] ?? 0) + under;
      }
      const over = part[i] ?? 0;
      if (over !== 0 && (bits & ~BIT.rate) === 0) {
        const at = a * councils + c;
        this.#part[at] = (this.#part[at] ?? 0) + over;
      }
      const value = amount[i] ?? 0;
      if (value === 0) continue;
      if (bits === 0) {
        own[a] = (own[a] ?? 0) + value;
        add(byYear, a * sizes.year + y, value);
        add(byMonth, a * sizes.month + m, value);
        add(byKind, a * sizes.kind + k, value);
        add(byRegion, a * sizes.region + r, value);
        add(bySegment, a * sizes.segment + s, value);
      } else if (bits === BIT.year) add(byYear, a * sizes.year + y, value);
      else if (bits === BIT.month) add(byMonth, a * sizes.month + m, value);
      else if (bits === BIT.kind) add(byKind, a * sizes.kind + k, value);
      else if (bits === BIT.region) add(byRegion, a * sizes.region + r, value);
      else if (bits === BIT.segment) add(bySegment, a * sizes.segment + s, value);
    }
  }

  /** Everything under a choice of the held chart; null for all of it. */
  answer(chosen: Uint8Array | null): Result {
    const { sizes, councils } = this.#columns;
    const size = this.#size;
    const picked: number[] = [];
    for (let at = 0; at < size; at += 1) if (chosen === null || chosen[at] === 1) picked.push(at);
    const sum = (from: Float64Array, width: number, over: readonly number[]): Float64Array => {
      const total = new Float64Array(width);
      for (const at of over) {
        const base = at * width;
        for (let i = 0; i < width; i += 1) total[i] = (total[i] ?? 0) + (from[base + i] ?? 0);
      }
      return total;
    };
    const every = Array.from({ length: size }, (_, at) => at);
    const part = sum(this.#part, councils, picked);
    const uncut = this.active === "month" && !this.#columns.wholeHasMonths;
    const whole = sum(this.#whole, councils, uncut ? every : picked);
    const rates = new Float64Array(councils);
    const classes = new Float64Array(sizes.rate);
    const passing: number[] = [];
    let [amount, over, under] = [0, 0, 0];
    for (let c = 0; c < councils; c += 1) {
      const passes = this.#rateFilter === null || this.#rateFilter[c] === 1;
      if (passes) over += part[c] ?? 0;
      const denominator = whole[c] ?? 0;
      const rate = denominator > 0 ? (part[c] ?? 0) / denominator : Number.NaN;
      rates[c] = rate;
      if (Number.isNaN(rate)) continue;
      const at = rateClass(rate);
      classes[at] = (classes[at] ?? 0) + 1;
      if (!passes) continue;
      passing.push(rate);
      under += denominator;
    }
    const bars = { rate: classes } as Record<View, Float64Array>;
    for (const view of SUMMED)
      bars[view] =
        view === this.active
          ? this.#own
          : sum(this.#others.get(view) ?? new Float64Array(0), sizes[view], picked);
    if (this.active === "rate") bars.rate = this.#classes();
    for (const at of picked) amount += this.#own[at] ?? 0;
    passing.sort((a, b) => a - b);
    const middle = passing.length >> 1;
    return {
      ...{ bars, rates, amount, part: over, whole: under, counted: passing.length },
      median:
        passing.length === 0
          ? null
          : passing.length % 2 === 1
            ? (passing[middle] ?? null)
            : ((passing[middle - 1] ?? 0) + (passing[middle] ?? 0)) / 2,
    };
  }

  /** Councils by class of rate when that is the chart held: its own choice does not cut it. */
  #classes(): Float64Array {
    const counts = new Float64Array(this.#columns.sizes.rate);
    for (const at of this.#ownRates ?? []) if (at < RATE_CLASSES) counts[at] = (counts[at] ?? 0) + 1;
    return counts;
  }

  /** The councils of the chosen classes, as the filter that stays when another chart is taken. */
  councilsOf(chosen: Uint8Array | null): Uint8Array | null {
    if (chosen === null || this.#ownRates === null) return null;
    return Uint8Array.from(this.#ownRates, (at) => chosen[at] ?? 0);
  }
}

function add(into: Float64Array | null, at: number, value: number): void {
  if (into !== null) into[at] = (into[at] ?? 0) + value;
}

/** Classes of councils; those without a rate take the place after the last class. */
const classesOf = (rates: Float64Array): Uint8Array =>
  Uint8Array.from(rates, (rate) => (Number.isNaN(rate) ? RATE_CLASSES : rateClass(rate)));
