import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { buildTerritory, type TerritoryTable } from "./index.ts";
import { isFresh, writeStamp } from "./stamp.ts";

const lib = join(PROJECT_ROOT, ".venv", "lib");
const python = existsSync(lib) ? readdirSync(lib).find((name) => name.startsWith("python3")) : undefined;
const sitePackages = join(lib, python ?? "python3", "site-packages");
const hashOf = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");

describe("the territory", () => {
  let made: TerritoryTable[];
  let connection: DuckDBConnection;
  const scratch = mkdtempSync(join(tmpdir(), "bayan-territory-"));
  const rows = async (sql: string): Promise<unknown[][]> =>
    (await connection.runAndReadAll(sql)).getRowsJson();

  beforeAll(async () => {
    made = await buildTerritory({ sitePackages, rawDir: scratch });
    connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
    for (const { table, file } of made) {
      await connection.run(`CREATE VIEW ${table} AS FROM read_parquet('${file}')`);
    }
  });

  afterAll(() => rmSync(scratch, { recursive: true }));

  it("has every table under its version", () => {
    expect(made.map(({ table }) => table)).toEqual([
      "unit",
      "ancestor",
      "census",
      "segment",
      "crosswalk",
      "unit_version",
      "indicator",
      "census_indicator",
    ]);
    expect(made[0]?.file).toBe(join(scratch, "ref", "unit", "1.9.1.parquet"));
  });

  it("gives the same bytes on any number of threads", async () => {
    const other = mkdtempSync(join(tmpdir(), "bayan-territory-"));
    const threads = await (await DuckDBInstance.create(":memory:", { threads: "4" })).connect();
    const again = await buildTerritory({ sitePackages, rawDir: other, connection: threads });
    expect(again.map(({ file }) => hashOf(file))).toEqual(made.map(({ file }) => hashOf(file)));
    rmSync(other, { recursive: true });
  }, 240_000);

  it("makes nothing twice, unless a file is torn or an input changed", () => {
    const folder = mkdtempSync(join(tmpdir(), "bayan-stamp-"));
    writeFileSync(join(folder, "a.parquet"), "whole");
    expect(isFresh(folder, "inputs")).toBe(false);
    writeStamp(folder, "inputs", ["a.parquet"]);
    expect(isFresh(folder, "inputs")).toBe(true);
    expect(isFresh(folder, "other inputs")).toBe(false);
    writeFileSync(join(folder, "a.parquet"), "torn");
    expect(isFresh(folder, "inputs")).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it("keeps codes as text and places each unit", async () => {
    expect(
      await rows(`SELECT code, level, kind, name_fr, parent_code, region_code, province_code, commune_code, has_council, urban
        FROM unit WHERE code IN ('MA', '01', '01.511', '01.511.01.0', '01.511.01.01', '06.141.01.10', '06.141.01.11') ORDER BY code`),
    ).toEqual([
      ["01", "region", "region", "Tanger-Tétouan-Al Hoceima", "MA", "01", null, null, true, null],
      ["01.511", "province", "prefecture", "Tanger-Assilah", "01", "01", "01.511", null, true, null],
      ["01.511.01.0", "commune", "commune", "Tanger", "01.511", "01", "01.511", "01.511.01.0", true, true],
      ["01.511.01.01", "commune", "commune", "Assilah", "01.511", "01", "01.511", "01.511.01.01", true, true],
      [
        "06.141.01.10",
        "province",
        "prefecture_arrondissements",
        "Al-Fida-Mers-Sultan",
        "06.141",
        "06",
        "06.141",
        "06.141.01.0",
        false,
        null,
      ],
      [
        "06.141.01.11",
        "arrondissement",
        "arrondissement",
        "Al-Fida",
        "06.141.01.0",
        "06",
        "06.141",
        "06.141.01.0",
        false,
        true,
      ],
      ["MA", "nation", "nation", "Maroc", null, null, null, null, false, null],
    ]);
  });

  it("knows an arrondissement's commune and its governor, and no prefix for an ancestor", async () => {
    expect(
      await rows(
        "SELECT ancestor_code, depth FROM ancestor WHERE unit_code = '06.141.01.11' ORDER BY depth, ancestor_code",
      ),
    ).toEqual([
      ["06.141.01.11", 0],
      ["06.141.01.0", 1],
      ["06.141.01.10", 1],
      ["06.141", 2],
      ["06", 3],
      ["MA", 4],
    ]);
    expect(
      await rows(
        "SELECT unit_code FROM ancestor WHERE ancestor_code = '01.511.01.0' AND depth = 1 ORDER BY 1",
      ),
    ).toHaveLength(4);
  });

  it("takes the DGCT's segments on 2014 and computes them on 2024", async () => {
    expect(
      await rows(
        "SELECT census_year, segment, count(*)::INTEGER FROM segment GROUP BY ALL ORDER BY census_year, min(code), 2",
      ),
    ).toHaveLength(12);
    expect(
      await rows(
        "SELECT segment, count(*)::INTEGER FROM segment WHERE census_year = 2014 GROUP BY ALL ORDER BY 2",
      ),
    ).toEqual([
      ["arrondissements", 6],
      ["gt_250k", 7],
      ["100k_250k", 23],
      ["50k_100k", 45],
      ["15k_50k", 356],
      ["lt_15k", 1066],
    ]);
  });

  it("states rates as ratios, and leaves out what the 2014 census did not publish", async () => {
    expect(
      await rows(`SELECT code, census_year, population, households, electricity_rate FROM census
        WHERE code IN ('MA', '06.141.01.0', '12.391.05.05') ORDER BY code, census_year`),
    ).toEqual([
      ["06.141.01.0", 2014, "3357173", expect.anything(), null],
      ["06.141.01.0", 2024, "3215935", expect.anything(), expect.anything()],
      ["12.391.05.05", 2014, null, null, null],
      ["12.391.05.05", 2024, "646", "168", null],
      ["MA", 2014, "33848242", "7313806", "0.916000"],
      ["MA", 2024, "36828330", "9275038", "0.971000"],
    ]);
  });

  it("keeps the former codes and names of the renumbered communes, with dates", async () => {
    expect(
      await rows(
        "SELECT count(*)::INTEGER FROM unit_version WHERE version = 1 AND valid_to = DATE '2015-01-01'",
      ),
    ).toEqual([[207]]);
    expect(
      await rows("SELECT code_then, name_fr FROM unit_version WHERE code = '01.051.11.07' ORDER BY version"),
    ).toEqual([
      ["01.051.05.07", "Bni Abdallah"],
      ["01.051.11.07", "Bni Abdellah"],
    ]);
  });

  it("carries every census figure with the unit of its dictionary", async () => {
    expect(
      await rows(`SELECT census_year, area, sex, value, unit FROM census_indicator
        WHERE code = 'MA' AND indicator = 'illiteracy_rate_10_plus' ORDER BY census_year, area, sex LIMIT 3`),
    ).toEqual([
      [2014, "rural", "all", expect.any(Number), "percent"],
      [2014, "rural", "female", expect.any(Number), "percent"],
      [2014, "rural", "male", expect.any(Number), "percent"],
    ]);
    expect(await rows("SELECT count(*)::INTEGER FROM indicator WHERE unit IS NULL")).toEqual([[0]]);
  });

  it("says what is wrong with a package that it does not know", async () => {
    await expect(buildTerritory({ sitePackages: scratch, rawDir: scratch })).rejects.toThrow(
      "territory_package",
    );
  });
});
