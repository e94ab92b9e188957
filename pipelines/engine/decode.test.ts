import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decoderFor, EncodingFault } from "./decode.ts";

function decode(encoding: "utf-8" | "windows-1252" | "windows-1256", bytes: Uint8Array, cut: number): string {
  const decoder = decoderFor(encoding);
  const at = bytes.length === 0 ? 0 : cut % bytes.length;
  const parts = [decoder.push(bytes.subarray(0, at)), decoder.push(bytes.subarray(at)), decoder.end()];
  return Buffer.concat(parts).toString("utf8");
}
function faultOf(bytes: Uint8Array, cut: number): number {
  try {
    decode("utf-8", bytes, cut);
  } catch (error) {
    if (error instanceof EncodingFault) return error.offset;
    throw error;
  }
  return -1;
}

describe("utf-8", () => {
  test("passes as it is, however it is cut", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 50 }), fc.nat(), (text, cut) => {
        expect(decode("utf-8", Buffer.from(text), cut)).toBe(text);
      }),
    );
  });

  test("that is none is refused with the offset of its first bad byte", () => {
    const good = fc.string({ unit: "grapheme", maxLength: 30 }).map((text) => Buffer.from(text));
    const bad = fc.constantFrom([0xff], [0xe9, 0x20], [0xc3], [0xed, 0xa0, 0x80], [0x80], [0xf0, 0x9f, 0x98]);
    fc.assert(
      fc.property(good, bad, fc.constantFrom("", "suite"), fc.nat(), (before, broken, after, cut) => {
        const bytes = Buffer.concat([before, Buffer.from(broken), Buffer.from(after)]);
        expect(faultOf(bytes, cut)).toBe(before.length);
      }),
      { numRuns: 300 },
    );
  });
});

test("one-byte encodings are read as stated, never guessed", () => {
  expect(decode("windows-1252", Buffer.from([0x80, 0xe9, 0x92]), 1)).toBe("€é’");
  expect(decode("windows-1256", Buffer.from([0xc7, 0xe1]), 1)).toBe("ال");
});

test("a byte that windows-1252 leaves open is refused", () => {
  expect(() => decode("windows-1252", Buffer.from([65, 66, 0x9d]), 2)).toThrow(new EncodingFault(2));
});
