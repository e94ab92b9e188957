/** Step of a palette of five for a class among fewer: ends stay ends. */
export const stepOf = (index: number, classes: number): number =>
  classes <= 1 ? 3 : 1 + Math.round((index * 4) / (classes - 1));
