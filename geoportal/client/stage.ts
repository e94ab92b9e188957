import { LEVELS, type Level } from "../layers/unit.ts";
import type { formatFigure, Mark } from "../map/measure.ts";
import type { Palette } from "../map/step.ts";

export type Lang = Parameters<typeof formatFigure>[0];

/** The page's language; French where it names none of ours. */
export function pageLang(): Lang {
  const { lang } = document.documentElement;
  return lang === "ar" || lang === "en" ? lang : "fr";
}

/** What the server says of the map, read from the stage's attributes. */
export interface Stage {
  readonly level: Level;
  /** Code of the unit whose parts are drawn; empty for the country. */
  readonly within: string;
  /** Code of the unit chosen; empty for none. */
  readonly code: string;
  readonly metric: string;
  readonly unit: string;
  readonly mark: Mark;
  readonly palette: Palette;
  readonly breaks: readonly number[];
  /** The question of the figures, as text: it is sent as it is. */
  readonly spec: string;
  /** The same of every year at once; empty for a measure without years. */
  readonly all: string;
  readonly year: string;
  readonly years: readonly string[];
  /** Largest value: its circle is the largest. */
  readonly most: number;
  /** How many units are drawn. */
  readonly units: number;
  /** Kinds of absence among the units drawn: `nodata`, `suppressed`. Their textures are drawn only where there are some. */
  readonly absent: readonly string[];
  /** Whether the figures are seen with the reader's own rights, or with everybody's. */
  readonly eyes: "own" | "public";
  readonly layers: readonly string[];
  readonly permits: string;
  /** `oui` where only projects in difficulty are laid over the map. */
  readonly troubled: string;
  /** Longitude, latitude and number of the alerts on a unit. */
  readonly alerts: readonly (readonly number[])[];
  readonly bounds: readonly [number, number, number, number];
  readonly tiles: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, string>>;
  readonly label: string;
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => typeof item === "number");

function numbers(text: string | undefined): number[] {
  const value: unknown = JSON.parse(text ?? "[]");
  return isNumbers(value) ? value : [];
}

function lists(text: string | undefined): number[][] {
  const value: unknown = JSON.parse(text ?? "[]");
  return Array.isArray(value) ? value.filter(isNumbers) : [];
}

function texts(text: string | undefined): Record<string, string> {
  const value: unknown = JSON.parse(text ?? "{}");
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([key, item]) => [key, String(item)]));
}

export function readStage(element: HTMLElement): Stage {
  const data = element.dataset;
  const [west = -17.2, south = 20.7, east = -0.9, north = 36] = numbers(data.bounds);
  return {
    level: LEVELS.find((level) => level === data.level) ?? "region",
    within: data.within ?? "",
    code: data.code ?? "",
    metric: data.metric ?? "",
    unit: data.unit ?? "",
    mark: data.mark === "circle" ? "circle" : "area",
    palette: data.palette === "argile" || data.palette === "div" ? data.palette : "eau",
    breaks: numbers(data.breaks),
    spec: data.spec ?? "",
    all: data.all ?? "",
    year: data.year ?? "",
    years: numbers(data.years).map(String),
    most: Number(data.most ?? 0),
    units: Number(data.units ?? 0),
    absent: (data.absent ?? "").split(" ").filter((kind) => kind !== ""),
    eyes: data.eyes === "own" ? "own" : "public",
    layers: (data.layers ?? "").split(" ").filter((name) => name !== ""),
    permits: data.permits ?? "",
    troubled: data.troubled ?? "",
    alerts: lists(data.alerts),
    bounds: [west, south, east, north],
    tiles: texts(data.tiles),
    words: texts(data.words),
    label: data.label ?? "",
  };
}
