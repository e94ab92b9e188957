import { Icon } from "#dashboards/lib/icon.tsx";
import { rich, T, useLang } from "#dashboards/lib/text.tsx";
import { CREDITS, HCP_CREDIT } from "#geoportal/layers/credits.ts";
import { LAYER_OF } from "#geoportal/layers/unit.ts";
import type { MapView } from "./view.ts";
import type { Words } from "./words.ts";

/** The summary in words, what the lines are worth, and whose they are. */
export function MapCaption({ view, words }: { view: MapView; words: Words }) {
  const lang = useLang();
  return (
    <figcaption>
      {view.state.niveau === "commune" && (
        <p class="map-indicative">
          <Icon name="info" size={16} /> <T k="map.indicative" />
        </p>
      )}
      <p>{rich(words.summary)}</p>
      <p class="map-credit">
        {CREDITS[LAYER_OF[view.state.niveau]].credit[lang]}. {HCP_CREDIT[lang]}.
      </p>
    </figcaption>
  );
}
