import fc from "fast-check";
import { expect, test } from "vitest";
import { cellOf, type File, type Level, type Posts, subScores } from "./reference.ts";
import { area, greenwood, kaplanMeier, restrictedMean, survivalAt } from "./survival.ts";

/** R survival 3.x: survfit(Surv(t, e) ~ 1). */
const T = [5, 8, 8, 12, 20, 25, 25, 30, 41, 60];
const E = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1];
const R = T.map((time, i) => ({ time, event: E[i] === 1 }));

test("the reference gives R's curve, median, restricted mean and its error", () => {
  const steps = kaplanMeier(R);
  const expected = [
    [5, 0.9],
    [8, 0.8],
    [12, 0.685714],
    [20, 0.571429],
    [25, 0.457143],
    [30, 0.304762],
    [60, 0],
  ] as const;
  for (const [time, survival] of expected) expect(survivalAt(steps, time)).toBeCloseTo(survival, 6);
  expect(steps.find(({ survival }) => survival <= 0.5)?.time).toBe(25);
  const { mean, variance } = restrictedMean(steps, 30);
  expect(mean).toBeCloseTo(21.528571, 6);
  expect(Math.sqrt(variance)).toBeCloseTo(3.09, 2);
  expect(greenwood(steps, 20)).toBeCloseTo(0.026822, 6);
  expect(area(steps, 0, 5)).toBe(5);
});

const file = (time: number | null, event: boolean, more: Partial<File> = {}): File => ({
  places: { commune: "A" },
  category: "PP",
  domain: "URB",
  decided: event,
  eSigned: false,
  payable: false,
  ePaid: false,
  opinions: 0,
  opinionsOnTime: 0,
  tax: 0,
  ceiling: 0,
  ...{ time, event },
  ...more,
});
const POSTS: Posts = {
  URB: { attraction: { low: 0, high: 3 }, tax: { low: 0.2, high: 0.9 } },
  ECO: { attraction: { low: 0, high: 3 }, tax: null },
};
const level = (files: readonly File[]): Level => ({
  name: "commune",
  units: ["A", "B", "C"].map((code) => ({ code, stratum: "all", population: 10_000 })),
  files,
  online: new Map(),
  quarters: 4,
  mix: new Map([
    ["PP", 50],
    ["GP", 20],
    ["SD", 30],
  ]),
});
const scored = (files: readonly File[]) => subScores(level(files), POSTS);

const anyFiles = fc.array(
  fc.record({
    unit: fc.constantFrom("A", "B", "C"),
    category: fc.constantFrom("PP", "GP", "SD"),
    time: fc.integer({ min: 0, max: 90 }),
    event: fc.boolean(),
    opinions: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 1, maxLength: 40 },
);
type Drawn = typeof anyFiles extends fc.Arbitrary<infer T> ? T : never;
const made = (drawn: Drawn): File[] =>
  drawn.map(({ unit, category, time, event, opinions }) =>
    file(time / 15, event, {
      places: { commune: unit },
      ...(category === "SD" ? { category, domain: "ECO" as const } : { category }),
      opinions,
      opinionsOnTime: Math.min(opinions, 1),
    }),
  );

test("the order of the files changes nothing", () => {
  fc.assert(
    fc.property(anyFiles, (drawn) => {
      const files = made(drawn);
      const [here, there] = [scored(files), scored(files.toReversed())];
      for (const [code, scores] of here) {
        for (const [name, value] of Object.entries(scores)) {
          const other = Object.entries(there.get(code) ?? {}).find(([key]) => key === name)?.[1];
          if (typeof value === "number") expect(other).toBeCloseTo(value, 9);
          else expect(other).toBe(value);
        }
      }
    }),
    { numRuns: 60 },
  );
});

// Overtaking a file still open is another matter: the curve hands what is left of an open file to the later ones.
test("a file decided earlier, past no file still open, never lowers its cell: share and mean time", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ time: fc.integer({ min: 1, max: 60 }), event: fc.boolean() }), {
        minLength: 1,
        maxLength: 25,
      }),
      fc.nat(),
      (times, pick) => {
        const decided = times.flatMap(({ event }, i) => (event ? [i] : []));
        const at = decided[pick % Math.max(1, decided.length)];
        const end = times[at ?? -1]?.time;
        if (at === undefined || end === undefined) return;
        if (times.some(({ time, event }) => !event && time >= end / 2 && time <= end)) return;
        const cell = (early: boolean) =>
          cellOf(
            times.map(({ time, event }, i) => ({ time: (early && i === at ? time / 2 : time) / 15, event })),
          );
        expect(cell(true).share).toBeGreaterThanOrEqual(cell(false).share - 1e-12);
        expect(cell(true).logTime ?? 0).toBeLessThanOrEqual((cell(false).logTime ?? 0) + 1e-12);
      },
    ),
    { numRuns: 300 },
  );
});

test("no file, one file, all censored, ties, a domain missing: no number out of its bounds, none invented", () => {
  expect(scored([]).size).toBe(0);
  const one = scored([file(0.5, true)]).get("A");
  expect(one?.delai).toBe(100 * (0.6 * 1 + 0.4 * 1));
  expect(one?.ecosysteme).toBeNull();
  expect(one?.fiscalite).toBeNull();
  const censored = scored([file(0.5, false), file(2, false)]).get("A");
  expect(censored?.delai).toBeNull();
  const ties = cellOf([1, 1, 1, 1].map((time) => ({ time, event: true })));
  expect(ties).toMatchObject({ share: 1, effective: 4, logTime: 0, spread: 0 });
  const economic = scored([file(0.5, true, { category: "SD", domain: "ECO" })]).get("A");
  expect(economic?.delai).toBe(100);
  fc.assert(
    fc.property(anyFiles, (drawn) => {
      for (const scores of scored(made(drawn)).values()) {
        for (const value of Object.values(scores)) {
          if (value === null) continue;
          expect(value).toBeGreaterThanOrEqual(-1e-9);
          expect(value).toBeLessThanOrEqual(100 + 1e-9);
        }
      }
    }),
    { numRuns: 100 },
  );
});
