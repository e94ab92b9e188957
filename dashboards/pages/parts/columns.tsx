import type { ComponentChildren } from "preact";

export interface ColumnItem {
  readonly key: string;
  /** How high it will be, in any unit that all share. */
  readonly height: number;
  readonly drawn: ComponentChildren;
}

/** Figures in two columns, each put where there is more room: no hole beside a long one. Read in the given order on a phone. */
export function Columns({ items }: { items: readonly ColumnItem[] }) {
  const sides: [ColumnItem[], ColumnItem[]] = [[], []];
  const height = [0, 0];
  for (const item of items) {
    const side = (height[0] ?? 0) <= (height[1] ?? 0) ? 0 : 1;
    sides[side].push(item);
    height[side] = (height[side] ?? 0) + item.height;
  }
  const [one, two] = sides;
  if (one.length === 0) return null;
  return (
    <div class="columns">
      {[one, two].map((side, at) => (
        <div class="columns-side" key={at === 0 ? "start" : "end"}>
          {side.map((item) => (
            <div key={item.key}>{item.drawn}</div>
          ))}
        </div>
      ))}
    </div>
  );
}
