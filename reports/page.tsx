import { Select } from "#dashboards/lib/forms.tsx";
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
      <form class="filters" method="get" action="/rapports/monthly.pdf">
        <Select
          name="territoire"
          label={t(lang, "reports.territory")}
          value="MA"
          options={places.map((place) => ({ value: place.code, label: place.name }))}
        />
        <div class="field">
          <label for="code">
            <T k="reports.code" />
          </label>
          <input id="code" name="code" type="text" dir="ltr" maxLength={12} placeholder="01.511.01.0" />
        </div>
        <Select
          name="mois"
          label={t(lang, "reports.month")}
          value={latest?.value ?? ""}
          options={props.months.map(({ value, label }) => ({ value, label }))}
        />
        <Select
          name="langue"
          label={t(lang, "reports.lang")}
          value={lang}
          options={LANGS.map((code) => ({ value: code, label: LANGUAGE_NAMES[code] }))}
        />
        <button type="submit" class="button">
          <T k="reports.open" />
        </button>
      </form>
      {latest !== undefined && (
        <section class="section">
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
