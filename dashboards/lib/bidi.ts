/** Left-to-right isolate, and its end: for text that cannot hold `<bdi>` (SVG, attributes, messages). */
export const LRI = "\u2066";
export const PDI = "\u2069";

/** A number with its sign and %, or a code of letters and digits: what an RTL paragraph would take apart. */
const RUN =
  /[+\u2212]?[\p{Script=Latin}\d](?:[\p{Script=Latin}\d\u202f.,/:_-]*[\p{Script=Latin}\d])?(?:\u00a0?%)?/gu;

/**
 * Wraps each number and code of a text in isolates. Without them an RTL paragraph shows "−12,5 %" as "% 12,5−".
 * Text that is already isolated is left as it is.
 */
export function isolateNumbers(text: string): string {
  if (text.includes(LRI)) return text;
  return text.replace(RUN, (run) => (/\d/u.test(run) ? `${LRI}${run}${PDI}` : run));
}
/** Isolates a whole run (code, file name) in Arabic text; other languages need nothing. */
export const isolate = (lang: string, text: string): string => (lang === "ar" ? `${LRI}${text}${PDI}` : text);

/** Splits a text at its isolates: odd items were isolated. */
export function splitIsolates(text: string): string[] {
  return text.split(/[\u2066\u2069]/u);
}
