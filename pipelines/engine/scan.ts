import { type FileHandle, open } from "node:fs/promises";
import { StructureScanner } from "./csv/structure.ts";
import { type Decoder, decoderFor, EncodingFault } from "./decode.ts";
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

/** Checks the encoding of a text and counts its records while its bytes go by; writes a UTF-8 copy where asked. */
export class TextScan {
  readonly #scanner: StructureScanner;
  readonly #decoder: Decoding;
  readonly #copy: FileHandle | null;

  private constructor(format: Pick<Format, "delimiter" | "encoding">, copy: FileHandle | null) {
    this.#scanner = new StructureScanner(format.delimiter);
    this.#decoder = new Decoding(decoderFor(format.encoding));
    this.#copy = copy;
  }

  static async open(format: Pick<Format, "delimiter" | "encoding">, copy: string | null): Promise<TextScan> {
    return new TextScan(format, copy === null ? null : await open(copy, "wx", 0o600));
  }

  async push(piece: Uint8Array): Promise<void> {
    const text = this.#decoder.push(piece);
    this.#scanner.push(text);
    await this.#copy?.write(text);
  }

  async end(): Promise<{ readonly structure: Structure; readonly refusal: Refusal | null }> {
    const rest = this.#decoder.end();
    this.#scanner.push(rest);
    await this.#copy?.write(rest);
    return { structure: this.#scanner.end(), refusal: this.#decoder.refusal };
  }

  async close(): Promise<void> {
    await this.#copy?.close();
  }
}

const NOTHING = new Uint8Array(0);

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

  end(): Uint8Array {
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
