import { expect, test } from "vitest";
import { sourceFiles } from "./tree.ts";

const code = () => sourceFiles([".ts", ".tsx", ".sql", ".yml", ".css"]);

test("one concept a file: half under 120 lines, nine in ten under 300, none over 500", () => {
  const files = code();
  const share = (limit: number) => files.filter((file) => file.lines < limit).length / files.length;
  expect(files.filter((file) => file.lines > 500).map((file) => `${file.path}: ${file.lines}`)).toEqual([]);
  expect(share(300)).toBeGreaterThanOrEqual(0.9);
  expect(share(120)).toBeGreaterThanOrEqual(0.5);
});

test("only the clock reads the clock", () => {
  const wrong = sourceFiles()
    .filter((file) => file.path !== "warehouse/clock.ts" && !/(\.test\.tsx?$|^test\/)/.test(file.path))
    .filter((file) => !/^[a-z]+\/client\//.test(file.path))
    .filter((file) => /\bDate\.now\(|\bnew Date\(\)/.test(file.text))
    .map((file) => file.path);
  expect(wrong).toEqual([]);
});

test("each engine has a folder of its own for what it does not hold in memory", () => {
  const wrong = sourceFiles()
    .filter(
      (file) => file.path !== "warehouse/engine.ts" && !/(\.test\.ts$|^test\/|\/testing\/)/.test(file.path),
    )
    .filter((file) => /\bDuckDBInstance\.(create|fromCache)\(/.test(file.text))
    .map((file) => file.path);
  expect(wrong).toEqual([]);
});

test("no fault is swallowed: no empty catch", () => {
  const wrong = sourceFiles()
    .filter((file) =>
      /catch\s*(\([^)]*\))?\s*\{\s*\}|\.catch\(\s*\(\s*\)\s*=>\s*(\{\s*\}|undefined|null)\s*\)/.test(
        file.text,
      ),
    )
    .map((file) => file.path);
  expect(wrong).toEqual([]);
});
