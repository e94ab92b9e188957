/** What makes a cell a secret by itself, before any other is withheld for its sake. */
export const THRESHOLD = { persons: 5, firms: 3 } as const;

/** How far, as a share of its value, a withheld cell must be able to lie from it. */
export const WIDTH = 0.1;

/** A count of persons or firms under its threshold; zero tells of nobody. */
export const isSmall = (count: number, of: keyof typeof THRESHOLD): boolean =>
  count > 0 && count < THRESHOLD[of];

/** How much a withheld cell must be able to move, at least, in one direction. */
export const needOf = (value: number): number => Math.max(1, Math.ceil(WIDTH * value));
