import { type Table, tableFromIPC } from "apache-arrow";
import type {
  Answer,
  DimensionsAnswer,
  LineageAnswer,
  MetricsAnswer,
  QuerySpec,
  RankingsAnswer,
  RankingsParameters,
  TerritoriesAnswer,
  TerritoriesParameters,
} from "./types.generated.ts";

export type * from "./types.generated.ts";

/** An error that the API told: its stable code, and a sentence in the page's language. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** Seconds to wait before another try, where the server says so. */
  readonly retryAfter: number | null;

  constructor(status: number, code: string, detail: string, retryAfter: number | null) {
    super(detail);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** One column of an Arrow answer, ready to draw: money in dirhams, dates in ISO, null where there is no value. */
export interface TypedColumn {
  readonly name: string;
  readonly unit: string | null;
  readonly kind: "dimension" | "metric";
  readonly values: readonly (string | number | boolean | null)[];
}
export interface ArrowAnswer {
  readonly release: string;
  readonly sample: boolean;
  readonly rows: number;
  readonly columns: readonly TypedColumn[];
  readonly nulls: Answer["nulls"];
  readonly table: Table;
}

export interface ClientOptions {
  /** Address of the site, without a trailing slash; the page's own by default. */
  readonly base?: string;
  readonly lang?: "fr" | "ar" | "en";
  readonly fetch?: typeof fetch;
}

/** A typed client of the API, for browsers and for Node. */
export function createClient({ base = "", lang = "fr", fetch: get = fetch }: ClientOptions = {}) {
  async function call(path: string, accept: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...init.headers, Accept: accept, "Accept-Language": lang };
    const response = await get(`${base}${path}`, { ...init, headers });
    if (!response.ok) throw await errorOf(response);
    return response;
  }
  async function read<T>(path: string, filter: object = {}, signal?: AbortSignal): Promise<T> {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(filter))
      if (value !== undefined) search.set(name, String(value));
    const query = search.toString();
    const response = await call(query === "" ? path : `${path}?${query}`, "application/json", {
      signal: signal ?? null,
    });
    return response.json();
  }
  const post = (spec: QuerySpec, accept: string, signal?: AbortSignal): Promise<Response> =>
    call("/api/v1/query", accept, {
      method: "POST",
      body: JSON.stringify(spec),
      headers: { "Content-Type": "application/json" },
      signal: signal ?? null,
    });

  return {
    async query(spec: QuerySpec, signal?: AbortSignal): Promise<Answer> {
      return (await post(spec, "application/json", signal)).json();
    },
    async arrow(spec: QuerySpec, signal?: AbortSignal): Promise<ArrowAnswer> {
      const response = await post(spec, ARROW, signal);
      return arrowAnswer(new Uint8Array(await response.arrayBuffer()));
    },
    /** The address of the same figures as a file. */
    href: (
      spec: QuerySpec,
      format: "csv" | "json" | "columns" | "arrow" | "xlsx" | "parquet" = "csv",
    ): string => `${base}/api/v1/query?format=${format}&spec=${encodeURIComponent(JSON.stringify(spec))}`,
    metrics: (signal?: AbortSignal) => read<MetricsAnswer>("/api/v1/metrics", {}, signal),
    dimensions: (signal?: AbortSignal) => read<DimensionsAnswer>("/api/v1/dimensions", {}, signal),
    territories: (filter: TerritoriesParameters = {}, signal?: AbortSignal) =>
      read<TerritoriesAnswer>("/api/v1/territories", filter, signal),
    rankings: (filter: RankingsParameters, signal?: AbortSignal) =>
      read<RankingsAnswer>("/api/v1/rankings", filter, signal),
    lineage: (metric: string, signal?: AbortSignal) =>
      read<LineageAnswer>("/api/v1/lineage", { metric }, signal),
  };
}

const ARROW = "application/vnd.apache.arrow.stream";

/** Reads an Arrow answer. Decimals are stored as whole hundredths: `scale` of the field says how many digits. */
export function arrowAnswer(bytes: Uint8Array): ArrowAnswer {
  const table = tableFromIPC(bytes);
  const notes = table.schema.metadata;
  return {
    release: notes.get("release") ?? "",
    sample: notes.get("sample") === "true",
    rows: table.numRows,
    nulls: JSON.parse(notes.get("nulls") ?? "[]"),
    table,
    columns: table.schema.fields.map((field) => ({
      name: field.name,
      unit: field.metadata.get("unit") ?? null,
      kind: field.metadata.get("kind") === "dimension" ? "dimension" : "metric",
      values: valuesOf(
        table,
        field.name,
        field.metadata.get("type") ?? "text",
        Number(field.metadata.get("scale") ?? 0),
      ),
    })),
  };
}

type Value = string | number | boolean | null;

/** A column's values off its own arrays: a call per cell would cost more than all the rest. */
function valuesOf(table: Table, name: string, type: string, scale: number): Value[] {
  const vector = table.getChild(name);
  const values: Value[] = vector === null ? [] : new Array<Value>(vector.length);
  let at = 0;
  for (const data of vector?.data ?? []) {
    const read = readerOf(data, type, 10 ** scale);
    const whole = data.nullCount === 0;
    for (let row = 0; row < data.length; row += 1)
      values[at + row] = whole || data.getValid(row) ? read(row) : null;
    at += data.length;
  }
  return values;
}

function readerOf(
  data: Table["data"][number]["children"][number],
  type: string,
  unit: number,
): (row: number) => Value {
  const { values } = data;
  if (type === "decimal" && ArrayBuffer.isView(values)) {
    // 64-bit integers, which Arrow hands over as pairs of 32 bits.
    const whole = new BigInt64Array(values.buffer, values.byteOffset, values.byteLength / 8);
    return (row) => Number(whole[row]) / unit;
  }
  if (data.dictionary !== undefined && values instanceof Int32Array) {
    const words: unknown[] = [...data.dictionary];
    return (row) => plain(words[values[row] ?? 0], type);
  }
  if (values instanceof Float64Array) return (row) => values[row] ?? null;
  if (values instanceof BigInt64Array) return (row) => Number(values[row]);
  if (type === "date" && values instanceof Int32Array) return (row) => dayOf(values[row] ?? 0);
  if (type === "boolean" && values instanceof Uint8Array)
    return (row) => ((values[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  throw new TypeError(`arrow: column of ${type}`);
}

const dayOf = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10);

const plain = (value: unknown, type: string): Value =>
  type === "text" && typeof value === "string" ? value : null;

async function errorOf(response: Response): Promise<ApiError> {
  const wait = Number(response.headers.get("Retry-After"));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : null;
  const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json") === true;
  const told: { code?: string; detail?: string } = isProblem ? await response.json() : {};
  return new ApiError(
    response.status,
    told.code ?? "http_error",
    told.detail ?? response.statusText,
    retryAfter,
  );
}
