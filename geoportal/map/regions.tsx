import { renderToString } from "preact-render-to-string";
import { unitName } from "#dashboards/lib/territory.ts";
import { layersOf } from "#geoportal/layers/load.ts";
import type { Level } from "#geoportal/layers/unit.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { breaksOf } from "./classes.ts";
import { formatFigure } from "./measure.ts";
import { drawingOf } from "./shapes.ts";
import type { Palette } from "./step.ts";
import { Choropleth, unitLine } from "./svg.tsx";

export interface StillMap {
  readonly release: Pick<ReleaseHandle, "id" | "dir">;
  readonly lang: Lang;
  /** Unique on the page. */
  readonly id: string;
  /** The drawing in words. */
  readonly title: string;
  readonly level?: Level;
  /** Code of the unit whose parts are drawn; the country without it. */
  readonly within?: string | null;
  /** Values by code; null where a unit has none. */
  readonly values: ReadonlyMap<string, number | null>;
  /** Unit of the values: ratio, days, MAD, … */
  readonly unit: string;
  readonly palette?: Palette;
  readonly breaks?: readonly number[];
  readonly sample: boolean;
  readonly labels?: boolean;
  readonly link?: (code: string) => string;
}

/** A choropleth as SVG text for pages and reports; empty text for a release without maps. Figures as `rate` classes. */
export function stillMap(map: StillMap): string {
  const layer = layersOf(map.release)[map.level ?? "region"];
  if (layer.units.length === 0) return "";
  const { lang } = map;
  const nameOf = (code: string): string => {
    const unit = layer.byCode.get(code);
    return unit === undefined ? code : unitName(lang, unit.properties);
  };
  const drawing = drawingOf(layer, map.within ?? null, 1440, 1360);
  const byCode = new Map([...map.values].map(([code, value]) => [code, { value, reason: null }]));
  const breaks = map.breaks ?? breaksOf([...map.values.values()].filter((value) => value !== null));
  const told = (code: string): string => {
    const value = map.values.get(code);
    return value === null || value === undefined ? "" : formatFigure(lang, map.unit, value);
  };
  return renderToString(
    <Choropleth
      id={map.id}
      lang={lang}
      drawing={drawing}
      figures={{ byCode, breaks }}
      mark="area"
      palette={map.palette ?? "eau"}
      title={map.title}
      sample={map.sample}
      labels={
        map.labels === false ? undefined : new Map(drawing.shapes.map(({ code }) => [code, nameOf(code)]))
      }
      link={map.link}
      nameOf={(code) => unitLine(lang, nameOf(code), told(code))}
    />,
  );
}

/** The country's regions. */
export const regionsSvg = (map: Omit<StillMap, "level" | "within">): string =>
  stillMap({ ...map, level: "region" });
