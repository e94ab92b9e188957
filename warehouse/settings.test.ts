import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { UsageError } from "./errors.ts";
import { PROJECT_ROOT } from "./home.ts";
import { bytesOf, envName, loadSettings } from "./settings.ts";
import { SETTING_SPECS } from "./settings-spec.ts";

const folder = mkdtempSync(join(tmpdir(), "bayan-settings-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const written = (value: unknown): string => {
  const file = join(folder, "bayan.config.json");
  writeFileSync(file, typeof value === "string" ? value : JSON.stringify(value));
  return file;
};

describe("loadSettings", () => {
  it("puts the environment over the file over the defaults, and says where each came from", () => {
    const file = written({ port: 9000, threads: 3 });
    const { settings, rows } = loadSettings({ env: { BAYAN_PORT: "9100", BAYAN_HOST: "" }, file });
    expect(settings).toMatchObject({ port: 9100, threads: 3, host: "127.0.0.1", sampleUntil: "2026-10" });
    const origin = (name: string) => rows.find((row) => row.name === name)?.origin;
    expect([origin("port"), origin("threads"), origin("host")]).toEqual(["environment", "file", "default"]);
  });

  it("takes paths from the file's folder, the environment's from the working folder", () => {
    const file = written({ home: "data" });
    expect(loadSettings({ env: {}, file }).settings.home).toBe(join(folder, "data"));
    expect(loadSettings({ env: { BAYAN_HOME: "here" }, file, cwd: "/srv" }).settings.home).toBe("/srv/here");
    expect(loadSettings({ env: {} }).settings.home).toBe(join(PROJECT_ROOT, "var"));
  });

  it("keeps its keys below the home unless told otherwise", () => {
    const { settings } = loadSettings({ env: { BAYAN_HOME: "/srv/bayan" } });
    expect(settings.pseudonymKeyFile).toBe("/srv/bayan/keys/pseudonym.key");
  });

  it("takes its language from LANG, French where that says nothing", () => {
    const lang = (env: Record<string, string>) => loadSettings({ env }).settings.lang;
    expect(lang({ LANG: "en_GB.UTF-8" })).toBe("en");
    expect(lang({ LANG: "ar_MA.UTF-8" })).toBe("ar");
    expect(lang({ LANG: "C.UTF-8" })).toBe("fr");
    expect(lang({ LANG: "en_GB", BAYAN_LANG: "ar" })).toBe("ar");
  });

  it("refuses a bad value and an unknown name, with the place", () => {
    const refused = (given: () => unknown): string => {
      try {
        given();
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        return error instanceof UsageError ? error.text.en : "";
      }
      return "";
    };
    expect(refused(() => loadSettings({ env: { BAYAN_PORT: "eighty" } }))).toContain(
      "setting port (BAYAN_PORT)",
    );
    expect(refused(() => loadSettings({ env: { BAYAN_BUILD_MEMORY: "3 gigs" } }))).toContain("3GiB");
    expect(refused(() => loadSettings({ env: { BAYAN_KEEP_RELEASES: "2" } }))).toContain("keepReleases");
    const file = written({ prot: 80 });
    expect(refused(() => loadSettings({ env: {}, file }))).toBe(`setting prot (${file}): unknown setting`);
    expect(refused(() => loadSettings({ env: {}, file: written("{") }))).toContain("setting file");
    expect(refused(() => loadSettings({ env: { BAYAN_CONFIG: join(folder, "none.json") } }))).toContain(
      "none.json",
    );
  });
});

describe("settings", () => {
  it("are each said in three languages", () => {
    for (const [name, { doc }] of Object.entries(SETTING_SPECS)) {
      expect([name, doc.fr.length > 5, doc.ar.length > 5, doc.en.length > 5]).toEqual([
        name,
        true,
        true,
        true,
      ]);
    }
  });

  it("are each in docs/settings.md", () => {
    const text = readFileSync(join(PROJECT_ROOT, "docs", "settings.md"), "utf8");
    expect(Object.keys(SETTING_SPECS).filter((name) => !text.includes(envName(name)))).toEqual([]);
  });
});

describe("bytesOf", () => {
  it("reads binary sizes", () => {
    expect([bytesOf("1MiB"), bytesOf("1.5GiB")]).toEqual([1_048_576, 1_610_612_736]);
    expect(() => bytesOf("1GB")).toThrow(RangeError);
  });
});
