import type { Encoding } from "../sources/contract.ts";

/**
 * An encoder for a one-byte encoding, from the platform's own decoder: whatever it decodes, we can write.
 * @throws where a character has no byte in it
 */
export function encoderFor(encoding: Encoding): (content: string) => Uint8Array {
  if (encoding === "utf-8") return (content) => new TextEncoder().encode(content);
  const decoder = new TextDecoder(encoding);
  const bytes = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) bytes.set(decoder.decode(Uint8Array.of(byte)), byte);
  return (content) => {
    const out = new Uint8Array(content.length);
    for (let at = 0; at < content.length; at += 1) {
      const byte = bytes.get(content.charAt(at));
      if (byte === undefined)
        throw new Error(`encode: ${encoding}: no byte for ${JSON.stringify(content.charAt(at))}`);
      out[at] = byte;
    }
    return out;
  };
}
