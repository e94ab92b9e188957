import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { diskLow, sourceLate } from "./watch.ts";

describe("the watch", () => {
  it("finds a disk nearly full by share and by bytes", () => {
    const GiB = 2 ** 30;
    expect(diskLow({ free: 50 * GiB, size: 100 * GiB })).toBe(false);
    expect(diskLow({ free: 9 * GiB, size: 100 * GiB })).toBe(true);
    expect(diskLow({ free: GiB, size: 4 * GiB })).toBe(true);
  });
  it("finds a monthly source late five weeks after its next month ended", () => {
    expect(sourceLate("2026-09", new Date("2026-12-05T00:00:00Z"))).toBe(false);
    expect(sourceLate("2026-09", new Date("2026-12-07T00:00:00Z"))).toBe(true);
    expect(sourceLate("2025", new Date("2030-01-01T00:00:00Z"))).toBe(false);
    expect(sourceLate(null, new Date("2030-01-01T00:00:00Z"))).toBe(false);
  });
});

describe("the runbook", () => {
  const pages = globSync("docs/runbook/*.md", { cwd: PROJECT_ROOT }).map((file) =>
    file.replace(/^.*\/|\.md$/gu, ""),
  );
  it("has a page for each code that a watch or a job can tell an operator", () => {
    const told = new Set<string>(["job_failed", "interrupted"]);
    for (const file of globSync("{reports,pipelines,warehouse}/**/*.{ts,tsx}", { cwd: PROJECT_ROOT })) {
      if (/\.test\.tsx?$|\/testing\//u.test(file)) continue;
      const text = readFileSync(join(PROJECT_ROOT, file), "utf8");
      for (const [, code] of text.matchAll(/\bnotify\(\s*"([a-z_]+)"/gu)) told.add(code ?? "");
      if (!/^(?:reports|warehouse\/(?:release|dbt|state\/jobs))/u.test(file)) continue;
      for (const [, code] of text.matchAll(/new BayanError\(\s*"([a-z_]+)"/gu)) told.add(code ?? "");
    }
    const asked = ["no_release", "unknown_release", "bad_name", "real_exports"];
    expect([...told].filter((code) => !pages.includes(code) && !asked.includes(code)).sort()).toEqual([]);
  });
});
