import { closeSync, openSync, writeSync } from "node:fs";
import type { ConvertJob, Place } from "./job.ts";

/** What converters write, whatever the file was: UTF-8, LF, and this delimiter. */
export const DELIMITER = ";";
const FLUSH = 1 << 20;
const SPECIAL = /[;"\n\r]/;

/** Writes records as delimited text, and keeps where each stood in its file. */
export class TextWriter {
  readonly places: Place[] = [];
  readonly #handle: number;
  #buffer = "";
  #records = -1;

  constructor(path: string) {
    this.#handle = openSync(path, "wx", 0o600);
  }

  /** The first record is the header. @param line of the file, from 1 */
  write(fields: readonly (string | null)[], line: number, sheet: string | null = null): void {
    this.#records += 1;
    if (this.#records > 0) this.#place(line - this.#records - 1, sheet);
    const text = fields.map(quoted).join(DELIMITER);
    // A record of one empty field would be a blank line.
    this.#buffer += text === "" ? '""\n' : `${text}\n`;
    if (this.#buffer.length > FLUSH) this.#flush();
  }

  get records(): number {
    return Math.max(0, this.#records);
  }

  close(): void {
    this.#flush();
    closeSync(this.#handle);
  }

  #place(n: number, sheet: string | null): void {
    const last = this.places.at(-1);
    if (last === undefined ? n === 0 && sheet === null : last.n === n && last.sheet === sheet) return;
    this.places.push({ first: this.#records, n, sheet });
  }

  #flush(): void {
    writeSync(this.#handle, this.#buffer);
    this.#buffer = "";
  }
}

const quoted = (field: string | null): string =>
  field === null || field === "" ? "" : SPECIAL.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

/** A number as it stands in a file's text, without an exponent, with the mark that the file's values have. */
export function plainNumber(text: string, decimal: ConvertJob["decimal"]): string {
  const plain = /e/i.test(text) ? withoutExponent(text) : text;
  return decimal === "." ? plain : plain.replace(".", ",");
}

function withoutExponent(text: string): string {
  const [, sign = "", whole = "", part = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d*))?e([+-]?\d+)$/i.exec(text) ?? [];
  const shift = Number(exponent);
  // So many digits are no number of ours: the text stays, and is refused for what it is.
  if (whole === "" || Math.abs(shift) > 60) return text;
  const digits = whole + part;
  const point = whole.length + shift;
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const rest = padded.slice(at).replace(/0+$/, "");
  return sign + padded.slice(0, at).replace(/^0+(?=\d)/, "") + (rest === "" ? "" : `.${rest}`);
}

/** An instant (milliseconds, UTC) as a column of `kind` has it: a time of day only where there is one to tell. */
export function dateText(ms: number, kind: string, format: ConvertJob["dateFormat"]): string {
  const iso = new Date(ms).toISOString();
  const [date = "", time = ""] = iso.slice(0, 19).split("T");
  const whole = kind !== "timestamp" && time === "00:00:00";
  if (format === "iso") return whole ? date : `${date}T${time}Z`;
  const dmy = date.split("-").reverse().join("/");
  return whole ? dmy : `${dmy} ${time}`;
}
