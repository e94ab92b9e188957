import { createReadStream, createWriteStream, statSync } from "node:fs";
import { PassThrough, type Readable, Transform, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { type Limits, Refused } from "./job.ts";

/** Small files may pack well without any harm. */
const FREE_BYTES = 1 << 20;

/** Writes what a gzip holds, once it is known to be within the limits: nothing is written of one that is not. */
export async function gunzip(source: string, target: string, limits: Limits): Promise<void> {
  const packed = statSync(source).size;
  const most = Math.min(limits.archiveBytes, Math.max(FREE_BYTES, packed * limits.ratio));
  const unpacked = () => [createReadStream(source), createGunzip(), counted(most)] as const;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(...unpacked(), nowhere).catch(refuse);
  await pipeline(...unpacked(), createWriteStream(target, { flags: "wx", mode: 0o600 })).catch(refuse);
}

/** Passes bytes on and refuses once they are too many. */
export function counted(most: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most) done(new Refused("archive_too_large", `> ${most}`));
      else done(null, chunk);
    },
  });
}

/** Writes the one data file of a zip; gives its name. */
export async function unzip(source: string, target: string, limits: Limits): Promise<string> {
  const archive = await openZip(source, limits);
  try {
    const files = archive.entries.filter(
      ({ fileName }) =>
        !fileName.endsWith("/") && !/\.manifest\.json$|(?:^|\/)(?:__MACOSX\/|\.)/.test(fileName),
    );
    const [only] = files;
    if (only === undefined || files.length > 1) throw new Refused("archive_ambiguous", String(files.length));
    const stream = await archive.read(only, limits.archiveBytes);
    await pipeline(stream, createWriteStream(target, { flags: "wx", mode: 0o600 })).catch(refuse);
    return only.fileName.split("/").at(-1) ?? "";
  } finally {
    archive.close();
  }
}

export interface Archive {
  readonly entries: readonly Entry[];
  read(entry: Entry, most: number): Promise<Readable>;
  close(): void;
}

/** Opens a zip after a look at all of its entries: names that lead out, links, sizes, ratio, number. */
export async function openZip(source: string, limits: Limits): Promise<Archive> {
  const zip = await openPromise(source, {
    autoClose: false,
    strictFileNames: true,
    validateEntrySizes: true,
  }).catch(refuse);
  try {
    const entries = await entriesOf(zip, limits);
    return {
      entries,
      async read(entry, most) {
        const stream = await zip.openReadStreamPromise(entry).catch(refuse);
        const bounded = new PassThrough();
        pipeline(stream, counted(most), bounded).catch((error: unknown) =>
          bounded.destroy(error instanceof Error ? error : new Error(String(error))),
        );
        return bounded;
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

const LINK = 0o120000;
const FILE_TYPE = 0o170000;

async function entriesOf(zip: ZipFile, limits: Limits): Promise<Entry[]> {
  if (zip.entryCount > limits.entries) throw new Refused("archive_too_many", String(zip.entryCount));
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (/^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\0\\]/i.test(name)) throw new Refused("archive_unsafe");
      if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === LINK) throw new Refused("archive_unsafe");
      if (entry.isEncrypted()) throw new Refused("archive_unsafe", "chiffré");
      entries.push(entry);
      if (entries.length > limits.entries) throw new Refused("archive_too_many", String(entries.length));
    }
  } catch (error) {
    // yauzl itself stops at names that lead out of the archive.
    if (error instanceof Error && /file ?name|relative path|absolute path/i.test(error.message))
      throw new Refused("archive_unsafe");
    refuse(error);
  }
  const packed = entries.reduce((sum, each) => sum + each.compressedSize, 0);
  const whole = entries.reduce((sum, each) => sum + each.uncompressedSize, 0);
  if (whole > limits.archiveBytes || whole > Math.max(FREE_BYTES, packed * limits.ratio))
    throw new Refused("archive_too_large", `${packed} → ${whole}`);
  return entries;
}

/** Whatever a library says of a broken archive, the file is unreadable; its words may repeat the content. */
function refuse(error: unknown): never {
  if (error instanceof Refused) throw error;
  if (error instanceof Error && "code" in error && /^E[A-Z]+$/.test(String(error.code))) throw error;
  throw new Refused("unreadable_file");
}
