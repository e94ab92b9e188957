import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "#warehouse/clock.ts";
import type { Home } from "#warehouse/home.ts";
import { headerRefusals, readHeader } from "./csv/header.ts";
import { StructureScanner } from "./csv/structure.ts";
import { type Decoder, decoderFor, EncodingFault } from "./decode.ts";
import { MANIFEST_SUFFIX } from "./inbox.ts";
import { formatOf, isRefusal, type Manifest, parseManifest } from "./manifest.ts";
import type { Format, InboxFile, Landed, Refusal, Structure } from "./types.ts";
import { isKept, VaultWriter } from "./vault.ts";

export interface LandContext {
  readonly home: Home;
  readonly clock: Clock;
  readonly key: Uint8Array;
  /** A folder of this run's own. */
  readonly scratch: string;
}

const PIECE = 2 << 20;

/**
 * Reads a file once: hash, encrypted copy, check of the encoding, count of the records, all while its bytes go by.
 * What is wrong with the file as a whole comes back as its refusal; null when it changed while being read, and so is
 * still being written.
 */
export async function land(file: InboxFile, context: LandContext): Promise<Landed | null> {
  const said = readManifest(file);
  const manifest = said === null || isRefusal(said.manifest) ? null : said.manifest;
  const asked = formatOf(file.table, manifest);
  const format = "code" in asked ? firstFormat(file) : asked;
  const read = await readOnce(file, format, context, said?.manifest ?? null);
  if (read === null) return null;
  const refusal =
    (said !== null && isRefusal(said.manifest) ? said.manifest : null) ??
    (manifest === null ? null : mismatch(file, manifest, read.sha256)) ??
    ("code" in asked ? asked : null) ??
    read.refusal ??
    contentRefusal(file, format, read.structure, manifest);
  return {
    file,
    manifest,
    manifestSha256: said?.sha256 ?? null,
    format,
    sha256: read.sha256,
    exportId: `${file.system}.${file.table.name}.${file.period.id}.${read.sha256.slice(0, 12)}`,
    extractedAt: (manifest === null
      ? wholeSecond(file.modified)
      : new Date(manifest.extracted_at)
    ).toISOString(),
    structure: read.structure,
    readable: read.readable,
    refusal,
  };
}

/** A file without a manifest was drawn when it was last written, as far as anyone knows. */
const wholeSecond = (date: Date): Date => new Date(Math.floor(date.getTime() / 1000) * 1000);

function readManifest(file: InboxFile): { manifest: Manifest | Refusal; sha256: string } | null {
  const path = `${file.path}${MANIFEST_SUFFIX}`;
  if (!existsSync(path)) return null;
  const content = readFileSync(path, "utf8");
  return { manifest: parseManifest(content), sha256: createHash("sha256").update(content).digest("hex") };
}

function firstFormat({ table: { accepts } }: InboxFile): Format {
  return {
    delimiter: accepts.delimiters[0] ?? ";",
    encoding: accepts.encodings[0] ?? "utf-8",
    decimal: accepts.decimals[0] ?? ".",
    dateFormat: accepts.dateFormats[0] ?? "iso",
  };
}

function mismatch(file: InboxFile, manifest: Manifest, sha256: string): Refusal | null {
  const said = [manifest.source_system, manifest.table, manifest.period];
  const known = [file.system, file.table.name, file.period.id];
  const at = said.findIndex((each, index) => each !== known[index]);
  const names = ["source_system", "table", "period"];
  if (at >= 0) return { code: "name_mismatch", column: names[at], value: `${said[at]} ≠ ${known[at]}` };
  if (manifest.sha256.toLowerCase() === sha256) return null;
  return { code: "sha256_mismatch", value: `${manifest.sha256.slice(0, 12)} ≠ ${sha256.slice(0, 12)}` };
}

function contentRefusal(
  file: InboxFile,
  format: Format,
  structure: Structure,
  manifest: Manifest | null,
): Refusal | null {
  if (structure.head.length === 0) return { code: "empty_file" };
  const expected = file.table.columns.map(({ source }) => source);
  const header = headerRefusals(readHeader(structure.head, format.delimiter), expected)[0];
  if (header !== undefined) return header;
  if (structure.open) return { code: "open_quote" };
  if (manifest !== null && manifest.row_count !== structure.rows)
    return { code: "row_count_mismatch", value: `${manifest.row_count} ≠ ${structure.rows}` };
  return null;
}

interface Read {
  readonly sha256: string;
  readonly structure: Structure;
  readonly readable: string;
  readonly refusal: Refusal | null;
}

async function readOnce(
  file: InboxFile,
  format: Format,
  context: LandContext,
  manifest: unknown,
): Promise<Read | null> {
  const sealed = join(context.scratch, `${file.system}-${file.name}.enc`);
  const copy = format.encoding === "utf-8" ? null : join(context.scratch, `${file.system}-${file.name}`);
  const hash = createHash("sha256");
  const scanner = new StructureScanner(format.delimiter);
  const decoder = new Decoding(decoderFor(format.encoding));
  const source = await open(file.path, "r");
  const writer = await VaultWriter.create(sealed, context.key);
  const target = copy === null ? null : await open(copy, "wx", 0o600);
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    for (let size = await fill(source, buffer); size > 0; size = await fill(source, buffer)) {
      const piece = buffer.subarray(0, size);
      hash.update(piece);
      await writer.push(piece);
      const text = decoder.push(piece);
      scanner.push(text);
      await target?.write(text);
    }
    decoder.end();
    const sha256 = hash.digest("hex");
    if (hasChanged(file)) {
      await writer.close();
      return null;
    }
    if (isKept(context.home, file.system, sha256)) await writer.close();
    else
      await writer.keep(context.home, {
        ...{ system: file.system, file: file.name, sha256, bytes: file.bytes },
        received_at: context.clock.now().toISOString(),
        cipher: "aes-256-gcm",
        manifest,
      });
    return { sha256, structure: scanner.end(), readable: copy ?? file.path, refusal: decoder.refusal };
  } finally {
    await source.close();
    await target?.close();
    rmSync(sealed, { force: true });
  }
}

const fill = async (source: FileHandle, buffer: Buffer): Promise<number> =>
  (await source.read(buffer, 0, buffer.length)).bytesRead;

const hasChanged = (file: InboxFile): boolean => {
  const now = statSync(file.path, { bigint: true });
  return !file.stamp.startsWith(`${now.size}@${now.mtimeNs} `);
};

/** After the first bad byte the rest passes undecoded, so that its records are still counted. */
class Decoding {
  readonly #decoder: Decoder;
  refusal: Refusal | null = null;

  constructor(decoder: Decoder) {
    this.#decoder = decoder;
  }

  push(piece: Uint8Array): Uint8Array {
    if (this.refusal !== null) return piece;
    return this.#attempt(() => this.#decoder.push(piece), piece);
  }

  end(): void {
    if (this.refusal === null) this.#attempt(() => this.#decoder.end(), new Uint8Array(0));
  }

  #attempt(decode: () => Uint8Array, otherwise: Uint8Array): Uint8Array {
    try {
      return decode();
    } catch (error) {
      if (!(error instanceof EncodingFault)) throw error;
      this.refusal = { code: "bad_encoding", value: String(error.offset) };
      return otherwise;
    }
  }
}
