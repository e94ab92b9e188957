import type { Lang } from "#warehouse/text.ts";

/** A name to be drawn on a map, and the point that it belongs to, in drawing units. */
export interface Name {
  readonly code: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}
/** A name in its place: lines set around `x`, the first one's foot at `y`, each `leading` below the one before. */
export interface Label {
  readonly code: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly leading: number;
  /** What it may cover with its halo: left, top, right, bottom. */
  readonly box: Box;
}
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Size of the letters, in drawing units. */
export const LABEL_SIZE: Readonly<Record<Lang, number>> = { fr: 28, ar: 32, en: 28 };
/** Distance of two lines as a share of the size: Arabic letters reach higher and lower. */
const LEADING: Readonly<Record<Lang, number>> = { fr: 1.2, ar: 1.4, en: 1.2 };
/** Halo on each side and air beyond it, in drawing units. */
const AIR = 6;
/** A longer line is cut where the name has a hyphen or a space, at most twice. */
const MOST_LINES = 3;
/** A name farther from its point than this many lines would stand on another unit: it is left out, the table has it. */
const REACH = 3.2;

/** Orders that are tried until every name has a place. */
const ATTEMPTS = 8;

/** Widths as shares of the size, none less than the fonts' own: a name measured too long has room to spare. */
const LATIN: readonly (readonly [RegExp, number])[] = [
  [/[mwMW@]/u, 0.95],
  [/[A-Z]/u, 0.7],
  [/[iljtfr.,:;'’()\s|-]/u, 0.42],
];
const ARABIC: readonly (readonly [RegExp, number])[] = [
  [/[\u064b-\u0652]/u, 0],
  [/[سشصض]/u, 0.95],
  [/[اأإآلدذرزوىءة\s-]/u, 0.48],
];
export function widthOf(text: string, lang: Lang): number {
  const widths = lang === "ar" ? ARABIC : LATIN;
  const share = [...text].reduce(
    (sum, letter) => sum + (widths.find(([pattern]) => pattern.test(letter))?.[1] ?? 0.64),
    0,
  );
  return share * LABEL_SIZE[lang];
}

/** The ways to set a name in one line or more: for each number of lines the one whose longest line is shortest. */
export function settings(text: string, lang: Lang): readonly (readonly string[])[] {
  const parts = text.match(/[^\s-]+(?:\s*-\s*|\s+)?/gu) ?? [text];
  const width = (lines: readonly string[]) => Math.max(...lines.map((line) => widthOf(line, lang)));
  const ways: string[][] = [];
  for (let lines = 1; lines <= Math.min(MOST_LINES, parts.length); lines += 1) {
    const best = splits(parts, lines).toSorted((a, b) => width(a) - width(b))[0];
    if (best !== undefined) ways.push(best);
  }
  return ways;
}

/** All ways to lay parts out, in their order, on so many lines. */
function splits(parts: readonly string[], lines: number): string[][] {
  if (lines === 1) return [[parts.join("").trim()]];
  return Array.from({ length: parts.length - lines + 1 }, (_, at) => at + 1).flatMap((at) =>
    splits(parts.slice(at), lines - 1).map((rest) => [parts.slice(0, at).join("").trim(), ...rest]),
  );
}

/** How far a name may move from its point, in its own half widths and in lines. */
const ASIDE = [0, -0.35, 0.35, -0.7, 0.7, -1.1, 1.1];
const ALONG = [0, -0.5, 0.5, -1, 1, -1.5, 1.5, -2, 2, -2.5, 2.5];

interface Place extends Label {
  readonly cost: number;
}

/**
 * Places names near their points, none touching another, none beyond the frame. Each takes the nearest place that the
 * others leave, those with the least room first; where one finds none it begins, and the others come after it. What has no
 * place near its point even so is left out. The same names stand in the same places each time.
 *
 * @param under how far below its point a name stands by itself, in drawing units
 */
export function placeLabels(
  names: readonly Name[],
  frame: { readonly width: number; readonly height: number },
  lang: Lang,
  under = 0,
): readonly Label[] {
  const places = new Map(
    names.map((name) => [name.code, placesOf({ ...name, y: name.y + under }, frame, lang)]),
  );
  const crowd = (name: Name): number =>
    names.filter(({ x, y }) => Math.abs(x - name.x) < 220 && Math.abs(y - name.y) < 90).length;
  let order = names
    .toSorted((a, b) => crowd(b) - crowd(a) || b.text.length - a.text.length || (a.code < b.code ? -1 : 1))
    .map(({ code }) => code);
  let best: ReadonlyMap<string, Place> = new Map();
  for (let attempt = 0; attempt < ATTEMPTS && best.size < names.length; attempt += 1) {
    const placed = settle(order, places);
    if (placed.size > best.size) best = placed;
    order = order.toSorted((a, b) => Number(placed.has(a)) - Number(placed.has(b)));
  }
  return names.flatMap(({ code }) => best.get(code) ?? []);
}

/** Gives each name the best place that is free, then again now that all stand. */
function settle(
  order: readonly string[],
  places: ReadonlyMap<string, readonly Place[]>,
): ReadonlyMap<string, Place> {
  const placed = new Map<string, Place>();
  for (const code of [...order, ...order]) {
    const others = [...placed.values()].filter((place) => place.code !== code);
    const free = places.get(code)?.find(({ box }) => others.every((other) => !touches(box, other.box)));
    if (free !== undefined) placed.set(code, free);
  }
  return placed;
}

export const touches = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** Where a name can stand, the best place first. */
function placesOf(
  { code, text, x, y }: Name,
  frame: { readonly width: number; readonly height: number },
  lang: Lang,
): readonly Place[] {
  const size = LABEL_SIZE[lang];
  const leading = Math.round(size * LEADING[lang]);
  const found: Place[] = [];
  for (const lines of settings(text, lang)) {
    const half = Math.max(...lines.map((line) => widthOf(line, lang))) / 2 + AIR;
    const height = lines.length * leading + 2 * AIR;
    for (const aside of ASIDE) {
      for (const along of ALONG) {
        const [right, down] = [Math.round(aside * half), Math.round(along * leading)];
        const top = y + down - height / 2;
        const box: Box = [x + right - half, top, x + right + half, top + height];
        if (box[0] < 0 || box[1] < 0 || box[2] > frame.width || box[3] > frame.height) continue;
        const away = Math.hypot(right, down) / leading;
        if (away > REACH) continue;
        found.push({
          ...{ code, lines, leading, box, x: x + right },
          y: Math.round(top + AIR + leading * 0.5 + size * 0.34),
          // A name on one line is read at once; it moves a little rather than break.
          cost: away + 0.6 * (lines.length - 1),
        });
      }
    }
  }
  // Equal costs stay in the order that they were found in.
  return found.toSorted((a, b) => a.cost - b.cost);
}
