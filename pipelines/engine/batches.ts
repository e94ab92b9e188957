import { PLAIN_FROM } from "./sieve/choose.ts";
import type { InboxFile, Landed } from "./types.ts";

/** Files that one statement reads: more would hold too much back when the run is killed, and too much in memory. */
const MAX_FILES = 64;
const MAX_BYTES = 64 << 20;

/** Cuts the files into runs of one table each, in their order; a file of `alone` bytes stands alone. */
export function batchesOf(files: readonly InboxFile[], alone = PLAIN_FROM): InboxFile[][] {
  const batches: InboxFile[][] = [];
  let bytes = 0;
  for (const file of files) {
    const last = batches.at(-1);
    const small = file.bytes < alone && (last?.at(-1)?.bytes ?? 0) < alone;
    const fits =
      small && last?.[0]?.table === file.table && last.length < MAX_FILES && bytes + file.bytes <= MAX_BYTES;
    if (fits) last.push(file);
    else batches.push([file]);
    bytes = fits ? bytes + file.bytes : file.bytes;
  }
  return batches;
}

/** Work that one lane does in order: batches of one table. */
export interface Group {
  readonly bytes: number;
  readonly batches: readonly (readonly InboxFile[])[];
}

/**
 * Shares files out: a table to a lane of one thread, the largest first (one thread a table wastes a fifth less than
 * two, measured). Of a table that is more than a lane's part of all bytes, files that stand alone are shared out by
 * period, since two of one period may have one content; what is more than a part even so goes to all threads at once
 * (`wide`).
 */
export function groupsOf(
  files: readonly InboxFile[],
  lanes: number,
  alone = PLAIN_FROM,
): { wide: Group[]; narrow: Group[] } {
  const part = sum(files) / lanes;
  const groups = [...Map.groupBy(files, ({ table }) => table).values()]
    .flatMap((each) => (lanes === 1 || sum(each) <= part ? [each] : parted(each, alone)))
    .map((each) => ({ bytes: sum(each), batches: batchesOf(each, alone) }))
    .sort((a, b) => b.bytes - a.bytes);
  return {
    wide: groups.filter(({ bytes }) => lanes === 1 || bytes > part),
    narrow: groups.filter(({ bytes }) => lanes > 1 && bytes <= part),
  };
}

function parted(files: readonly InboxFile[], alone: number): InboxFile[][] {
  const large = Map.groupBy(
    files.filter(({ bytes }) => bytes >= alone),
    ({ period }) => period.id,
  );
  const small = files.filter(({ bytes }) => bytes < alone);
  return [...large.values(), ...(small.length === 0 ? [] : [small])];
}

const sum = (files: readonly InboxFile[]): number => files.reduce((total, { bytes }) => total + bytes, 0);

/** Landed files that can share one reader: one format, one kind of line end. */
export const alike = (landed: readonly Landed[]): Landed[][] => [
  ...Map.groupBy(landed, ({ format, structure }) => JSON.stringify([format, structure.eol])).values(),
];
