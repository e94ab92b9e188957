import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { homeAt } from "../home.ts";
import { checkDisk, neededBytes } from "./disk.ts";
import { hashTable } from "./hash.ts";
import { lastMonth, releaseId, treeHash } from "./identity.ts";
import { readProject } from "./project.ts";
import { inOrder } from "./steps.ts";
import { tinyInput } from "./testing/tiny.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bayan-parts-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const step = (name: string, after: string[] = []) => ({ name, after, run: async () => [] });

describe("inOrder", () => {
  it("puts each step after those it names", () => {
    const names = inOrder([step("c", ["b"]), step("a"), step("b", ["a"])]).map(({ name }) => name);
    expect(names).toEqual(["a", "b", "c"]);
  });
  it("refuses a circle, an unknown name and a name used twice", () => {
    expect(() => inOrder([step("a", ["b"]), step("b", ["a"])])).toThrow("circle: a → b → a");
    expect(() => inOrder([step("a", ["z"])])).toThrow("unknown step: z");
    expect(() => inOrder([step("a"), step("a")])).toThrow("twice");
  });
});

describe("checkDisk", () => {
  it("says in one line what is free and what is needed", () => {
    const home = homeAt(folder);
    const needed = neededBytes(home, 100 * 2 ** 20);
    expect(() => checkDisk(home, needed, { free: () => needed })).not.toThrow();
    const error = (() => {
      try {
        checkDisk(home, needed, { free: () => 50 * 2 ** 20 });
      } catch (cause) {
        return String(cause);
      }
    })();
    expect(error).toContain("50 MiB free");
    expect(error).toContain("550 MiB needed");
    expect(error).not.toContain("\n");
  });
});

describe("treeHash", () => {
  it("knows content and relative names, not where the tree stands, nor its tests", () => {
    const make = (name: string, files: Record<string, string>) => {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(join(folder, name, "models"), { recursive: true });
        writeFileSync(join(folder, name, "models", file), text);
      }
      return treeHash(join(folder, name), ["models", "dbt_project.yml"]);
    };
    const first = make("one", { "a.sql": "select 1", "b.sql": "select 2" });
    expect(
      make("two", { "b.sql": "select 2", "a.sql": "select 1", "a.test.ts": "x", "README.md": "y" }),
    ).toBe(first);
    expect(make("three", { "a.sql": "select 1", "c.sql": "select 2" })).not.toBe(first);
  });
});

describe("releaseId", () => {
  it("is of its inputs in any order, and of what was refused too", () => {
    const hashes = { models: "m", code: "c" };
    const [one, two] = [tinyInput(1), tinyInput(2, { period: "2025" })];
    expect(lastMonth([one, two])).toBe("2026-10");
    expect(lastMonth([two])).toBe("2025-12");
    expect(lastMonth([one, two, tinyInput(3, { period: "2026" })])).toBe("2026-10");
    const id = releaseId("2026-10", [one, two], hashes);
    expect(releaseId("2026-10", [two, one], hashes)).toBe(id);
    expect(releaseId("2026-10", [one, { ...two, rows_refused: 3 }], hashes)).not.toBe(id);
    expect(releaseId("2026-10", [one, two], { ...hashes, models: "n" })).not.toBe(id);
  });
});

describe("hashTable", () => {
  it("tells null from text, a name from another, and crosses blocks", async () => {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const hash = async (select: string) => {
      await connection.run(`CREATE OR REPLACE TABLE t AS ${select}`);
      return (await hashTable(connection, "t")).sha256;
    };
    const seen = new Set<string>();
    for (const select of [
      "SELECT NULL::VARCHAR AS a",
      "SELECT 'NULL' AS a",
      "SELECT '' AS a",
      "SELECT '' AS b",
      "SELECT 1 AS a",
      "SELECT 1::BIGINT AS a",
      "SELECT 'a,b' AS a, 'c' AS b",
      "SELECT 'a' AS a, 'b,c' AS b",
      "SELECT 1 AS a WHERE false",
      "SELECT i AS a FROM range(120000) AS r(i)",
      "SELECT CASE i WHEN 110000 THEN 7 ELSE i END AS a FROM range(120000) AS r(i)",
    ]) {
      seen.add(await hash(select));
    }
    expect(seen.size).toBe(11);
    expect(await hash("SELECT i AS a FROM range(120000) AS r(i)")).toBe(
      await hash("SELECT i AS a FROM range(120000) AS r(i)"),
    );
    connection.closeSync();
    instance.closeSync();
  });
});

describe("readProject", () => {
  it("takes the marts of the release with their keys, and cuts the manifest to what readers need", () => {
    const model = (name: string, more: object) => ({
      ...{
        unique_id: `model.bayan.${name}`,
        name,
        resource_type: "model",
        schema: "main",
        description: name,
      },
      ...{
        original_file_path: `models/marts/x/${name}.sql`,
        raw_code: "select secret",
        depends_on: { nodes: ["b", "a"] },
      },
      ...{ columns: {}, config: { meta: { release: true }, materialized: "table" } },
      ...more,
    });
    const nodes = {
      b: model("fct_b", { constraints: [{ type: "primary_key", columns: ["x", "y"] }] }),
      a: model("fct_a", {
        config: { meta: { release: true, key: ["k"], publish: false }, materialized: "incremental" },
      }),
      e: model("fct_e", { config: { meta: { release: true, by_year: true }, materialized: "view" } }),
      c: model("int_c", { config: { meta: {}, materialized: "table" } }),
      d: model("fct_d", { columns: { id: { name: "id", constraints: [{ type: "primary_key" }] } } }),
      t: { ...model("test_t", {}), resource_type: "test" },
    };
    const semantic = { metrics: [{ name: "z" }, { name: "a" }], project_configuration: { x: 1 } };
    writeFileSync(join(folder, "manifest.json"), JSON.stringify({ nodes, sources: {} }));
    writeFileSync(join(folder, "semantic_manifest.json"), JSON.stringify(semantic));
    const project = readProject(folder);
    expect(project.tables).toEqual([
      { name: "fct_a", key: ["k"], publish: false, byYear: true },
      { name: "fct_b", key: ["x", "y"], publish: true, byYear: false },
      { name: "fct_d", key: ["id"], publish: true, byYear: false },
      { name: "fct_e", key: [], publish: true, byYear: true },
    ]);
    expect(project.nodes.find(({ name }) => name === "fct_a")).toMatchObject({
      layer: "marts",
      incremental: true,
    });
    expect(project.models).not.toContain("secret");
    expect(JSON.parse(project.semantic).metrics).toEqual([{ name: "a" }, { name: "z" }]);
  });
});
