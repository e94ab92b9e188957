import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";

/** sha256 of a text or of bytes, in hex. */
export const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

/** Bytes that are read at a time. */
const PIECE = 1 << 18;
/** Buffers that nobody reads into: made anew for each of five hundred files, they had the collector run all the time. */
const spare: Buffer[] = [];
const pieceBuffer = (): Buffer => spare.pop() ?? Buffer.allocUnsafeSlow(PIECE);

/** sha256 of a file, in hex. */
export async function sha256File(path: string): Promise<string> {
  const hash = createHash("sha256");
  await inPieces(path, (piece) => void hash.update(piece));
  return hash.digest("hex");
}

/**
 * Reads a file once, through two buffers, one while the other is used: in turn it took a third longer, and a stream, which
 * makes a buffer anew for each piece and has them all collected, three times as long. A piece holds until the next one.
 */
export async function inPieces(path: string, use: (piece: Buffer) => void): Promise<void> {
  const file = await open(path, "r");
  let [now, next] = [pieceBuffer(), pieceBuffer()];
  try {
    let reading = file.read(now, 0, PIECE);
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      reading = file.read(next, 0, PIECE);
      use(now.subarray(0, bytesRead));
      [now, next] = [next, now];
    }
  } finally {
    // Waits for what is still being read into one of them.
    await file.close();
    spare.push(now, next);
  }
}

/** Makes a file's or a folder's content durable. */
export function fsyncPath(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Every file below `folder`, relative with `/`, in byte order. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** fsync of every file and folder below, and of `folder` itself. */
export function fsyncTree(folder: string): void {
  const folders = new Set([folder]);
  for (const file of filesBelow(folder)) {
    const path = join(folder, file);
    fsyncPath(path);
    for (let up = dirname(path); up.length > folder.length; up = dirname(up)) folders.add(up);
  }
  for (const path of folders) fsyncPath(path);
}

/** Replaces `path` whole: readers see the old text or the new one. `written` runs before the rename. */
export function replaceFile(path: string, text: string, written: () => void = () => undefined): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID().slice(0, 8)}.tmp`;
  writeFileSync(temporary, text);
  fsyncPath(temporary);
  written();
  renameSync(temporary, path);
  fsyncPath(dirname(path));
}

/**
 * Makes `file` a link of `<objects>/<sha256>`, so that the same bytes in several releases are stored once.
 * An object is never written after it has been linked.
 */
export function linkObject(objects: string, file: string, sha: string): void {
  mkdirSync(objects, { recursive: true });
  const object = join(objects, sha);
  if (!existsSync(object)) {
    linkSync(file, object);
    return;
  }
  if (statSync(object).ino === statSync(file).ino) return;
  const temporary = `${file}.link`;
  rmSync(temporary, { force: true });
  linkSync(object, temporary);
  renameSync(temporary, file);
}
