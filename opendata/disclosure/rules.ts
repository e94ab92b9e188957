/** What makes a cell a secret by itself, before any other is withheld for its sake. */
export const THRESHOLD = { persons: 5, firms: 3 } as const;

/** How far, as a share of its value, a withheld cell must be able to lie from it. */
export const WIDTH = 0.1;

/** Share of an amount above which its largest payer or payee stands out, alone or by two. */
export const DOMINANCE = { one: 0.5, two: 0.75 } as const;

/** A count of persons or firms under its threshold; zero tells of nobody. */
export const isSmall = (count: number, of: keyof typeof THRESHOLD): boolean =>
  count > 0 && count < THRESHOLD[of];

/**
 * Whether an amount shared by firms would tell what one of them got: the largest holds more than half of it, the
 * two largest more than three quarters, or the second could work the first out within a tenth (p % rule).
 */
export function isDominated(total: number, largest: number, second: number): boolean {
  if (total <= 0) return false;
  const rest = total - largest - second;
  return (
    largest > DOMINANCE.one * total || largest + second > DOMINANCE.two * total || rest < WIDTH * largest
  );
}

/** How much a withheld cell must be able to move, at least, in one direction. */
export const needOf = (value: number): number => Math.max(1, Math.ceil(WIDTH * value));
