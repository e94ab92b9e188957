import { closeSync, openSync, readSync } from "node:fs";

const HEAD = 64 << 10;

/** A file's first bytes: its header, and enough lines to guess how many there are. */
export function readHead(path: string): Buffer {
  const head = Buffer.alloc(HEAD);
  const handle = openSync(path, "r");
  try {
    return head.subarray(0, readSync(handle, head, 0, HEAD, 0));
  } finally {
    closeSync(handle);
  }
}

/** How many lines a file has, if it goes on as it begins. */
export const guessLines = (head: Uint8Array, bytes: number): number =>
  Math.round((bytes / head.length) * head.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0));

const PIECE = 1 << 20;

/** Whether a file has a byte anywhere. */
export function hasByte(path: string, byte: number): boolean {
  const piece = Buffer.allocUnsafe(PIECE);
  const handle = openSync(path, "r");
  try {
    for (let size = readSync(handle, piece); size > 0; size = readSync(handle, piece))
      if (piece.subarray(0, size).includes(byte)) return true;
    return false;
  } finally {
    closeSync(handle);
  }
}
