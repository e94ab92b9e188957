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
    href: (spec: QuerySpec, format: "csv" | "json" | "arrow" = "csv"): string =>
      `${base}/api/v1/query?format=${format}&spec=${encodeURIComponent(JSON.stringify(spec))}`,
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

function valuesOf(
  table: Table,
  name: string,
  type: string,
  scale: number,
): (string | number | boolean | null)[] {
  const vector = table.getChild(name);
  const values: (string | number | boolean | null)[] = [];
  if (vector === null) return values;
  const unit = 10 ** scale;
  for (const data of vector.data) {
    const whole = type === "decimal" ? wholeNumbers(data.values) : null;
    for (let row = 0; row < data.length; row += 1) {
      if (!data.getValid(row)) values.push(null);
      else if (whole !== null) values.push(Number(whole[row] ?? 0n) / unit);
      else values.push(plain(vector.get(values.length), type));
    }
  }
  return values;
}

/** The 64-bit integers under a decimal column, which Arrow hands over as pairs of 32 bits. */
const wholeNumbers = (values: unknown): BigInt64Array =>
  ArrayBuffer.isView(values)
    ? new BigInt64Array(values.buffer, values.byteOffset, values.byteLength / 8)
    : new BigInt64Array();

function plain(value: unknown, type: string): string | number | boolean | null {
  if (typeof value === "bigint") return Number(value);
  if (type === "date" && typeof value === "number") return new Date(value).toISOString().slice(0, 10);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

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
