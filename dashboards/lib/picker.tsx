import type { TerritoryItem } from "#warehouse/door/types.ts";
import { SearchBox } from "./forms.tsx";
import { t } from "./i18n.ts";
import { type Place, unitName } from "./territory.ts";
import { useLang } from "./text.tsx";
import { href } from "./url.ts";

/** Another territory for the same page: a search, and the twelve regions as links. No script needed. */
export function TerritoryPicker({
  base,
  regions,
  query = "",
}: {
  base: string;
  regions: readonly TerritoryItem[];
  query?: string;
}) {
  const lang = useLang();
  return (
    <details class="picker">
      <summary>{t(lang, "picker.change")}</summary>
      <div class="card stack">
        <SearchBox id="picker-search" big to={base} />
        <ul class="picker-list">
          <li>
            <a href={`${href(lang, base)}${query}`}>{t(lang, "level.nation")}</a>
          </li>
          {regions.map((unit) => (
            <li key={unit.code}>
              <a href={`${href(lang, `${base}/${unit.code}`)}${query}`}>{unitName(lang, unit)}</a>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

/** Pages that show every territory, in the order of their tabs. */
const SUBJECTS = ["budget", "recettes", "ratios", "projets", "reclamations"] as const;
export type Subject = (typeof SUBJECTS)[number];

/** The other subjects of the same territory, one click away. */
export function SubjectTabs({ place, current }: { place: Place; current: Subject }) {
  const lang = useLang();
  const code = place.unit.level === "nation" ? "" : `/${place.unit.code}`;
  return (
    <nav aria-label={t(lang, "picker.subjects")}>
      <ul class="tabs">
        {SUBJECTS.map((subject) => (
          <li key={subject}>
            <a
              href={href(lang, `/tableaux/${subject}${code}`)}
              aria-current={subject === current ? "page" : undefined}
            >
              {t(lang, `nav.${subject}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
