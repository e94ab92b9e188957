import type { TerritoryItem } from "#warehouse/door/types.ts";
import { SearchBox } from "./forms.tsx";
import { t } from "./i18n.ts";
import { GROUPS, groupOf, SUBJECT_GROUPS, type Subject, type SubjectGroup } from "./subjects.ts";
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

/** The other subjects of the same territory, one click away: their groups, then those of the group open. */
export function SubjectTabs({ place, current }: { place: Place; current: Subject }) {
  const lang = useLang();
  const nation = place.unit.level === "nation";
  const to = (subject: Subject): string =>
    href(lang, `/tableaux/${subject}${nation ? "" : `/${place.unit.code}`}`);
  const open = groupOf(current);
  const shown = (group: SubjectGroup): readonly Subject[] =>
    SUBJECT_GROUPS[group].filter((subject) => !nation || subject !== "fiche");
  return (
    <nav class="subjects" aria-label={t(lang, "picker.subjects")}>
      <ul class="tabs tabs-groups">
        {GROUPS.map((group) => (
          <li key={group}>
            <a
              href={to(shown(group)[0] ?? current)}
              aria-current={group === open ? (shown(group)[0] === current ? "page" : "true") : undefined}
            >
              {t(lang, `group.${group}`)}
            </a>
          </li>
        ))}
      </ul>
      {shown(open).length > 1 && (
        <ul class="tabs tabs-subjects">
          {shown(open).map((subject) => (
            <li key={subject}>
              <a href={to(subject)} aria-current={subject === current ? "page" : undefined}>
                {t(lang, `nav.${subject}`)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}
