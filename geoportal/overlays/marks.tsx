import type { Drawing } from "#geoportal/map/shapes.ts";
import type { Project } from "./projects.ts";
import { MARKS, type ProjectStage } from "./status.ts";

/** Projects up to which a still map draws each; above, those that stand together are one circle with their number. */
const EACH_UP_TO = 250;
/** Side of the squares in which projects are counted together, in drawing units. */
const CELL = 90;

/** One project's mark: shape and colour say where it stands, a ring that it is in difficulty. */
export function ProjectMark(props: {
  readonly stage: ProjectStage;
  readonly troubled?: boolean;
  readonly x: number;
  readonly y: number;
  /** Side in drawing units. */
  readonly size: number;
}) {
  const { stage, x, y, size } = props;
  const scale = size / 24;
  return (
    <g transform={`translate(${x - size / 2} ${y - size / 2}) scale(${scale})`}>
      {props.troubled === true && (
        <circle cx="12" cy="12" r="16" fill="none" stroke="var(--accent)" stroke-width="3" />
      )}
      <path
        d={MARKS[stage].d}
        fill={`var(--${MARKS[stage].role})`}
        stroke="var(--surface)"
        stroke-width="2"
        stroke-linejoin="round"
      />
    </g>
  );
}

/** Projects over a still map: each with its mark, or counted where they are many. */
export function StillProjects(props: {
  readonly projects: readonly Project[];
  readonly drawing: Drawing;
  readonly count: (n: number) => string;
}) {
  const { drawing } = props;
  const placed = props.projects.flatMap((one) => {
    if (one.at === null) return [];
    const [x, y] = drawing.project(...one.at);
    return x < 0 || y < 0 || x > drawing.width || y > drawing.height ? [] : [{ ...one, x, y }];
  });
  const scale = drawing.width / 1440;
  if (placed.length <= EACH_UP_TO) {
    return (
      <g pointer-events="none">
        {placed.map(({ id, stage, troubled, x, y }) => (
          <ProjectMark key={id} stage={stage} troubled={troubled} x={x} y={y} size={26 * scale} />
        ))}
      </g>
    );
  }
  const cells = new Map<string, { n: number; x: number; y: number; troubled: number }>();
  for (const { x, y, troubled } of placed) {
    const key = `${Math.floor(x / (CELL * scale))} ${Math.floor(y / (CELL * scale))}`;
    const cell = cells.get(key) ?? { n: 0, x: 0, y: 0, troubled: 0 };
    cell.n += 1;
    cell.x += x;
    cell.y += y;
    cell.troubled += Number(troubled);
    cells.set(key, cell);
  }
  const most = Math.max(...[...cells.values()].map(({ n }) => n));
  return (
    <g pointer-events="none" text-anchor="middle" font-weight="600">
      {[...cells].map(([key, { n, x, y, troubled }]) => {
        const r = (14 + 24 * Math.sqrt(n / most)) * scale;
        const [left, top] = [Math.round(x / n), Math.round(y / n)];
        return (
          <g key={key}>
            <circle
              cx={left}
              cy={top}
              r={Math.round(r)}
              fill="var(--surface)"
              fill-opacity="0.9"
              stroke={troubled > 0 ? "var(--accent)" : "var(--cat-1)"}
              stroke-width={4 * scale}
            />
            <text
              x={left}
              y={Math.round(top + 8 * scale)}
              font-size={Math.round(24 * scale)}
              fill="var(--text)"
            >
              {props.count(n)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** The legend's line of a project's state. */
export const StageSwatch = ({ stage, troubled }: { stage: ProjectStage | null; troubled?: boolean }) => (
  <svg class="swatch" viewBox="0 0 36 36" width="22" height="22" aria-hidden="true">
    {stage === null ? (
      <circle cx="18" cy="18" r="14" fill="none" stroke="var(--accent)" stroke-width="3" />
    ) : (
      <ProjectMark stage={stage} troubled={troubled ?? false} x={18} y={18} size={24} />
    )}
  </svg>
);
