import { classOf } from "#geoportal/map/classes.ts";
import type { Drawing } from "#geoportal/map/shapes.ts";
import { roleOf } from "#geoportal/map/step.ts";
import { type Hexagon, hexagonBreaks, outlineOf } from "./hexagons.ts";

/** Hexagons over a still map, coloured by how many files they hold; those withheld are hatched. */
export function StillHexagons({
  id,
  hexagons,
  drawing,
}: {
  id: string;
  hexagons: readonly Hexagon[];
  drawing: Drawing;
}) {
  const breaks = hexagonBreaks(hexagons);
  const paths = new Map<string, string>();
  for (const hexagon of hexagons) {
    const fill =
      hexagon.files === null
        ? `url(#${id}-suppressed)`
        : `var(--${roleOf("eau", classOf(hexagon.files, breaks), breaks.length + 1)})`;
    const points = (outlineOf(hexagon).coordinates[0] ?? [])
      .slice(0, 6)
      .map(([x = 0, y = 0]) => drawing.project(x, y));
    if (points.every(([x, y]) => x < 0 || y < 0 || x > drawing.width || y > drawing.height)) continue;
    paths.set(fill, `${paths.get(fill) ?? ""}M${points.map((point) => point.join(" ")).join("L")}z`);
  }
  return (
    <g stroke="var(--surface)" stroke-width={drawing.width / 1440} pointer-events="none" fill-opacity="0.9">
      {[...paths]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([fill, d]) => (
          <path key={fill} d={d} fill={fill} />
        ))}
    </g>
  );
}
