import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { column, date, money, notNegative, say, table, text } from "./contract.ts";
import { sourcesPath, sourcesYaml } from "./dbt-sources.ts";
import { dictionary } from "./dictionary.ts";
import { contracts, findTable, rawColumns } from "./index.ts";
import { lintContract } from "./lint.ts";
import { rowSchema } from "./schema.ts";

describe("the registry", () => {
  it("finds every system's contract by its folder", () => {
    expect(contracts.map((each) => each.system)).toEqual([
      "audit",
      "bch",
      "bod",
      "chafafiya",
      "chikaya",
      "contentieux",
      "deploiement",
      "diagnostic",
      "funeraire",
      "gid",
      "gir",
      "idarati",
      "indmaj",
      "majaliss",
      "pnct",
      "prdts",
      "rokhas",
      "teledeclaration",
      "tgr",
      "urbanisme",
      "watiqa",
      "wraqi",
    ]);
  });
  it("names what is wrong with a contract, and where", () => {
    const label = say("a", "", "a");
    const broken = table({
      name: "t",
      title: say("t", "t", "t"),
      columns: [
        column("a", "a", text(), say("a", "a", "a"), { nullable: true }),
        column("a", "b", money, label),
      ],
      key: ["a", "c"],
      mode: "upsert",
      period: { grains: ["snapshot"], column: "b" },
      rules: [notNegative("z_mad")],
    });
    const sound = contracts[0];
    if (sound === undefined) throw new Error("no contract");
    expect(lintContract({ ...sound, tables: [broken] })).toEqual([
      "t: b: label not in three languages",
      "t: source column a: declared twice",
      "t: key: c: no such column",
      "t: rule negative_amount: z_mad: no such column",
      "t: key: a: nullable",
      "t: period: a snapshot has no period column, others have one",
    ]);
  });
});

describe("what comes from a contract", () => {
  it.each(contracts.map((each) => each.system))("dbt sources of %s equal the committed file", (system) => {
    const contract = contracts.find((each) => each.system === system);
    if (contract === undefined) throw new Error(system);
    expect(readFileSync(join(PROJECT_ROOT, sourcesPath(system)), "utf8")).toBe(sourcesYaml(contract));
  });
  it("keeps dropped columns out of the warehouse and in the dictionary", () => {
    const engagement = findTable("gid", "engagement");
    if (engagement === undefined) throw new Error("engagement");
    expect(rawColumns(engagement).map((each) => each.name)).not.toContain("objet");
    const row = dictionary(contracts).find((each) => each.source === "objet");
    expect(row).toMatchObject({ name: null, personal: "drop", publish: false });
  });
  it("gives a pseudonym the type of a hash and marks it unpublishable", () => {
    const supplier = dictionary(contracts).find((each) => each.name === "supplier_key");
    expect(supplier).toMatchObject({ type: "VARCHAR", personal: "pseudonym", publish: false });
  });
  it("checks a row by zod", () => {
    const schema = rowSchema(
      table({
        name: "t",
        title: say("t", "t", "t"),
        columns: [
          column("m", "m_mad", money, say("m", "m", "m")),
          column("d", "d", date, say("d", "d", "d"), { nullable: true }),
        ],
        key: ["m_mad"],
        mode: "upsert",
        period: { grains: ["year"], column: "d" },
      }),
    );
    expect(schema.safeParse({ m_mad: "-12.50", d: null }).success).toBe(true);
    expect(schema.safeParse({ m_mad: "12,50", d: null }).success).toBe(false);
    expect(schema.safeParse({ m_mad: "1", d: "31/12/2025" }).success).toBe(false);
  });
});
