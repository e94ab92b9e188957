import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
} from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { z } from "zod";
import { BayanError } from "#warehouse/errors.ts";
import { reader } from "./seal.ts";

/** One file of a backup: its facts in a line of JSON, then its bytes. A second name of the same file has none. */
const entry = z.strictObject({
  path: z.string().min(1).max(1000),
  size: z.int().min(0),
  mode: z.int(),
  link: z.string().optional(),
  end: z.boolean().optional(),
});
type Entry = z.infer<typeof entry>;

/** What a home cannot make again: what it received, what it published, whom it knows, and the keys to them. */
export const KEPT = [
  "landing",
  "objects",
  "releases",
  "reports",
  "boundaries",
  "plans",
  "attachments",
  "keys",
  "current",
] as const;
const CHUNK = 2 ** 20;

export interface Packed {
  readonly files: number;
  readonly bytes: number;
}

function* filesBelow(root: string, path: string): Generator<string> {
  const whole = join(root, path);
  if (!existsSync(whole)) return;
  if (!lstatSync(whole).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(whole).sort()) yield* filesBelow(root, join(path, name));
}

/** The files of a home as one stream; `state` is a copy of the state store that stands still, null where it is elsewhere. */
export async function* pack(
  root: string,
  state: string | null,
  count: (packed: Packed) => void,
): AsyncGenerator<Buffer> {
  const seen = new Map<string, string>();
  let files = 0;
  let bytes = 0;
  async function* one(path: string, file: string): AsyncGenerator<Buffer> {
    const { size, mode, nlink, ino, dev } = lstatSync(file);
    const known = nlink > 1 ? seen.get(`${dev} ${ino}`) : undefined;
    if (nlink > 1 && known === undefined) seen.set(`${dev} ${ino}`, path);
    yield line({
      path,
      size: known === undefined ? size : 0,
      mode: mode & 0o777,
      ...(known === undefined ? {} : { link: known }),
    });
    files += 1;
    if (known !== undefined) return;
    const hash = createHash("sha256");
    let left = size;
    // A file that grows while it is read keeps the size that its line says.
    for await (const chunk of size === 0
      ? []
      : createReadStream(file, { end: size - 1, highWaterMark: CHUNK })) {
      const data: Buffer = chunk;
      hash.update(data);
      left -= data.length;
      yield data;
    }
    if (left !== 0) throw new Error(`backup: ${path}: ended early`);
    bytes += size;
    yield hash.digest();
  }
  if (state !== null) yield* one("state.sqlite", state);
  for (const top of KEPT) {
    for (const path of filesBelow(root, top)) {
      if (path === join("keys", "backup.key") || path.endsWith(".partial")) continue;
      yield* one(path, join(root, path));
    }
  }
  yield line({ path: "end", size: 0, mode: 0, end: true });
  count({ files, bytes });
}

function line(facts: Entry): Buffer {
  const text = Buffer.from(JSON.stringify(facts));
  const head = Buffer.alloc(4);
  head.writeUInt32BE(text.length);
  return Buffer.concat([head, text]);
}

const damaged = (path: string): BayanError =>
  new BayanError("backup_unreadable", {
    fr: `sauvegarde illisible : ${path}`,
    ar: `نسخة احتياطية غير مقروءة: ${path}`,
    en: `backup cannot be read: ${path}`,
  });

/** Writes a stream of `pack` below a folder; throws `backup_unreadable` at the first file that is not as it was. */
export async function unpack(stream: AsyncIterable<Uint8Array>, folder: string): Promise<Packed> {
  const source = reader(stream);
  let files = 0;
  let bytes = 0;
  const inside = (path: string): string => {
    const whole = resolve(join(folder, path));
    if (!whole.startsWith(resolve(folder) + sep)) throw damaged(path);
    return whole;
  };
  for (;;) {
    const head = await source.take(4);
    const length = head?.readUInt32BE(0) ?? 0;
    if (length === 0 || length > 8192) throw damaged("entry");
    const text = await source.take(length);
    const parsed = entry.safeParse(text === null ? null : JSON.parse(text.toString()));
    if (!parsed.success) throw damaged("entry");
    const { path, size, mode, link, end } = parsed.data;
    if (end === true) return { files, bytes };
    const file = inside(path);
    mkdirSync(dirname(file), { recursive: true });
    files += 1;
    if (link !== undefined) {
      linkSync(inside(link), file);
      continue;
    }
    const hash = createHash("sha256");
    const out = createWriteStream(file, { mode, flags: "wx" });
    for (let left = size; left > 0; ) {
      const data = await source.take(Math.min(CHUNK, left));
      if (data === null) throw damaged(path);
      hash.update(data);
      left -= data.length;
      if (!out.write(data)) await once(out, "drain");
    }
    await new Promise<void>((resolve, reject) =>
      out.end((error: unknown) => (error ? reject(error) : resolve())),
    );
    const digest = await source.take(32);
    if (digest === null || !digest.equals(hash.digest())) throw damaged(path);
    bytes += size;
  }
}
