/** A thin bar in a table's cell; the figure stands beside it in text. */
export function CellBar({ value, max }: { value: number | null; max: number }) {
  if (value === null) return null;
  const share = Math.max(0, Math.min(1, value / max));
  return (
    <svg class="cell-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect x="0" y="0" width="100" height="8" />
      <rect x="0" y="0" width={Math.round(share * 1000) / 10} height="8" />
    </svg>
  );
}
