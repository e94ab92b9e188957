import { t } from "#dashboards/lib/i18n.ts";
import { Code, useLang } from "#dashboards/lib/text.tsx";
import { boxOf } from "#geoportal/ogc/geometry.ts";
import type { Point } from "#geoportal/search/point.ts";
import { type Plan, USES } from "./model.ts";
import { innerPoint } from "./rings.ts";

const SIZE = { width: 720, height: 480, margin: 16 };
const ROLES: Readonly<Record<string, string>> = {
  HABITAT: "cat-2",
  ACTIVITE: "cat-8",
  EQUIPEMENT: "cat-1",
  ESPACE_VERT: "cat-3",
  AGRICOLE: "cat-5",
  RESERVE: "context",
};

/** The zones of a document, coloured by use and named by their code; a point asked for marked on it. */
export function ZonesFigure({ plan, point, sample }: { plan: Plan; point: Point | null; sample: boolean }) {
  const lang = useLang();
  const { width, height, margin } = SIZE;
  const [west, south, east, north] = boxOf(plan.zones.map(({ parts }) => parts));
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 2 * margin) / ((east - west) * squeeze),
    (height - 2 * margin) / (north - south),
  );
  const at = (x: number, y: number): readonly [number, number] => [
    Math.round((margin + (x - west) * squeeze * scale) * 10) / 10,
    Math.round((margin + (north - y) * scale) * 10) / 10,
  ];
  const uses = [...new Set(plan.zones.map(({ use }) => use))];
  const pin = point === null ? null : at(...point);
  return (
    <figure class="plan-figure">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t(lang, "carte.plans.drawing")}
        direction="ltr"
        font-family="inherit"
      >
        {plan.zones.map(({ zone, use, parts }) => {
          const d = parts
            .flat()
            .map((ring) => `M${ring.map(([x = 0, y = 0]) => at(x, y).join(" ")).join("L")}z`)
            .join("");
          const label = innerPoint(parts.flat());
          const [x, y] = label === null ? [0, 0] : at(...label);
          return (
            <g key={zone}>
              <path
                d={d}
                fill={`var(--${ROLES[use] ?? "context"})`}
                fill-opacity="0.45"
                fill-rule="evenodd"
                stroke="var(--text)"
                stroke-width="1.5"
              />
              <text
                x={x}
                y={y}
                text-anchor="middle"
                font-size="16"
                font-weight="600"
                fill="var(--text)"
                stroke="var(--surface)"
                stroke-width="4"
                paint-order="stroke"
              >
                {zone}
              </text>
            </g>
          );
        })}
        {pin !== null && (
          <circle
            cx={pin[0]}
            cy={pin[1]}
            r="8"
            fill="var(--accent)"
            stroke="var(--surface)"
            stroke-width="3"
          />
        )}
        {sample && (
          // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an SVG text takes no focus
          <text
            x={width / 2}
            y={height / 2}
            font-size="44"
            font-weight="600"
            text-anchor="middle"
            fill="var(--text)"
            fill-opacity="0.12"
            aria-hidden="true"
          >
            EXEMPLE · مثال · SAMPLE
          </text>
        )}
      </svg>
      <ul class="swipe-legend">
        {uses.map((use) => (
          <li key={use}>
            <svg class="swatch" viewBox="0 0 24 16" width="24" height="16" aria-hidden="true">
              <rect
                width="24"
                height="16"
                fill={`var(--${ROLES[use] ?? "context"})`}
                fill-opacity="0.45"
                stroke="var(--text)"
              />
            </svg>
            {USES[use]?.[lang] ?? <Code>{use}</Code>}
          </li>
        ))}
      </ul>
    </figure>
  );
}
