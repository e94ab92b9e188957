/** The known name nearest to what was typed, or null when none is near enough to be meant. */
export function nearest(typed: string, known: Iterable<string>): string | null {
  const wanted = typed.slice(0, 64).toLowerCase();
  const allowed = Math.max(2, Math.floor(wanted.length / 2));
  let best: { name: string; distance: number } | null = null;
  for (const name of known) {
    const distance = edits(wanted, name.toLowerCase());
    if (distance > allowed) continue;
    if (best === null || distance < best.distance || (distance === best.distance && name < best.name)) {
      best = { name, distance };
    }
  }
  return best?.name ?? null;
}

/** Levenshtein distance. */
function edits(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
