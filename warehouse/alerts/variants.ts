import type { AlertRule } from "./rules.ts";

/** Bounds that a rule may be tried and switched on with, beside its own: few, so that nobody makes the server work without end. */
const FACTORS = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5] as const;
const LINES = [0, 1, 2, 5, 10] as const;
/** Periods in a row that may be asked for. */
export const PERIODS = [1, 2, 3, 4, 6] as const;

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** The bounds of a rule as delivered: its own is among them. */
export const boundsOf = ({ raise }: Pick<AlertRule, "raise">): readonly number[] =>
  raise.value === 0 ? LINES : FACTORS.map((factor) => rounded(raise.value * factor));

/** The rule with another bound; its way back and where it becomes critical move alike. */
export function withBound(rule: AlertRule, value: number, periods: number): AlertRule {
  const { raise, clear, critical } = rule;
  const move = (own: number): number => (raise.value === 0 ? own : rounded((own * value) / raise.value));
  return {
    ...rule,
    periods,
    raise: { ...raise, value },
    clear: { ...clear, value: move(clear.value) },
    ...(critical === undefined ? {} : { critical: { ...critical, value: move(critical.value) } }),
  };
}
