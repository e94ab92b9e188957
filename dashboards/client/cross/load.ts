import { type Data, type Dictionary, type Int32, tableFromIPC, type Utf8 } from "apache-arrow";
import { type Columns, RATE_CLASSES } from "./cube.ts";

const QUERY = "/api/v1/query";
const EMPTY = -1;

const SUMS = ["amount", "part", "whole"] as const;
type Sum = (typeof SUMS)[number];

/** A question of one year, and what each of its metrics adds to a row's sums. */
export interface Question {
  readonly metrics: readonly string[];
  readonly groupBy: readonly string[];
  readonly where: readonly object[];
  /** The dimension whose codes are those of `Places.councils`. */
  readonly place: string;
  /** Dimensions whose codes, joined by `-`, are those of `Places.kinds`. */
  readonly kind: readonly string[];
  readonly adds: Readonly<Partial<Record<Sum, Readonly<Record<string, 1 | -1>>>>>;
}

/** What the page needs to know of the councils and of its figures, as the server wrote it into the page. */
export interface Places {
  /** Codes of the councils with the code of their region and segment; "" where they have none. */
  readonly councils: readonly (readonly [code: string, region: string, segment: string])[];
  readonly regions: readonly string[];
  readonly segments: readonly string[];
  readonly kinds: readonly string[];
  readonly years: readonly number[];
  readonly questions: readonly Question[];
  readonly wholeHasMonths: boolean;
}

interface Slice extends Readonly<Record<Sum, Float64Array>> {
  readonly rows: number;
  readonly month: Uint8Array;
  readonly kind: Uint8Array;
  readonly council: Uint16Array;
}

/** A question's answer for a year as an Arrow table: the public's figures, for someone signed in too. */
async function asked({ metrics, groupBy, where }: Question, year: number) {
  const answer = await fetch(QUERY, {
    method: "POST",
    credentials: "omit",
    headers: { "content-type": "application/json", accept: "application/vnd.apache.arrow.stream" },
    body: JSON.stringify({
      metrics,
      groupBy,
      where: [{ dimension: "year", op: "=", value: year }, ...where],
    }),
  });
  if (!answer.ok) throw new Error(`${QUERY}: ${answer.status}`);
  return tableFromIPC(new Uint8Array(await answer.arrayBuffer()));
}

/** One year of all questions by council, month and kind; what has no months stands on the first. */
async function slice(
  year: number,
  questions: readonly Question[],
  councils: ReadonlyMap<string, number>,
  kinds: ReadonlyMap<string, number>,
): Promise<Slice> {
  const tables = await Promise.all(questions.map((question) => asked(question, year)));
  const rows = tables.reduce((sum, table) => sum + table.numRows, 0);
  const made: Slice = {
    rows,
    ...{ month: new Uint8Array(rows), kind: new Uint8Array(rows), council: new Uint16Array(rows) },
    ...{ amount: new Float64Array(rows), part: new Float64Array(rows), whole: new Float64Array(rows) },
  };
  let kept = 0;
  for (const [index, question] of questions.entries()) {
    for (const batch of tables[index]?.batches ?? []) {
      const column = (name: string): Data => {
        const found = batch.getChild(name)?.data[0];
        if (found === undefined) throw new Error(`column missing: ${name}`);
        return found;
      };
      const place = coded(column(question.place), (text) => councils.get(text) ?? EMPTY);
      const when = question.groupBy.includes("month")
        ? coded(column("month"), (text) => Number(text.slice(5, 7)) - 1)
        : () => 0;
      const parts = question.kind.map((name) => texts(column(name)));
      const sums = SUMS.map((sum) =>
        Object.entries(question.adds[sum] ?? {}).map(
          ([metric, sign]) => [numbers(column(metric)), sign] as const,
        ),
      );
      for (let i = 0; i < batch.numRows; i += 1) {
        const council = place(i);
        const kind = kinds.get(parts.map((part) => part(i)).join("-")) ?? EMPTY;
        if (council === EMPTY || kind === EMPTY) continue;
        made.council[kept] = council;
        made.month[kept] = when(i);
        made.kind[kept] = kind;
        SUMS.forEach((sum, at) => {
          let total = 0;
          for (const [read, sign] of sums[at] ?? []) total += sign * read(i);
          made[sum][kept] = total;
        });
        kept += 1;
      }
    }
  }
  return { ...made, rows: kept };
}

const isDictionary = (data: Data): data is Data<Dictionary<Utf8, Int32>> => data.dictionary !== undefined;

function texts(data: Data): (row: number) => string {
  if (!isDictionary(data) || data.dictionary === undefined) throw new Error("a dictionary was expected");
  const values = [...data.dictionary].map(String);
  return (row) => values[data.values[row] ?? 0] ?? "";
}

/** Codes of a dictionary column; each text is looked up once. */
function coded(data: Data, codeOf: (text: string) => number): (row: number) => number {
  if (!isDictionary(data) || data.dictionary === undefined) throw new Error("a dictionary was expected");
  const codes = [...data.dictionary].map((text) => codeOf(String(text)));
  return (row) => codes[data.values[row] ?? 0] ?? EMPTY;
}

/**
 * Whole numbers, or decimals of two places as dirhams: these come unscaled, in words of 32 bits, two or four each by
 * their width. What has no value adds nothing.
 */
function numbers(data: Data): (row: number) => number {
  const words: unknown = data.values;
  const { offset, nullBitmap } = data;
  const isNull = (row: number): boolean => {
    const at = row + offset;
    return nullBitmap.length > 0 && (((nullBitmap[at >> 3] ?? 0) >> (at & 7)) & 1) === 0;
  };
  if (words instanceof BigInt64Array) return (row) => (isNull(row) ? 0 : Number(words[row] ?? 0n));
  if (!(words instanceof Uint32Array)) throw new Error("a whole number or a decimal was expected");
  const width = Math.round(words.length / Math.max(1, data.length));
  return (row) => {
    if (isNull(row)) return 0;
    const base = row * width;
    const high = (words[base + 1] ?? 0) | 0;
    return (high * 4294967296 + (words[base] ?? 0)) / 100;
  };
}

/** All years, told as they come; columns end to end. */
export async function load(places: Places, told: (done: number, of: number) => void): Promise<Columns> {
  const councils = new Map(places.councils.map(([code], at) => [code, at]));
  const kinds = new Map(places.kinds.map((code, at) => [code, at]));
  const regions = new Map(places.regions.map((code, at) => [code, at]));
  const segments = new Map(places.segments.map((code, at) => [code, at]));
  const slices: Slice[] = [];
  // One after the other: each is some hundred kilobytes, and the server serves others too.
  for (const year of places.years) {
    slices.push(await slice(year, places.questions, councils, kinds));
    told(slices.length, places.years.length);
  }
  const rows = slices.reduce((sum, one) => sum + one.rows, 0);
  const columns: Columns = {
    ...{ rows, councils: places.councils.length, wholeHasMonths: places.wholeHasMonths },
    ...{ year: new Uint8Array(rows), month: new Uint8Array(rows), kind: new Uint8Array(rows) },
    council: new Uint16Array(rows),
    ...{ amount: new Float64Array(rows), part: new Float64Array(rows), whole: new Float64Array(rows) },
    region: Uint8Array.from(places.councils, ([, region]) => regions.get(region) ?? places.regions.length),
    segment: Uint8Array.from(
      places.councils,
      ([, , segment]) => segments.get(segment) ?? places.segments.length,
    ),
    sizes: {
      year: places.years.length,
      month: 12,
      kind: places.kinds.length,
      region: places.regions.length + 1,
      segment: places.segments.length + 1,
      rate: RATE_CLASSES + 1,
    },
  };
  let at = 0;
  slices.forEach((one, year) => {
    columns.year.fill(year, at, at + one.rows);
    for (const name of ["month", "kind", "council", ...SUMS] as const)
      columns[name].set(one[name].subarray(0, one.rows), at);
    at += one.rows;
  });
  return columns;
}
