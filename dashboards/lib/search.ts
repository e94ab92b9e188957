/** Arabic letters that people write one for another: hamza carriers, ta marbuta, alef maqsura. */
const ARABIC: readonly [RegExp, string][] = [
  [/[أإآٱ]/gu, "ا"],
  [/ة/gu, "ه"],
  [/ى/gu, "ي"],
  [/ؤ/gu, "و"],
  [/ئ/gu, "ي"],
  [/\u0640/gu, ""],
];

/** A name as it is searched: no accents, no tashkil, one form of each Arabic letter, no article, no punctuation. */
export function foldName(text: string): string {
  let folded = text.normalize("NFC");
  for (const [from, to] of ARABIC) folded = folded.replace(from, to);
  return folded
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/(^| )ال(?=\p{L}{2})/gu, "$1")
    .replace(/(^| )(?:al|el|les?|la) (?=\p{L})/gu, "$1")
    .trim();
}
