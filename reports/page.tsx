import { t } from "#dashboards/lib/i18n.ts";
import { DataTable } from "#dashboards/lib/table.tsx";
import { T, useLang } from "#dashboards/lib/text.tsx";
import type { TerritoryItem } from "#warehouse/door/types.ts";
import { LANGS } from "#warehouse/text.ts";

const LANGUAGE_NAMES = { fr: "Français", ar: "العربية", en: "English" } as const;

const reportUrl = (territory: string, month: string, lang: string): string =>
  `/rapports/monthly.pdf?territoire=${encodeURIComponent(territory)}&mois=${month}&langue=${lang}`;

interface Place {
  readonly code: string;
  readonly name: string;
}

/** A form that opens any report, and the latest of the nation and the regions as plain links. */
export function ReportsPage(props: {
  regions: readonly TerritoryItem[];
  months: readonly { readonly value: string; readonly label: string }[];
}) {
  const lang = useLang();
  const latest = props.months[0];
  const places: Place[] = [
    { code: "MA", name: t(lang, "reports.nation") },
    ...props.regions.map((region) => ({
      code: region.code,
      name: lang === "ar" ? region.name_ar : region.name_fr,
    })),
  ];
  return (
    <>
      <form class="filters card" method="get" action="/rapports/monthly.pdf">
        <p>
          <label for="territoire">
            <T k="reports.territory" />
          </label>
          <select id="territoire" name="territoire">
            {places.map((place) => (
              <option key={place.code} value={place.code}>
                {place.name}
              </option>
            ))}
          </select>
        </p>
        <p>
          <label for="code">
            <T k="reports.code" />
          </label>
          <input id="code" name="code" dir="ltr" maxLength={12} placeholder="01.511.01.0" />
        </p>
        <p>
          <label for="mois">
            <T k="reports.month" />
          </label>
          <select id="mois" name="mois">
            {props.months.map((month) => (
              <option key={month.value} value={month.value}>
                {month.label}
              </option>
            ))}
          </select>
        </p>
        <p>
          <label for="langue">
            <T k="reports.lang" />
          </label>
          <select id="langue" name="langue">
            {LANGS.map((code) => (
              <option key={code} value={code} lang={code} selected={code === lang}>
                {LANGUAGE_NAMES[code]}
              </option>
            ))}
          </select>
        </p>
        <button type="submit">
          <T k="reports.open" />
        </button>
      </form>
      {latest !== undefined && (
        <section>
          <h2>
            <T k="reports.latest" month={latest.label} />
          </h2>
          <DataTable<Place>
            caption={<T k="reports.latest" month={latest.label} />}
            captionHidden
            label={t(lang, "reports.files")}
            rows={places}
            rowKey={(place) => place.code}
            columns={[
              { key: "place", label: <T k="reports.region" />, header: true, cell: (place) => place.name },
              ...LANGS.map((code) => ({
                key: code,
                label: LANGUAGE_NAMES[code],
                cell: (place: Place) => (
                  <a href={reportUrl(place.code, latest.value, code)} hreflang={code}>
                    <T k={`reports.pdf.${code}`} />
                  </a>
                ),
              })),
            ]}
          />
        </section>
      )}
    </>
  );
}
