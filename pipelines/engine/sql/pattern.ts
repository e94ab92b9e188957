import { literal } from "./quote.ts";

const FIXED = /^(?:\[[A-Za-z0-9-]+\](?:\{\d+\})?|[A-Za-z0-9])+$/;
const PART = /(\[[A-Za-z0-9-]+\]|[A-Za-z0-9])(?:\{(\d+)\})?/g;
const PLAIN_WORD = /^[A-Za-z0-9 _-]+$/;

/**
 * Whether a text matches a contract's pattern as a whole, as a boolean expression. A pattern of fixed length becomes
 * a GLOB and its plain alternatives an equality, since RE2 costs ten times an equality on short texts.
 */
export function matches(value: string, pattern: string): string {
  const glob = globOf(pattern);
  if (glob !== null) return `(${value} GLOB ${literal(glob)})`;
  const words = splitTop(pattern).filter((each) => PLAIN_WORD.test(each));
  const full = `regexp_full_match(${value}, ${literal(pattern)})`;
  const first = words[0];
  return first === undefined ? full : `(CASE WHEN ${value} = ${literal(first)} THEN true ELSE ${full} END)`;
}

/** The same language as a GLOB, where the pattern is a run of sets and characters with fixed counts. */
export function globOf(pattern: string): string | null {
  if (!FIXED.test(pattern)) return null;
  return pattern.replaceAll(PART, (_, set: string, count: string | undefined) =>
    set.repeat(Number(count ?? 1)),
  );
}

/** Splits at the bars that stand outside brackets. */
function splitTop(pattern: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const char of pattern) {
    if ("([".includes(char)) depth += 1;
    if (")]".includes(char)) depth -= 1;
    if (char === "|" && depth === 0) {
      parts.push(part);
      part = "";
    } else part += char;
  }
  return [...parts, part];
}
