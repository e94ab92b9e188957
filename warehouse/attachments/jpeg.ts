import { ContentFault, type Picture } from "./picture.ts";

const [SOI, EOI, SOS, APP0, APP1, APP15, COM] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xef, 0xfe];
/** Adobe's: how colours are written, without which some are drawn wrong. */
const APP14 = 0xee;
const ORIENTATION = 0x0112;

/** Frames of a picture: SOF0 to SOF15, but for the three markers among them that are something else. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/**
 * A JPEG without what it says of who took it, where and with what: every application segment and comment goes, but for the
 * two that say how colours are written; of EXIF only which way is up is written anew. What follows the end of the picture
 * goes too: cameras put whole pictures there. Throws a ContentFault for anything else than one whole JPEG.
 */
export function bareJpeg(given: Buffer): Picture {
  const kept: Buffer[] = [given.subarray(0, 2)];
  let [at, turned] = [2, 1];
  let size: { width: number; height: number } | null = null;
  if (given.readUInt16BE(0) !== (0xff00 | SOI)) throw new ContentFault("not_a_picture");
  for (;;) {
    // A marker may stand after any number of bytes that fill.
    while (given[at] === 0xff && given[at + 1] === 0xff) at += 1;
    const marker = markerAt(given, at);
    if (marker === EOI) {
      kept.push(given.subarray(at, at + 2));
      break;
    }
    if (at + 4 > given.length) throw new ContentFault("cut_short");
    const length = given.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (end > given.length) throw new ContentFault("cut_short");
    if (length < (isFrame(marker) ? 8 : 2)) throw new ContentFault("not_a_picture");
    const segment = given.subarray(at, end);
    if (isFrame(marker)) size = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) };
    if (marker === APP1) turned = orientationOf(segment) ?? turned;
    const isNote =
      (marker >= APP0 && marker <= APP15 && marker !== APP0 && marker !== APP14) || marker === COM;
    if (!isNote) kept.push(segment);
    at = end;
    if (marker !== SOS) continue;
    const next = endOfScan(given, at);
    kept.push(given.subarray(at, next));
    at = next;
  }
  if (size === null) throw new ContentFault("not_a_picture");
  const bytes = Buffer.concat(
    turned === 1 ? kept : [...kept.slice(0, 1), orientationSegment(turned), ...kept.slice(1)],
  );
  return turned >= 5 ? { bytes, width: size.height, height: size.width } : { bytes, ...size };
}

function markerAt(given: Buffer, at: number): number {
  if (at + 2 > given.length) throw new ContentFault("cut_short");
  if (given[at] !== 0xff) throw new ContentFault("not_a_picture");
  return given[at + 1] as number;
}

/** Where the next marker is that is no restart and no stuffed byte. */
function endOfScan(given: Buffer, from: number): number {
  for (let at = given.indexOf(0xff, from); at >= 0; at = given.indexOf(0xff, at + 1)) {
    const next = given[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new ContentFault("cut_short");
}

/** Which way is up, 1 to 8, as EXIF says it; null where it does not, or says it wrong. */
function orientationOf(segment: Buffer): number | null {
  if (segment.toString("latin1", 4, 10) !== "Exif\0\0") return null;
  const tiff = segment.subarray(10);
  if (tiff.length < 14) return null;
  const little = tiff.toString("latin1", 0, 2) === "II";
  const short = (at: number): number =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < short(first); entry += 1) {
    const at = first + 2 + 12 * entry;
    if (short(at) !== ORIENTATION) continue;
    const value = short(at + 8);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** An EXIF segment that says which way is up, and nothing else. */
function orientationSegment(value: number): Buffer {
  const segment = Buffer.alloc(36);
  segment.writeUInt16BE(0xff00 | APP1, 0);
  segment.writeUInt16BE(34, 2);
  segment.write("Exif\0\0MM\0*", 4, "latin1");
  segment.writeUInt32BE(8, 14);
  segment.writeUInt16BE(1, 18);
  segment.writeUInt16BE(ORIENTATION, 20);
  segment.writeUInt16BE(3, 22);
  segment.writeUInt32BE(1, 24);
  segment.writeUInt16BE(value, 28);
  return segment;
}
