/** Step of a palette of five for a class among fewer: ends stay ends. */
export const stepOf = (index: number, classes: number): number =>
  classes <= 1 ? 3 : 1 + Math.round((index * 4) / (classes - 1));

/** `eau` for levels, `argile` where more is worse, `div` against a target. */
export type Palette = "eau" | "argile" | "div";

/** Of seven diverging steps, those that five classes take: the middle one is the target. */
const DIVERGING = [1, 3, 4, 5, 7];

/** The theme's colour role of a class: `eau-5`, `div-4`. */
export function roleOf(palette: Palette, index: number, classes: number): string {
  const step = stepOf(index, classes);
  return palette === "div" ? `div-${DIVERGING[step - 1] ?? 4}` : `${palette}-${step}`;
}
