import type { Entries } from "./group.ts";
import { CATEGORIES, DOMAINS, type Units } from "./input.ts";
import type { Node } from "./layout.ts";

/** In columns, by unit and then act: the unit, its slot, `stratum * 16 + act`, the act's weight, the unit's cell of it or -1. */
export interface Open {
  readonly count: number;
  readonly unit: Int32Array;
  readonly slot: Int32Array;
  readonly key: Int32Array;
  readonly weight: Float64Array;
  readonly cell: Int32Array;
}

/** Each act of the country that a unit with files of its domain has, or might have had: the same in every draw. */
export function openOf(
  units: Units,
  entries: Entries,
  slots: Node["slots"],
  weight: Float64Array,
  domain: Uint8Array,
): Open {
  const most = units.count * CATEGORIES;
  const ints = (): Int32Array => new Int32Array(most);
  const open = { unit: ints(), slot: ints(), key: ints(), weight: new Float64Array(most), cell: ints() };
  const cellAt = new Int32Array(most).fill(-1);
  for (let cell = 0; cell < entries.unit.length; cell += 1)
    cellAt[(entries.unit[cell] as number) * CATEGORIES + (entries.category[cell] as number)] = cell;
  let count = 0;
  for (let unit = 0; unit < units.count; unit += 1) {
    for (let category = 0; category < CATEGORIES; category += 1) {
      const slot = unit * DOMAINS + (domain[category] as number);
      if (weight[category] === 0 || slots.clocked[slot] === 0) continue;
      open.unit[count] = unit;
      open.slot[count] = slot;
      open.key[count] = (units.stratum[unit] as number) * CATEGORIES + category;
      open.weight[count] = weight[category] as number;
      open.cell[count] = cellAt[unit * CATEGORIES + category] as number;
      count += 1;
    }
  }
  return { count, ...open };
}
