import type { Question } from "../../client/cross/load.ts";

/** What may be crossed: its figures, and what tells its rows apart beside council and month. */
export interface Subject {
  /** As the address and the messages name it; the first is the default, and not named in the address. */
  readonly key: "depenses" | "autorisations" | "requetes";
  /** The metric that the charts add up. */
  readonly amount: string;
  readonly money: boolean;
  /** Units whose rates are held beside each other: all councils, or the communes, which keep the files. */
  readonly units: "councils" | "communes";
  readonly kind: readonly string[];
  readonly questions: readonly Question[];
  readonly wholeHasMonths: boolean;
}

/** What the execution rate leaves out: a transfer from one part of a budget to the other is spent by neither. */
const INSIDE = { dimension: "nature", op: "!=", value: "surplus_transfer" };
const BUDGET = { where: [INSIDE], place: "collectivity", kind: ["part", "chapter"] };

/** Files by commune, month and kind: counts, which are published to the last file; no rate of a small cell is asked. */
const files = (kind: string, amount: string, part: Readonly<Record<string, 1 | -1>>) => ({
  ...{ amount, money: false, units: "communes" as const, kind: [kind], wholeHasMonths: true },
  questions: [
    {
      metrics: [...new Set([amount, ...Object.keys(part)])],
      groupBy: ["commune", "month", kind],
      ...{ where: [], place: "commune", kind: [kind] },
      adds: { amount: { [amount]: 1 as const }, whole: { [amount]: 1 as const }, part },
    },
  ],
});

export const SUBJECTS: readonly [Subject, ...Subject[]] = [
  {
    ...{ key: "depenses", amount: "ordered_mad", money: true, units: "councils", kind: BUDGET.kind },
    questions: [
      {
        ...BUDGET,
        metrics: ["ordered_mad"],
        groupBy: ["collectivity", "month", "part", "chapter"],
        adds: { amount: { ordered_mad: 1 }, part: { ordered_mad: 1 } },
      },
      {
        ...BUDGET,
        metrics: ["credit_final_mad"],
        groupBy: ["collectivity", "part", "chapter"],
        adds: { whole: { credit_final_mad: 1 } },
      },
    ],
    wholeHasMonths: false,
  },
  {
    key: "autorisations",
    ...files("permit_category", "permit_files", { permit_files: 1, permits_open: -1 }),
  },
  { key: "requetes", ...files("complaint_theme", "complaints_received", { complaints_answered: 1 }) },
];
