import type { InboxFile, Landed } from "./types.ts";

/** Files that one statement reads: more would hold too much back when the run is killed, and too much in memory. */
const MAX_FILES = 64;
const MAX_BYTES = 128 << 20;

/** Cuts the files into runs of one table each, in their order; a large file stands alone. */
export function batchesOf(files: readonly InboxFile[]): InboxFile[][] {
  const batches: InboxFile[][] = [];
  let bytes = 0;
  for (const file of files) {
    const last = batches.at(-1);
    const fits =
      last?.[0]?.table === file.table && last.length < MAX_FILES && bytes + file.bytes <= MAX_BYTES;
    if (fits) last.push(file);
    else batches.push([file]);
    bytes = fits ? bytes + file.bytes : file.bytes;
  }
  return batches;
}

/** Landed files that can share one reader: one format, one kind of line end. */
export const alike = (landed: readonly Landed[]): Landed[][] => [
  ...Map.groupBy(landed, ({ format, structure }) => JSON.stringify([format, structure.eol])).values(),
];
