import { createHash, type Hash } from "node:crypto";
import { inPieces } from "#warehouse/release/index.ts";

export interface Hashed {
  readonly sha256: string;
  readonly bytes: number;
}

/** Reads a file once: its own hash, and its bytes told to `also` (from after the first line where `body`). */
export async function hashFile(
  path: string,
  also?: { readonly hash: Hash; readonly body: boolean; count(bytes: number): void },
): Promise<Hashed> {
  const own = createHash("sha256");
  let bytes = 0;
  let skipping = also?.body === true;
  await inPieces(path, (piece) => {
    own.update(piece);
    bytes += piece.length;
    const end = skipping ? piece.indexOf(10) : -1;
    if (also === undefined || (skipping && end < 0)) return;
    skipping = false;
    const rest = piece.subarray(end + 1);
    also.hash.update(rest);
    also.count(rest.length);
  });
  return { sha256: own.digest("hex"), bytes };
}
