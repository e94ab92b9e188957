import { isUtf8 } from "node:buffer";
import type { Encoding } from "../sources/contract.ts";

/** A byte that its file's encoding does not have. */
export class EncodingFault extends Error {
  readonly offset: number;
  constructor(offset: number) {
    super(`encoding: byte ${offset}`);
    this.name = "EncodingFault";
    this.offset = offset;
  }
}

/** Turns a file's bytes, piece by piece, into UTF-8. Throws EncodingFault with the offset of the first bad byte. */
export interface Decoder {
  push(piece: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** Encodings are stated, by the manifest or the contract: none is ever guessed. */
export function decoderFor(encoding: Encoding): Decoder {
  switch (encoding) {
    case "utf-8":
      return new Utf8Check();
    case "utf-16":
      return new Utf16Decoder();
    case "windows-1252":
    case "windows-1256":
      return new ByteDecoder(encoding);
  }
}

const NOTHING = new Uint8Array(0);

/** UTF-8 passes as it is, once it is known to be UTF-8. */
class Utf8Check implements Decoder {
  #carry: Uint8Array = NOTHING;
  #offset = 0;

  push(piece: Uint8Array): Uint8Array {
    const joined = this.#carry.length === 0 ? piece : Buffer.concat([this.#carry, piece]);
    const whole = joined.length - unfinished(joined);
    const body = joined.subarray(0, whole);
    if (!isUtf8(body)) throw new EncodingFault(this.#offset + firstBadByte(body));
    this.#offset += whole;
    this.#carry = new Uint8Array(joined.subarray(whole));
    return piece;
  }

  end(): Uint8Array {
    if (this.#carry.length > 0) throw new EncodingFault(this.#offset);
    return NOTHING;
  }
}

/** Bytes at the end that begin a character whose rest is in the next piece. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** Halves the piece until the first character that is none stands alone. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const part = bytes.subarray(0, middle);
    if (isUtf8(part.subarray(0, middle - unfinished(part)))) good = middle;
    else bad = middle;
  }
  return good - unfinished(bytes.subarray(0, good));
}

/** One byte a character. The five bytes that windows-1252 leaves open would come out as control characters. */
class ByteDecoder implements Decoder {
  readonly #decoder: TextDecoder;
  readonly #encoder = new TextEncoder();
  #offset = 0;

  constructor(encoding: Encoding) {
    this.#decoder = new TextDecoder(encoding, { fatal: true });
  }

  push(piece: Uint8Array): Uint8Array {
    const text = this.#decoder.decode(piece);
    const control = text.search(/[\u0080-\u009f\ufffd]/);
    if (control >= 0) throw new EncodingFault(this.#offset + control);
    this.#offset += piece.length;
    return this.#encoder.encode(text);
  }

  end(): Uint8Array {
    return NOTHING;
  }
}

/** Two bytes a unit, their order by the mark at the start; a unit may be cut by a piece's end. */
class Utf16Decoder implements Decoder {
  #decoder: TextDecoder | null = null;
  #offset = 0;

  push(piece: Uint8Array): Uint8Array {
    this.#decoder ??= new TextDecoder(piece[0] === 0xfe && piece[1] === 0xff ? "utf-16be" : "utf-16le", {
      fatal: true,
    });
    return this.#decode(piece, true);
  }

  end(): Uint8Array {
    return this.#decode(NOTHING, false);
  }

  /** The fault lies in this piece; where exactly the decoder does not say. */
  #decode(piece: Uint8Array, stream: boolean): Uint8Array {
    try {
      const text = this.#decoder?.decode(piece, { stream }) ?? "";
      this.#offset += piece.length;
      return new TextEncoder().encode(text);
    } catch {
      throw new EncodingFault(this.#offset);
    }
  }
}
