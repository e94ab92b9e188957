import { type FileHandle, open } from "node:fs/promises";
import type { Encoding } from "../sources/index.ts";
import { StructureScanner } from "./csv/structure.ts";
import { type Decoder, decoderFor, EncodingFault } from "./decode.ts";
import type { Sieve, Sifted } from "./sieve/sieve.ts";
import type { Format, Refusal, Structure } from "./types.ts";

/** Bytes that are read at a time. */
const PIECE = 2 << 20;

/** Hands over a file piece by piece; the buffer is filled again with the next one. */
export async function readPieces(path: string, take: (piece: Uint8Array) => Promise<void>): Promise<void> {
  const source = await open(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    for (let size = await fill(source, buffer); size > 0; size = await fill(source, buffer))
      await take(buffer.subarray(0, size));
  } finally {
    await source.close();
  }
}

const fill = async (source: FileHandle, buffer: Buffer): Promise<number> =>
  (await source.read(buffer, 0, buffer.length)).bytesRead;

export interface Scanned {
  readonly structure: Structure;
  readonly sifted: Sifted | null;
  readonly refusal: Refusal | null;
}

/**
 * Checks the encoding of a text and counts its records while its bytes go by; writes a UTF-8 copy where asked. A sieve
 * counts them too: where one has gone over the whole text, nobody else need.
 */
export class TextScan {
  readonly #delimiter: string;
  readonly #scanner: StructureScanner | null;
  readonly #decoder: Decoding;
  readonly #copy: FileHandle | null;
  readonly #sieve: Sieve | null;

  private constructor(
    format: Pick<Format, "delimiter" | "encoding">,
    copy: FileHandle | null,
    sieve: Sieve | null,
  ) {
    this.#delimiter = format.delimiter;
    this.#scanner = sieve === null ? new StructureScanner(format.delimiter) : null;
    this.#sieve = sieve;
    this.#decoder = new Decoding(format.encoding);
    this.#copy = copy;
  }

  static async open(
    format: Pick<Format, "delimiter" | "encoding">,
    copy: string | null,
    sieve: Sieve | null = null,
  ): Promise<TextScan> {
    return new TextScan(format, copy === null ? null : await open(copy, "wx", 0o600), sieve);
  }

  async push(piece: Uint8Array): Promise<void> {
    const text = this.#decoder.push(piece);
    this.#scanner?.push(text);
    this.#sieve?.push(text);
    await this.#copy?.write(text);
  }

  /** @param readable where the text stands, should it have to be gone over again */
  async end(readable: string): Promise<Scanned> {
    const rest = this.#decoder.end();
    this.#scanner?.push(rest);
    this.#sieve?.push(rest);
    await this.#copy?.write(rest);
    const { refusal } = this.#decoder;
    const sifted = this.#sieve?.end() ?? null;
    if (sifted !== null) return { ...sifted, refusal };
    return { structure: await this.#structure(readable), sifted: null, refusal };
  }

  async #structure(readable: string): Promise<Structure> {
    if (this.#scanner !== null) return this.#scanner.end();
    const scanner = new StructureScanner(this.#delimiter);
    await readPieces(readable, async (piece) => scanner.push(piece));
    return scanner.end();
  }

  async close(): Promise<void> {
    await this.#copy?.close();
  }
}

const NOTHING = new Uint8Array(0);

/** After the first bad byte the rest passes undecoded, so that its records are still counted. */
class Decoding {
  readonly #decoder: Decoder;
  readonly #other: Utf8Witness | null;
  refusal: Refusal | null = null;

  constructor(encoding: Encoding) {
    this.#decoder = decoderFor(encoding);
    this.#other = encoding.startsWith("windows-") ? new Utf8Witness() : null;
  }

  push(piece: Uint8Array): Uint8Array {
    if (this.refusal !== null) return piece;
    this.#other?.see(piece);
    return this.#attempt(() => this.#decoder.push(piece), piece);
  }

  end(): Uint8Array {
    if (this.#other?.isUtf8() === true) this.refusal = { code: "drift_encoding", value: "utf-8" };
    return this.refusal === null ? this.#attempt(() => this.#decoder.end(), NOTHING) : NOTHING;
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

/**
 * Whether bytes that are said to be of one byte a character are UTF-8: read as stated, every accent would turn into
 * two wrong letters without a word.
 */
class Utf8Witness {
  readonly #check = decoderFor("utf-8");
  #good = true;
  #beyondAscii = false;

  see(piece: Uint8Array): void {
    if (!this.#good) return;
    this.#beyondAscii ||= piece.some((byte) => byte > 0x7f);
    this.#try(() => this.#check.push(piece));
  }

  isUtf8(): boolean {
    this.#try(() => this.#check.end());
    return this.#good && this.#beyondAscii;
  }

  #try(check: () => unknown): void {
    try {
      check();
    } catch (error) {
      if (!(error instanceof EncodingFault)) throw error;
      this.#good = false;
    }
  }
}
