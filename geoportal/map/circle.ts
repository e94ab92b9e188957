/** Radius of the largest circle, in drawing units (half a CSS pixel). */
export const LARGEST = 64;
/** Radius of the smallest circle that is still seen and touched. */
export const LEAST = 5;

/** A circle's radius as a share of the largest: areas follow the values, so that twice the amount is twice the ink. */
export const radiusShare = (value: number, most: number): number =>
  most === 0 ? 0 : Math.sqrt(Math.abs(value) / most);

export const radiusOf = (value: number, most: number, largest: number = LARGEST): number =>
  Math.max(LEAST * (largest / LARGEST), Math.round(radiusShare(value, most) * largest * 10) / 10);

/** Round values whose circles a legend shows, largest first: near the largest, a quarter and a twentieth of it. */
export function referenceValues(most: number): number[] {
  if (most <= 0) return [];
  return [1, 0.25, 0.05].map((share) => {
    const value = most * share;
    const power = 10 ** Math.floor(Math.log10(value));
    const step = [1, 2, 5].findLast((one) => one * power <= value) ?? 1;
    return Number((step * power).toPrecision(1));
  });
}
