import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { workbook, zip } from "../testing/files.ts";
import { type ConvertJob, LIMITS } from "./job.ts";
import { convertApart } from "./sandbox.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bayan-convert-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const job = (
  content: Buffer | string,
  kind: ConvertJob["kind"],
  more: Partial<ConvertJob> = {},
): ConvertJob => {
  const source = join(folder, "source");
  writeFileSync(source, content);
  return {
    ...{
      source,
      target: join(folder, "target"),
      kind,
      wrap: null,
      decimal: ".",
      dateFormat: "iso",
      limits: LIMITS,
    },
    columns: ["a", "b"].map((name) => ({ source: name, kind: "text", separator: null })),
    ...more,
  };
};
const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ a: `${n}`, b: "x".repeat(100) }));

test("a file that takes too long is left", async () => {
  const result = await convertApart(
    job(JSON.stringify(rows(10)), "json", { limits: { ...LIMITS, seconds: 0.02 } }),
  );
  expect(result).toMatchObject({ outcome: "costly" });
});

test("a file that takes too much memory is left", async () => {
  const large = JSON.stringify(rows(250_000));
  const result = await convertApart(job(large, "json", { limits: { ...LIMITS, memoryBytes: 90 << 20 } }));
  expect(result).toMatchObject({ outcome: "costly" });
});

test("what an archive says of its size is not believed", async () => {
  const bytes = await zip([{ name: "a.csv", content: Buffer.alloc(30_000, "a;b\n") }]);
  // The size in the central directory, made small: the stream is counted all the same.
  const at = bytes.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"));
  bytes.writeUInt32LE(10, at + 24);
  expect(await convertApart(job(bytes, "csv", { wrap: "zip" }))).toMatchObject({ outcome: "refused" });
});

test("a file that cannot be opened is the machine's fault, not the file's", async () => {
  const bytes = await workbook([
    {
      name: "A",
      rows: [
        ["a", "b"],
        ["1", "2"],
      ],
    },
  ]);
  expect(await convertApart(job(bytes, "xlsx"))).toMatchObject({ outcome: "done" });
  expect(readFileSync(join(folder, "target"), "utf8")).toBe("a;b\n1;2\n");
  const absent = { ...job(bytes, "json"), source: join(folder, "absent") };
  await expect(convertApart(absent)).rejects.toMatchObject({ code: "convert_failed" });
});

test("numbers keep their digits, whatever their form", async () => {
  const text = '{"a": 12345678901234567.89, "b": 1.5e3}\n{"a": 1e-3, "b": -0.10}\n{"a": 1E+21, "b": null}\n';
  await convertApart(job(text, "ndjson"));
  expect(readFileSync(join(folder, "target"), "utf8")).toBe(
    "a;b\n12345678901234567.89;1500\n0.001;-0.10\n1000000000000000000000;\n",
  );
  expect(existsSync(join(folder, "target.inner"))).toBe(false);
});
