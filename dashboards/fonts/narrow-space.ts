/**
 * The smallest font there can be: one empty glyph, U+202F, a fifth of an em wide. IBM Plex Sans has no narrow
 * no-break space, and what browsers put in its place (0.118 em) is too tight to part groups of digits.
 * `node dashboards/fonts/narrow-space.ts` writes narrow-space.ttf; a test holds the file to these bytes.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const UNITS = 1000;
const ADVANCE = 200;
const NAME = "Bayan Narrow Space";

const u16 = (...values: number[]): number[] => values.flatMap((value) => [(value >> 8) & 255, value & 255]);
const u32 = (...values: number[]): number[] =>
  values.flatMap((value) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
const text = (value: string): number[] => [...value].flatMap((letter) => u16(letter.codePointAt(0) ?? 0));

/** Table by table, as the OpenType specification lists their fields. */
function tables(): [string, number[]][] {
  const head = [
    ...u16(1, 0),
    ...u32(0x10000, 0, 0x5f0f3cf5),
    ...u16(3, UNITS),
    ...u32(0, 0, 0, 0),
    ...u16(0, 0, 0, 0, 0, 8, 2, 0, 0),
  ];
  const hhea = [...u16(1, 0, 800, 0x10000 - 200, 0, ADVANCE, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2)];
  const maxp = [...u32(0x10000), ...u16(2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)];
  const os2 = [
    ...u16(4, ADVANCE, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 250, 0),
    ...Array<number>(10).fill(0),
    ...u32(0, 0, 0, 0),
    ...text("  ").filter((_, index) => index % 2 === 1),
    0x20,
    0x20,
    ...u16(0x40, 0x202f, 0x202f, 800, 0x10000 - 200, 0, 800, 200),
    ...u32(1, 0),
    ...u16(500, 700, 0, 0x202f, 0),
  ];
  // Format 4: one segment for U+202F, and the one that ends every such table.
  const cmap = [
    ...u16(0, 1, 3, 1),
    ...u32(12),
    ...u16(4, 32, 0, 4, 4, 1, 0, 0x202f, 0xffff, 0, 0x202f, 0xffff, (1 - 0x202f) & 0xffff, 1, 0, 0),
  ];
  const hmtx = [...u16(ADVANCE, 0, ADVANCE, 0)];
  const names = [
    [1, NAME],
    [2, "Regular"],
    [4, NAME],
    [6, NAME.replaceAll(" ", "")],
  ] as const;
  let offset = 0;
  const records = names.flatMap(([id, value]) => {
    const record = u16(3, 1, 0x409, id, value.length * 2, offset);
    offset += value.length * 2;
    return record;
  });
  const name = [
    ...u16(0, names.length, 6 + names.length * 12),
    ...records,
    ...names.flatMap(([, value]) => text(value)),
  ];
  const post = [...u32(0x30000, 0), ...u16(0, 0), ...u32(0, 0, 0, 0, 0)];
  return [
    ["OS/2", os2],
    ["cmap", cmap],
    ["glyf", [0]],
    ["head", head],
    ["hhea", hhea],
    ["hmtx", hmtx],
    ["loca", u16(0, 0, 0)],
    ["maxp", maxp],
    ["name", name],
    ["post", post],
  ];
}

const padded = (bytes: readonly number[]): number[] => [
  ...bytes,
  ...Array<number>((4 - (bytes.length % 4)) % 4).fill(0),
];
function checksum(bytes: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 4) sum = (sum + u32At(bytes, i)) >>> 0;
  return sum;
}
const u32At = (bytes: readonly number[], at: number): number =>
  (((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)) >>>
  0;

/** The font's bytes. */
export function narrowSpace(): Uint8Array {
  const all = tables();
  const start = 12 + all.length * 16;
  const directory: number[] = [...u32(0x10000), ...u16(all.length, 128, 3, all.length * 16 - 128)];
  const body: number[] = [];
  let head = 0;
  for (const [tag, bytes] of all) {
    const data = padded(bytes);
    if (tag === "head") head = start + body.length;
    directory.push(
      ...[...tag].map((letter) => letter.charCodeAt(0)),
      ...u32(checksum(data), start + body.length, bytes.length),
    );
    body.push(...data);
  }
  const font = [...directory, ...body];
  font.splice(head + 8, 4, ...u32((0xb1b0afba - checksum(font)) >>> 0));
  return Uint8Array.from(font);
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, "narrow-space.ttf"), narrowSpace());
