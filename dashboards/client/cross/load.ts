import { type Data, type Dictionary, type Int32, tableFromIPC, type Utf8 } from "apache-arrow";
import { type Columns, RATE_CLASSES } from "./cube.ts";

const QUERY = "/api/v1/query";
const EMPTY = -1;

/** What the page needs to know of the councils, as the server wrote it into the page. */
export interface Places {
  /** Codes of the councils with the code of their region and segment; "" where they have none. */
  readonly councils: readonly (readonly [code: string, region: string, segment: string])[];
  readonly regions: readonly string[];
  readonly segments: readonly string[];
  readonly chapters: readonly string[];
  readonly years: readonly number[];
}

interface Slice {
  readonly rows: number;
  readonly month: Uint8Array;
  readonly chapter: Uint8Array;
  readonly council: Uint16Array;
  readonly ordered: Float64Array;
  readonly credit: Float64Array;
}

/** What the execution rate leaves out: a transfer from one part of a budget to the other is spent by neither. */
const INSIDE = { dimension: "nature", op: "!=", value: "surplus_transfer" };

/** A question as an Arrow table: the public's figures of one year, for someone signed in too. */
async function asked(metric: string, groupBy: readonly string[], year: number) {
  const answer = await fetch(QUERY, {
    method: "POST",
    credentials: "omit",
    headers: { "content-type": "application/json", accept: "application/vnd.apache.arrow.stream" },
    body: JSON.stringify({
      metrics: [metric],
      groupBy,
      where: [{ dimension: "year", op: "=", value: year }, INSIDE],
    }),
  });
  if (!answer.ok) throw new Error(`${QUERY}: ${answer.status}`);
  return tableFromIPC(new Uint8Array(await answer.arrayBuffer()));
}

/** One year of expenditure by council, month and chapter, and its credits, which have no months, on its first. */
async function slice(
  year: number,
  councils: ReadonlyMap<string, number>,
  chapters: ReadonlyMap<string, number>,
): Promise<Slice> {
  const tables = await Promise.all([
    asked("ordered_mad", ["collectivity", "month", "part", "chapter"], year),
    asked("credit_final_mad", ["collectivity", "part", "chapter"], year),
  ]);
  const rows = tables[0].numRows + tables[1].numRows;
  const made: Slice = {
    rows,
    ...{ month: new Uint8Array(rows), chapter: new Uint8Array(rows), council: new Uint16Array(rows) },
    ...{ ordered: new Float64Array(rows), credit: new Float64Array(rows) },
  };
  let kept = 0;
  tables.forEach((table, credits) => {
    const amounts = credits === 1 ? made.credit : made.ordered;
    for (const batch of table.batches) {
      const column = (name: string): Data => {
        const found = batch.getChild(name)?.data[0];
        if (found === undefined) throw new Error(`column missing: ${name}`);
        return found;
      };
      const place = coded(column("collectivity"), (text) => councils.get(text) ?? EMPTY);
      const when = credits === 1 ? () => 0 : coded(column("month"), (text) => Number(text.slice(5, 7)) - 1);
      const part = texts(column("part"));
      const head = texts(column("chapter"));
      const amount = decimals(column(credits === 1 ? "credit_final_mad" : "ordered_mad"));
      for (let i = 0; i < batch.numRows; i += 1) {
        const council = place(i);
        const chapter = chapters.get(`${part(i)}-${head(i)}`) ?? EMPTY;
        if (council === EMPTY || chapter === EMPTY) continue;
        made.council[kept] = council;
        made.month[kept] = when(i);
        made.chapter[kept] = chapter;
        amounts[kept] = amount(i);
        kept += 1;
      }
    }
  });
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

/** Decimals of two places as dirhams. They come unscaled, in words of 32 bits, two or four each by their width. */
function decimals(data: Data): (row: number) => number {
  const words: unknown = data.values;
  if (!(words instanceof Uint32Array)) throw new Error("a decimal was expected");
  const { offset, nullBitmap } = data;
  const width = Math.round(words.length / Math.max(1, data.length));
  return (row) => {
    const at = row + offset;
    if (nullBitmap.length > 0 && (((nullBitmap[at >> 3] ?? 0) >> (at & 7)) & 1) === 0) return 0;
    const base = row * width;
    const high = (words[base + 1] ?? 0) | 0;
    return (high * 4294967296 + (words[base] ?? 0)) / 100;
  };
}

/** All years, told as they come; columns end to end. */
export async function load(places: Places, told: (done: number, of: number) => void): Promise<Columns> {
  const councils = new Map(places.councils.map(([code], at) => [code, at]));
  const chapters = new Map(places.chapters.map((code, at) => [code, at]));
  const regions = new Map(places.regions.map((code, at) => [code, at]));
  const segments = new Map(places.segments.map((code, at) => [code, at]));
  const slices: Slice[] = [];
  // One after the other: each is some hundred kilobytes, and the server serves others too.
  for (const year of places.years) {
    slices.push(await slice(year, councils, chapters));
    told(slices.length, places.years.length);
  }
  const rows = slices.reduce((sum, one) => sum + one.rows, 0);
  const columns: Columns = {
    ...{ rows, councils: places.councils.length },
    ...{ year: new Uint8Array(rows), month: new Uint8Array(rows), chapter: new Uint8Array(rows) },
    ...{ council: new Uint16Array(rows), ordered: new Float64Array(rows), credit: new Float64Array(rows) },
    region: Uint8Array.from(places.councils, ([, region]) => regions.get(region) ?? places.regions.length),
    segment: Uint8Array.from(
      places.councils,
      ([, , segment]) => segments.get(segment) ?? places.segments.length,
    ),
    sizes: {
      year: places.years.length,
      month: 12,
      chapter: places.chapters.length,
      region: places.regions.length + 1,
      segment: places.segments.length + 1,
      rate: RATE_CLASSES + 1,
    },
  };
  let at = 0;
  slices.forEach((one, year) => {
    columns.year.fill(year, at, at + one.rows);
    for (const name of ["month", "chapter", "council", "ordered", "credit"] as const)
      columns[name].set(one[name].subarray(0, one.rows), at);
    at += one.rows;
  });
  return columns;
}
