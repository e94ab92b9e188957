import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { changedInputs, planBuild, yearsOf } from "./plan.ts";
import type { Project, ProjectNode } from "./project.ts";
import { tinyInput } from "./testing/tiny.ts";

const node = (
  kind: string,
  layer: string,
  name: string,
  parents: string[],
  incremental = false,
): ProjectNode => ({
  ...{ id: kind === "source" ? `source.bayan.${name}` : `model.bayan.${name}`, name, kind, layer },
  ...{ parents, incremental, file: `models/${layer}/${name}.sql`, relation: null },
});
const project: Project = {
  ...{ tables: [], semantic: "", models: "" },
  nodes: [
    node("source", "", "meta.export", []),
    node("source", "", "gid.mandat", []),
    node("source", "", "gid.groupement", []),
    node("source", "", "rokhas.event", []),
    node("model", "staging", "stg_meta__export", ["source.bayan.meta.export"]),
    node("model", "staging", "stg_order", ["source.bayan.gid.mandat", "source.bayan.meta.export"]),
    node("model", "staging", "stg_group", ["source.bayan.gid.groupement"]),
    node("model", "marts", "fct_budget", ["model.bayan.stg_order"], true),
    node("model", "marts", "fct_groups", ["model.bayan.stg_group", "model.bayan.stg_order"], true),
    node("model", "marts", "meta_export", ["model.bayan.stg_meta__export"]),
  ],
};
const added = (table: string, system = "gid") => ({ added: [tinyInput(1, { table, system })], removed: [] });

describe("changedInputs", () => {
  it("tells what came and what went", () => {
    const [one, two, three] = [tinyInput(1), tinyInput(2), tinyInput(3)];
    expect(changedInputs([one, two], [two, three])).toEqual({ added: [three], removed: [one] });
  });
  it("is null when the territory changed: everything hangs on it", () => {
    const ref = tinyInput(1, { system: "ref", table: "unit" });
    expect(changedInputs([ref], [tinyInput(2, { system: "ref", table: "unit" })])).toBeNull();
  });
});

describe("planBuild", () => {
  it("selects what lies downstream, and the lists of exports, never all of staging", () => {
    const plan = planBuild(project, added("mandat"), [{ years: [2026, 2025], without: [] }]);
    expect(plan).toEqual({
      select: ["source:gid.mandat+", "meta_export+"],
      years: [2025, 2026],
      touches: new Set(["stg_order", "fct_budget", "fct_groups", "meta_export"]),
    });
  });
  it("replaces whole tables when one without a fiscal year feeds a model kept by year", () => {
    const touched = [{ years: [2026], without: ["gid.groupement"] }];
    expect(planBuild(project, added("groupement"), touched).years).toEqual([]);
  });
  it("keeps to the years when the table without one feeds no such model", () => {
    const touched = [{ years: [2026], without: ["rokhas.event"] }];
    expect(planBuild(project, added("event", "rokhas"), touched).years).toEqual([2026]);
  });
});

describe("yearsOf", () => {
  it("reads the fiscal years of the exports named, and says which tables have none", async () => {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(`CREATE SCHEMA raw;
      CREATE TABLE raw.gid__mandat AS SELECT * FROM (VALUES ('e1', 2024), ('e1', 2025), ('e2', 2026)) AS t (_export_id, fiscal_year);
      CREATE TABLE raw.rokhas__event AS SELECT 'e1' AS _export_id`);
    const exports = [tinyInput(1), tinyInput(1, { system: "rokhas", table: "event" })];
    const found = await yearsOf(connection, exports);
    expect({ ...found, years: [...found.years].sort() }).toEqual({
      years: [2024, 2025],
      without: ["rokhas.event"],
    });
    connection.closeSync();
    instance.closeSync();
  });
});
