import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { fixedClock } from "../clock.ts";
import { openState } from "../state/index.ts";
import { ContentFault, contentOf } from "./index.ts";
import { attachmentStore, MOST_OF_A_PROJECT } from "./store.ts";

const MOST = 100_000;
const segment = (marker: number, body: Buffer | string): Buffer => {
  const bytes = Buffer.from(body);
  const head = Buffer.from([0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255]);
  return Buffer.concat([head, bytes]);
};
/** TIFF of one orientation and one place, in either order of bytes. */
const exif = (orientation: number, little: boolean): Buffer => {
  const tiff = Buffer.alloc(60);
  const short = (at: number, value: number) =>
    little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (at: number, value: number) =>
    little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(little ? "II" : "MM", 0, "latin1");
  short(2, 42);
  long(4, 8);
  short(8, 2);
  for (const [at, tag, value] of [
    [10, 0x0112, orientation],
    [22, 0x8825, 38],
  ] as const) {
    short(at, tag);
    short(at + 2, 3);
    long(at + 4, 1);
    short(at + 8, value);
  }
  tiff.write("GPS 33.5731 N", 40, "latin1");
  return Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
};
/** The segments of a picture of 3 × 2; its entropy is not decoded by anyone here. */
const jpeg = (notes: readonly Buffer[], after = ""): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
    ...notes,
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, Buffer.from([8, 0, 2, 0, 3, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]),
    Buffer.from(after),
  ]);
const chunk = (name: string, body: Buffer | string): Buffer => {
  const bytes = Buffer.concat([Buffer.from(name, "latin1"), Buffer.from(body)]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(bytes.length - 4);
  sum.writeUInt32BE(crc32(bytes));
  return Buffer.concat([size, bytes, sum]);
};
const png = (width: number, more: readonly Buffer[]): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(1, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(1 + 3 * Math.min(width, 10)));
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", head),
    ...more,
    chunk("IDAT", rows),
    chunk("IEND", ""),
    Buffer.from("after the end"),
  ]);
};
const pdf = (body: string): Buffer => Buffer.from(`%PDF-1.7\n${body}\ntrailer << >>\n%%EOF\n`);
const faultOf = (given: Buffer, most = MOST): string => {
  try {
    contentOf(given, most);
  } catch (error) {
    if (error instanceof ContentFault) return error.fault;
    throw error;
  }
  return "";
};

describe("a photo", () => {
  it("keeps nothing of who took it, where and with what, nor what follows its end", () => {
    const notes = [
      segment(0xe1, exif(1, true)),
      segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<x:creator>Somebody</x:creator>"),
      segment(0xe2, "MPF\0"),
      segment(0xed, "Photoshop 3.0\0City"),
      segment(0xfe, "made by a camera"),
    ];
    const { bytes, ...known } = contentOf(jpeg(notes, "another picture"), MOST);
    expect(known).toEqual({ type: "image/jpeg", width: 3, height: 2 });
    expect(bytes).toEqual(jpeg([]));
  });
  it.each([true, false])("still knows which way is up, and says no more (little end first: %s)", (little) => {
    const { bytes, width, height } = contentOf(jpeg([segment(0xe1, exif(6, little))]), MOST);
    expect([width, height]).toEqual([2, 3]);
    expect(bytes.toString("latin1")).not.toContain("GPS");
    expect(bytes.toString("latin1")).toContain("Exif");
    // Read again it is as it was: the orientation is where EXIF has it.
    expect(contentOf(bytes, MOST)).toEqual({ type: "image/jpeg", bytes, width, height });
  });
  it("in PNG keeps only what it is drawn from", () => {
    const more = [
      chunk("tEXt", "Author\0Somebody"),
      chunk("eXIf", exif(1, false)),
      chunk("pHYs", Buffer.alloc(9)),
    ];
    const { bytes, ...known } = contentOf(png(2, more), MOST);
    expect(known).toEqual({ type: "image/png", width: 2, height: 1 });
    expect(bytes.toString("latin1")).not.toMatch(/Somebody|GPS|after the end/);
    expect(bytes.toString("latin1")).toContain("pHYs");
  });
  it("is refused when it is cut short, not what it says, or larger than a page can show", () => {
    const whole = jpeg([]);
    for (let cut = 4; cut < whole.length; cut += 1)
      expect(faultOf(whole.subarray(0, cut))).toMatch(/cut_short|not_a_picture/);
    const drawn = png(2, []);
    for (let cut = 9; cut < drawn.length - "after the end".length; cut += 1)
      expect(faultOf(drawn.subarray(0, cut))).toMatch(/cut_short|not_a_picture/);
    const frame = Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xc0, ""), jpeg([]).subarray(2)]);
    expect(faultOf(frame)).toBe("not_a_picture");
    expect(faultOf(png(70_000_000, []))).toBe("too_many_pixels");
    expect(faultOf(Buffer.from("<svg onload='x()'/>"))).toBe("not_known");
    expect(faultOf(Buffer.alloc(0))).toBe("not_known");
    expect(faultOf(jpeg([]), 20)).toBe("too_large");
  });
});

describe("a document", () => {
  it("is taken when it is whole and does nothing of its own", () => {
    const plain = pdf("1 0 obj << /Type /Catalog >> endobj");
    expect(contentOf(plain, MOST)).toEqual({
      type: "application/pdf",
      bytes: plain,
      width: null,
      height: null,
    });
    expect(faultOf(pdf("<< /OpenAction 3 0 R >>"))).toBe("acts_by_itself");
    expect(faultOf(pdf("<< /S /J#61vaScript /JS (x) >>"))).toBe("acts_by_itself");
    expect(faultOf(pdf("<< /Encrypt 5 0 R >>"))).toBe("locked");
    expect(faultOf(Buffer.from("%PDF-1.7 and no end"))).toBe("cut_short");
  });
});

describe("what is kept", () => {
  const root = mkdtempSync(join(tmpdir(), "bayan-attachments-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const store = attachmentStore(openState(":memory:"), root, fixedClock("2026-11-21T09:00:00Z"));
  const content = contentOf(jpeg([]), MOST);
  const files = () =>
    readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const made = { project: "P1", title: "Le pont", isPublic: true, account: "berrechid" };

  it("is kept once however often it comes, and goes with the last that shows it", () => {
    const one = store.keep(made, content);
    const two = store.keep({ ...made, project: "P2", isPublic: false }, content);
    expect(files()).toHaveLength(1);
    expect(one).toMatchObject({ project: "P1", isPublic: true, width: 3, height: 2, type: "image/jpeg" });
    expect(one === null ? null : store.read(one)).toEqual(content.bytes);
    const before = store.stamp();
    expect(store.remove(one?.id ?? "")).toBe(true);
    expect(store.remove(one?.id ?? "")).toBe(false);
    expect(store.stamp()).not.toBe(before);
    expect(store.of("P1")).toEqual([]);
    expect(files()).toHaveLength(1);
    expect(store.remove(two?.id ?? "")).toBe(true);
    expect(files()).toEqual([]);
    expect(existsSync(root)).toBe(true);
  });
  it("is so many of a project and no more", () => {
    for (let n = 0; n < MOST_OF_A_PROJECT; n += 1) expect(store.keep(made, content)).not.toBeNull();
    expect(store.keep(made, content)).toBeNull();
    expect(store.keep({ ...made, project: "P2" }, content)).not.toBeNull();
  });
});
