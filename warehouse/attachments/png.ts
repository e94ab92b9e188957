import { crc32 } from "node:zlib";
import { ContentFault, type Picture } from "./picture.ts";

export const PNG_MAGIC = Buffer.from("89504e470d0a1a0a", "hex");
/** What a picture is drawn from. Everything else is words, dates and places. */
const DRAWN = new Set(["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "sRGB", "cHRM", "pHYs", "sBIT"]);

/** A PNG without its words, dates and places, and without what follows its end. Throws a ContentFault for anything else. */
export function barePng(given: Buffer): Picture {
  if (!given.subarray(0, 8).equals(PNG_MAGIC)) throw new ContentFault("not_a_picture");
  const kept = [given.subarray(0, 8)];
  let at = 8;
  for (;;) {
    if (at + 12 > given.length) throw new ContentFault("cut_short");
    const end = at + 12 + given.readUInt32BE(at);
    if (end > given.length) throw new ContentFault("cut_short");
    const name = given.toString("latin1", at + 4, at + 8);
    if ((name === "IHDR") !== (at === 8) || (at === 8 && end !== 33)) throw new ContentFault("not_a_picture");
    if (crc32(given.subarray(at + 4, end - 4)) !== given.readUInt32BE(end - 4))
      throw new ContentFault("cut_short");
    if (DRAWN.has(name)) kept.push(given.subarray(at, end));
    at = end;
    if (name === "IEND") break;
  }
  return { bytes: Buffer.concat(kept), width: given.readUInt32BE(16), height: given.readUInt32BE(20) };
}
