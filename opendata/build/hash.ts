import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";

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
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const data = chunk as Buffer;
    own.update(data);
    bytes += data.length;
    if (also === undefined) continue;
    let rest = data;
    if (skipping) {
      const end = data.indexOf(10);
      if (end < 0) continue;
      rest = data.subarray(end + 1);
      skipping = false;
    }
    also.hash.update(rest);
    also.count(rest.length);
  }
  return { sha256: own.digest("hex"), bytes };
}
