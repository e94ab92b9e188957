import type { Lang, Text } from "./text.ts";

/** Where in a source a fault lies. Lines and columns count from 1; line 1 is the header. */
export interface Place {
  readonly system?: string;
  readonly file?: string;
  readonly sheet?: string;
  readonly line?: number;
  readonly column?: string;
  readonly value?: string;
}

/** A fault that a person can act on: a stable code, a message in three languages, a place. */
export class BayanError extends Error {
  readonly code: string;
  readonly text: Text;
  readonly place: Place;
  /** HTTP status where this fault reaches a client; 500 says that it should not. */
  readonly status: number;

  constructor(code: string, text: Text, options: { place?: Place; status?: number; cause?: unknown } = {}) {
    super(`${code}: ${text.en}`, { cause: options.cause });
    this.name = "BayanError";
    this.code = code;
    this.text = text;
    this.place = options.place ?? {};
    this.status = options.status ?? 500;
  }

  in(lang: Lang): string {
    return this.text[lang];
  }
}

/** A command line that cannot be carried out as written: exit code 2. */
export class UsageError extends BayanError {
  constructor(code: string, text: Text, options: { place?: Place; cause?: unknown } = {}) {
    super(code, text, { ...options, status: 400 });
    this.name = "UsageError";
  }
}

/** A question that the door refuses: unknown name, bad value, out of scope. */
export class QueryError extends BayanError {
  constructor(code: string, text: Text, options: { place?: Place; status?: number; cause?: unknown } = {}) {
    super(code, text, { status: 400, ...options });
    this.name = "QueryError";
  }
}
