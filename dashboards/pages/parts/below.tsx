import type { TerritoryItem } from "#warehouse/door/types.ts";
import { unitName } from "../../lib/territory.ts";
import { useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";

/** The same page of every unit one level down; nothing where there is none. */
export function Below(props: {
  /** The page's address without the unit: `/tableaux/synthese`. */
  readonly base: string;
  readonly title: string;
  readonly units: readonly TerritoryItem[];
}) {
  const lang = useLang();
  if (props.units.length === 0) return null;
  return (
    <section class="section card" id="territoires">
      <h2 class="card-title">{props.title}</h2>
      <ul class="picker-list">
        {props.units.map((unit) => (
          <li key={unit.code}>
            <a href={href(lang, `${props.base}/${unit.code}`)}>{unitName(lang, unit)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
