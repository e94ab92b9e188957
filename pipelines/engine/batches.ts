import type { InboxFile, Landed } from "./types.ts";

/** Files that one statement reads: more would hold too much back when the run is killed, and too much in memory. */
const MAX_FILES = 64;
const MAX_BYTES = 64 << 20;

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

/** Work that one lane does in order: all batches of a table. */
export interface Group {
  readonly bytes: number;
  readonly batches: readonly (readonly InboxFile[])[];
}

/**
 * Shares files out. A table that is more than a lane's part of all bytes goes to all threads at once (`wide`); the
 * others go to lanes of one thread each, the largest first: one thread a table wastes a fifth less than two (measured).
 */
export function groupsOf(files: readonly InboxFile[], lanes: number): { wide: Group[]; narrow: Group[] } {
  const groups = [...Map.groupBy(files, ({ table }) => table).values()]
    .map((each) => ({ bytes: sum(each), batches: batchesOf(each) }))
    .sort((a, b) => b.bytes - a.bytes);
  const part = sum(files) / lanes;
  return {
    wide: groups.filter(({ bytes }) => lanes === 1 || bytes > part),
    narrow: groups.filter(({ bytes }) => lanes > 1 && bytes <= part),
  };
}

const sum = (files: readonly InboxFile[]): number => files.reduce((total, { bytes }) => total + bytes, 0);

/** Landed files that can share one reader: one format, one kind of line end. */
export const alike = (landed: readonly Landed[]): Landed[][] => [
  ...Map.groupBy(landed, ({ format, structure }) => JSON.stringify([format, structure.eol])).values(),
];
