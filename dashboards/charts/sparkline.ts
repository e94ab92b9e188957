/**
 * A line as small as a word, for a finding or a key figure: decoration beside the figure in text, so it is
 * hidden from readers. Time runs left to right. Null leaves a gap.
 */
export function sparkline(
  values: readonly (number | null)[],
  { width = 120, height = 32 }: { width?: number; height?: number } = {},
): string {
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  if (known.length < 2) return "";
  const low = Math.min(...known, 0);
  const high = Math.max(...known);
  const x = (index: number): number => 3 + (index / Math.max(1, values.length - 1)) * (width - 6);
  const y = (value: number): number => height - 4 - ((value - low) / (high - low || 1)) * (height - 8);
  let path = "";
  let pen = false;
  values.forEach((value, index) => {
    if (value !== null) path += `${pen ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = value !== null;
  });
  const last = values.findLastIndex((value) => value !== null);
  const end = `<circle cx="${x(last).toFixed(1)}" cy="${y(values[last] ?? 0).toFixed(1)}" r="3" fill="var(--cat-1)"/>`;
  return `<svg class="spark" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true" focusable="false"><path d="${path}" fill="none" stroke="var(--cat-1)" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>${end}</svg>`;
}
