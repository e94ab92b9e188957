import { isPlainText } from "../convert.ts";
import { fitHeader } from "../drift/header.ts";
import { guessLines, hasByte, readHead } from "../head.ts";
import { formatAsked } from "../land.ts";
import type { InboxFile } from "../types.ts";
import { Sieve } from "./sieve.ts";

/** Below it, the statements about single records (0.2 s) cost more than the stage of all. */
export const PLAIN_FROM = 16 << 20;
/** What is known of each record of a larger file would take too much memory. */
const PLAIN_TO = 512 << 20;
const QUOTE = 34;
const LF = 10;
const CR = 13;

/** A sieve for one file of plain text whose header fits its contract; null where it will not do. */
export function sieveFor(file: InboxFile, least: number): Sieve | null {
  if (file.bytes < least || file.bytes > PLAIN_TO || !isPlainText(file)) return null;
  const format = formatAsked(file);
  if (format === null) return null;
  const head = readHead(file.path);
  const end = head.indexOf(LF);
  if (end < 0) return null;
  const fit = fitHeader(head, format.delimiter, file.table);
  if (fit.refusal !== null || fit.layout !== null) return null;
  // To find one at the end of a sieve's work would be to have done it for nothing.
  if (hasByte(file.path, QUOTE)) return null;
  return Sieve.of(file.table, format, head[end - 1] === CR ? "\r\n" : "\n", guessLines(head, file.bytes));
}
