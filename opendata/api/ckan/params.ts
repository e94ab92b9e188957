import type { Request } from "express";
import { CkanError, invalid } from "./errors.ts";

/** Parameters of an action, from the query, the body, or a form whose only key is JSON. */
export class Params {
  readonly #values: ReadonlyMap<string, unknown>;
  constructor(values: ReadonlyMap<string, unknown>) {
    this.#values = values;
  }
  has(name: string): boolean {
    const value = this.#values.get(name);
    return value !== undefined && value !== null && value !== "";
  }
  text(name: string): string | null {
    const value = this.#values.get(name);
    if (value === undefined || value === null) return null;
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  }
  required(name: string): string {
    const value = this.text(name);
    if (value === null || value === "") throw invalid(name, "Missing value");
    return value;
  }
  whole(name: string, fallback: number, most: number): number {
    const value = this.text(name);
    if (value === null || value === "") return fallback;
    if (!/^\d{1,9}$/.test(value)) throw invalid(name, "Invalid integer");
    return Math.min(Number(value), most);
  }
  flag(name: string, fallback: boolean): boolean {
    const value = this.text(name)?.toLowerCase();
    if (value === undefined || value === "") return fallback;
    return ["true", "1", "yes", "t", "y", "on"].includes(value);
  }
  /** A list as JSON, as several values, or as names between commas. */
  list(name: string): readonly string[] {
    const value = this.#values.get(name);
    if (Array.isArray(value)) return value.map(String);
    const text = this.text(name);
    if (text === null || text.trim() === "") return [];
    const parsed = this.json(name);
    if (Array.isArray(parsed)) return parsed.map(String);
    return text.split(",").map((part) => part.trim());
  }
  /** A value that may come as JSON text. */
  json(name: string): unknown {
    const value = this.#values.get(name);
    if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
    try {
      return JSON.parse(value);
    } catch {
      throw invalid(name, "Could not parse as JSON");
    }
  }
}

const MOST_BYTES = 1 << 20;

async function bodyOf(req: Request): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    const data = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += data.length;
    if (size > MOST_BYTES) throw new CkanError("Validation Error", 409, "Request too large");
    parts.push(data);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Reads what clients really send: GET with a query; POST with JSON, with a form, or with everything in the query. */
export async function paramsOf(req: Request): Promise<Params> {
  const values = new Map<string, unknown>();
  const put = (pairs: URLSearchParams) => {
    for (const [key, value] of pairs) {
      const before = values.get(key);
      values.set(key, before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]);
    }
  };
  const mark = req.originalUrl.indexOf("?");
  if (mark >= 0) put(new URLSearchParams(req.originalUrl.slice(mark + 1)));
  if (req.method !== "POST") return new Params(values);
  const body = (await bodyOf(req)).trim();
  if (body === "") return new Params(values);
  const parsed = asObject(body) ?? asObject(decodeForm(body));
  if (parsed !== null) for (const [key, value] of Object.entries(parsed)) values.set(key, value);
  else if (/json/.test(req.get("content-type") ?? ""))
    throw new CkanError("Validation Error", 400, "JSON Error: could not parse the body");
  else put(new URLSearchParams(body));
  return new Params(values);
}

const decodeForm = (body: string): string => {
  const [first] = new URLSearchParams(body);
  return first === undefined ? "" : first[0];
};

function asObject(text: string): Record<string, unknown> | null {
  if (!text.startsWith("{")) return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}
