import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixtureHome } from "#test/fixture/home.ts";
import { systemClock } from "#warehouse/clock.ts";
import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { homeAt } from "#warehouse/home.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { openState } from "#warehouse/state/index.ts";
import { type Archive, archiveIn } from "./archive/archive.ts";
import { makeAll } from "./batch/run.ts";
import { answersOf, answersOfAll } from "./definition/answers.ts";
import { loadDefinitions } from "./definition/load.ts";
import { latestPeriod, parsePeriod } from "./definition/period.ts";
import type { Definition, Level } from "./definition/schema.ts";
import { buildDocument, dataHash, type Input, keyFigures } from "./document/build.ts";
import type { TablePart } from "./document/types.ts";
import { personalInput } from "./eyes.ts";
import { inputOf, render, unitOf } from "./make.ts";
import { openHome } from "./testing/open.ts";

const definitions = loadDefinitions();
const folder = mkdtempSync(join(tmpdir(), "bayan-reports-"));
let home: Awaited<ReturnType<typeof openHome>>;
beforeAll(async () => {
  home = await openHome(await fixtureHome());
}, 600_000);
afterAll(() => {
  home.close();
  rmSync(folder, { recursive: true, force: true });
});

const named = (name: string): Definition => {
  const found = definitions.find((definition) => definition.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const issue = () => ({ release: home.release.id, sample: true, publicUrl: "https://bayan.example" });
const input = (name: string, territory: string): Promise<Input> => {
  const definition = named(name);
  const period = parsePeriod(definition.every, latestPeriod(definition.every, home.release.manifest.until));
  return inputOf(home.door, definition, { territory, period, viewer: PUBLIC_VIEWER }, issue());
};
const tables = (name: Input): TablePart[] =>
  buildDocument(name, "fr").sections.flatMap(({ parts }) => parts.filter((part) => part.kind === "table"));

describe("every report", () => {
  it("is typeset in French and Arabic, three pages and two charts at least", async () => {
    for (const definition of definitions) {
      const territory = definition.levels.includes("nation") ? "MA" : "06";
      const given = await input(definition.name, territory);
      for (const lang of ["fr", "ar"] as const) {
        const { bytes, pages, document } = await render(given, lang, "pdf");
        expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe("%PDF-");
        expect(pages ?? 0, definition.name).toBeGreaterThanOrEqual(3);
        const charts = document.sections.flatMap(({ parts }) => parts).filter(({ kind }) => kind === "chart");
        expect(charts.length, definition.name).toBeGreaterThanOrEqual(2);
        expect(document.sentences.length, definition.name).toBeGreaterThan(0);
        expect(JSON.stringify(document)).not.toMatch(/undefined|NaN/u);
      }
    }
  }, 60_000);

  it("names every province of the country in a chart, in Arabic", async () => {
    for (let region = 1; region <= 12; region += 1) {
      const given = await input("bulletin", String(region).padStart(2, "0"));
      expect((await render(given, "ar", "pdf")).pages ?? 0, String(region)).toBeGreaterThanOrEqual(3);
    }
  }, 60_000);

  it("says the same for a territory asked alone and for all asked at once", async () => {
    for (const definition of definitions) {
      const period = parsePeriod(
        definition.every,
        latestPeriod(definition.every, home.release.manifest.until),
      );
      for (const [code, level] of [
        ["MA", "nation"],
        ["06", "region"],
        ["01.511", "province"],
        ["01.511.01.0", "commune"],
        ["06.141.01.01", "commune"],
      ] as const) {
        if (!definition.levels.includes(level)) continue;
        const alone = await answersOf(home.door, definition, period, { code, level }, PUBLIC_VIEWER);
        const all = await answersOfAll(home.door, definition, period, level, PUBLIC_VIEWER);
        expect(all(code), `${definition.name} ${code}`).toEqual(alone);
      }
    }
  }, 60_000);
});

describe("the monthly report", () => {
  it("adds up: chapters to expenditure, months to the year", async () => {
    for (const territory of ["MA", "06", "01.511.01.0"]) {
      for (const table of tables(await input("monthly", territory))) {
        const total = table.rows.find(({ kind }) => kind === "total");
        const rows = table.rows.filter(({ kind }) => kind === "row");
        total?.cells.forEach((cell, at) => {
          if (cell.format !== "amount" || cell.value === null || table.title.startsWith("Dépenses")) return;
          const cents = (value: unknown) => BigInt(String(value ?? "0").replace(".", ""));
          const sum = rows.reduce((before, row) => before + cents(row.cells[at]?.value), 0n);
          expect(sum, `${territory} ${table.title} ${at}`).toBe(cents(cell.value));
        });
      }
    }
  });

  it("comes as a workbook with real numbers, frozen headings and notes", async () => {
    const given = await input("monthly", "06");
    const { bytes } = await render(given, "ar", "xlsx");
    const files = unzipSync(bytes);
    const sheet = strFromU8(files["xl/worksheets/sheet2.xml"] ?? new Uint8Array());
    expect(sheet).toContain('rightToLeft="1"');
    expect(sheet).toContain('state="frozen"');
    const [months] = tables(given);
    const values = [...sheet.matchAll(/<c r="([A-Z]+)(\d+)" s="\d+"><v>([^<]+)<\/v>/gu)];
    const ordered = values.filter(([, column]) => column === "C").map(([, , , value]) => String(value));
    expect(ordered).toEqual(months?.rows.map((row) => String(row.cells[1]?.value)));
    expect(Object.keys(files).filter((name) => name.includes("worksheets/"))).toHaveLength(
      tables(given).length + 2,
    );
    expect(bytes).toEqual((await render(given, "ar", "xlsx")).bytes);
  });

  it("leads from each of its metrics to the card that defines it", async () => {
    const given = await input("monthly", "06");
    const { cards } = buildDocument(given, "fr");
    expect(cards.length).toBeGreaterThan(5);
    for (const { card } of cards) {
      const name = /^https:\/\/bayan\.example\/fr\/indicateurs\/(\w+)$/u.exec(card)?.[1] ?? card;
      expect(given.names.metrics.has(name), name).toBe(true);
    }
    // A PDF kept on a machine without an address leads nowhere.
    expect(buildDocument({ ...given, issue: { ...given.issue, publicUrl: null } }, "fr").cards).toEqual([]);
  });
  it("comes as one HTML file that needs nothing else", async () => {
    const html = Buffer.from((await render(await input("monthly", "06"), "ar", "html")).bytes).toString();
    expect(html).toMatch(/<html lang="ar" dir="rtl">/);
    expect(html).not.toMatch(/<script|<link|src=|url\(|@import/u);
    expect(html.match(/<svg[^>]*class="plot"/gu)).toHaveLength(3);
  });

  it("is refused for what it does not cover", async () => {
    await expect(unitOf(home.door, named("monthly"), "99", PUBLIC_VIEWER)).rejects.toThrow(
      /unknown_territory/,
    );
    await expect(unitOf(home.door, named("bulletin"), "01.511", PUBLIC_VIEWER)).rejects.toThrow(
      /report_level/,
    );
  });
});

describe("a batch", () => {
  const definition = () => named("programme");
  const batch = (archive: Archive, root: string, levels: readonly Level[] = ["nation", "region"]) =>
    makeAll(home.door, archive, {
      ...{ definition: definition(), period: parsePeriod("month", "2026-09"), levels },
      ...{ langs: ["fr", "ar"], issue: issue(), root, workers: 2 },
    });

  it("makes each report once, keeps what stands, and makes the same bytes again elsewhere", async () => {
    const archive = archiveIn(openState(":memory:"), systemClock);
    const [one, two] = [join(folder, "one"), join(folder, "two")];
    expect(await batch(archive, one)).toEqual({ made: 26, kept: 0, revised: 0 });
    expect(await batch(archive, one)).toEqual({ made: 0, kept: 26, revised: 0 });
    const { items } = archive.search({ limit: 100 });
    rmSync(join(one, items[0]?.path ?? ""));
    expect(await batch(archive, one)).toEqual({ made: 1, kept: 25, revised: 0 });
    await batch(archiveIn(openState(":memory:"), systemClock), two);
    for (const { path } of items)
      expect(readFileSync(join(one, path)).equals(readFileSync(join(two, path)))).toBe(true);
    expect(archive.search({ territories: ["06"], lang: "ar" }).items).toMatchObject([
      { territory: "06", revision: 0 },
    ]);
  }, 60_000);

  it("issues a report again as a revision that says what changed, when its figures change", async () => {
    const archive = archiveIn(openState(":memory:"), systemClock);
    const root = join(folder, "again");
    await batch(archive, root, ["nation"]);
    const { items } = archive.search({ territory: "MA" });
    // What an earlier release would have given: other figures under the same report.
    const old = { hash: "0".repeat(64), release: "2026-09-000000000000" };
    archive.add(items.map((item) => ({ ...item, ...old, kpis: [7, ...item.kpis.slice(1)] })));
    expect(await batch(archive, root, ["nation"])).toEqual({ made: 2, kept: 0, revised: 2 });
    const [before] = items;
    if (before === undefined) throw new Error("nothing archived");
    const [after] = archive.search({ territory: "MA", lang: before.lang }).items;
    expect(after).toMatchObject({ revision: 1, hash: before.hash });
    expect(after?.path).toMatch(/-r1-exemple\.pdf$/);
    expect(archive.revisions(before)).toHaveLength(2);
    const given = await inputOf(
      home.door,
      definition(),
      { territory: "MA", period: parsePeriod("month", "2026-09"), viewer: PUBLIC_VIEWER },
      { ...issue(), revision: { number: 1, replaces: "2026-09-000000000000", kpis: [7] } },
    );
    expect(keyFigures(given)).toHaveLength(6);
    expect(buildDocument(given, "fr").notices.join(" ")).toMatch(
      /Révision 1 .* 2026-09-000000.*Projets : 7 devient/u,
    );
  }, 60_000);
});

it("holds what its reader may see: their own territory with their eyes and their mark, the rest with everyone's", async () => {
  const { settings } = loadSettings({ env: {} });
  const release = async () => ({ ...home.release, release: () => undefined });
  const ctx = { door: home.door, release, settings, home: homeAt(folder), clock: systemClock };
  const wali = { role: "wali", territory: "06", user: "u", lang: "fr" } as const;
  const seen = (territory: string) =>
    personalInput(ctx, named("services"), {
      territory,
      period: parsePeriod("quarter", "2026-Q3"),
      viewer: wali,
      lang: "fr",
    });
  const [own, other, country] = [await seen("06"), await seen("01"), await seen("MA")];
  expect([own.restricted, other.restricted, country.restricted]).toEqual([true, false, false]);
  expect(buildDocument(own.input, "fr").restricted).toContain("wilaya 06");
  // The country's figures beside one's own are the country's, not one's part of them.
  expect(own.input.answers.nation).toEqual(country.input.answers.nation);
  const open = await inputOf(
    home.door,
    named("services"),
    { territory: "06", period: own.input.period, viewer: PUBLIC_VIEWER },
    issue(),
  );
  expect(own.input.answers.quarter?.[0]?.row.complaints_received).toBe(
    open.answers.quarter?.[0]?.row.complaints_received,
  );
});

it("a report is added by adding one file", async () => {
  writeFileSync(
    join(folder, "small.json"),
    JSON.stringify({
      ...named("programme"),
      name: "small",
      sections: named("programme").sections.slice(0, 1),
    }),
  );
  const [small] = loadDefinitions(folder);
  if (small === undefined) throw new Error("not read");
  const period = parsePeriod("month", "2026-09");
  const given = await inputOf(home.door, small, { territory: "06", period, viewer: PUBLIC_VIEWER }, issue());
  expect(dataHash(given)).toMatch(/^[0-9a-f]{64}$/);
  expect((await render(given, "fr", "pdf")).pages).toBeGreaterThanOrEqual(2);
});
