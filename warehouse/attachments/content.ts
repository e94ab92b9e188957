import { bareJpeg } from "./jpeg.ts";
import { ContentFault, type Picture } from "./picture.ts";
import { barePng, PNG_MAGIC } from "./png.ts";

export const CONTENT_TYPES = ["image/jpeg", "image/png", "application/pdf"] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

/** A file as it may be kept: a picture with its size, or a document without one. */
export interface Content {
  readonly type: ContentType;
  readonly bytes: Buffer;
  readonly width: number | null;
  readonly height: number | null;
}
/** More than any camera of today gives, and little enough for a reader's browser. */
const MOST_PIXELS = 60_000_000;

/** What a file is by its own bytes, bare of what it must not tell. Throws a ContentFault for what is not taken. */
export function contentOf(given: Buffer, mostBytes: number): Content {
  if (given.length > mostBytes) throw new ContentFault("too_large");
  if (given.length >= 4 && given[0] === 0xff && given[1] === 0xd8)
    return drawn("image/jpeg", bareJpeg(given));
  if (given.subarray(0, 8).equals(PNG_MAGIC)) return drawn("image/png", barePng(given));
  if (given.subarray(0, 5).toString("latin1") === "%PDF-") return document(given);
  throw new ContentFault("not_known");
}

function drawn(type: ContentType, { bytes, width, height }: Picture): Content {
  if (width < 1 || height < 1) throw new ContentFault("not_a_picture");
  if (width * height > MOST_PIXELS) throw new ContentFault("too_many_pixels");
  return { type, bytes, width, height };
}

/** Names, `/JavaScript` say, may be written with their letters as numbers: `/J#61vaScript`. */
const plain = (text: string): string =>
  text.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const ACTS = /\/(?:JavaScript|JS|Launch|OpenAction|AA|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b/;

/** A PDF that does nothing of its own and that anyone can read. What lies compressed in it is left to the reader's own program. */
function document(given: Buffer): Content {
  const text = plain(given.toString("latin1"));
  if (!text.slice(-2048).includes("%%EOF")) throw new ContentFault("cut_short");
  if (/\/Encrypt\b/.test(text)) throw new ContentFault("locked");
  if (ACTS.test(text)) throw new ContentFault("acts_by_itself");
  return { type: "application/pdf", bytes: given, width: null, height: null };
}
