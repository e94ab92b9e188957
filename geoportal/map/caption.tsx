import { formatDate } from "#dashboards/lib/dates.ts";
import { Icon } from "#dashboards/lib/icon.tsx";
import { rich, T, useLang } from "#dashboards/lib/text.tsx";
import { creditsOf } from "#geoportal/layers/credits.ts";
import { isCensus } from "./measure.ts";
import type { MapView } from "./view.ts";
import type { Words } from "./words.ts";

/** The summary in words, what the lines are worth, and whose they are. */
export function MapCaption({ view, words }: { view: MapView; words: Words }) {
  const lang = useLang();
  const { credit, before } = view.layers[view.state.niveau];
  return (
    <figcaption>
      {credit.precision === "indicative" && (
        <p class="map-indicative">
          <Icon name="info" size={16} /> <T k="map.indicative" />
        </p>
      )}
      <p>{rich(words.summary)}</p>
      <p class="map-credit">
        {rich(
          creditsOf(credit, isCensus(view.metric))
            .map((one) => `${one[lang]}.`)
            .join(" "),
        )}
        {before !== null && (
          <>
            {" "}
            <T k="carte.boundaries.before" day={formatDate(lang, before)} />
          </>
        )}
      </p>
    </figcaption>
  );
}
