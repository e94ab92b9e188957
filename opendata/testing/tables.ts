import { type CountTable, countTable } from "../disclosure/table.ts";

/** A repeatable source of numbers in [0, 1): mulberry32. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Counts of leaves in a hierarchy of two or three levels, with the units above added up. */
export function randomTable(
  next: () => number,
  change: (key: string, value: number) => number = (_key, value) => value,
): CountTable {
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const columns = Array.from({ length: between(1, 5) }, (_, index) => (index === 0 ? "a" : `c${index}`));
  const rows: { unit: string; parent: string | null; column: string; value: number }[] = [];
  const deep = next() < 0.6;
  const provinces = deep ? between(1, 4) : 1;
  const typical = between(2, 60);
  const count = () => {
    const roll = next();
    return roll < 0.15 ? 0 : roll < 0.45 ? between(1, 4) : Math.floor(typical * (0.2 + 2 * next() ** 3));
  };
  const totals = new Map<string, number>();
  const add = (unit: string, column: string, value: number) =>
    totals.set(`${unit}|${column}`, (totals.get(`${unit}|${column}`) ?? 0) + value);
  for (let p = 0; p < provinces; p += 1) {
    const leaves = between(2, 8);
    for (let leaf = 0; leaf < leaves; leaf += 1) {
      for (const column of columns) {
        const unit = `p${p}.${leaf}`;
        const value = change(`${unit}|${column}`, count());
        rows.push({ unit, parent: deep ? `p${p}` : "all", column, value });
        if (deep) add(`p${p}`, column, value);
        add("all", column, value);
      }
    }
  }
  for (const [key, value] of totals) {
    const [unit = "", column = ""] = key.split("|");
    rows.push({ unit, parent: unit === "all" ? null : "all", column, value });
  }
  return countTable(rows);
}
