import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDoor } from "./door.ts";
import { createFixture, type DoorFixture } from "./testing/fixture.ts";
import { type Door, PUBLIC_VIEWER, type Viewer } from "./types.ts";

const as = (role: Viewer["role"], territory: string | null = null): Viewer => ({
  role,
  territory,
  user: "u",
  lang: "fr",
});
const column = (name: string, data_type: string, publish: boolean) => ({
  [name]: { name, data_type, meta: { publish } },
});

let fixture: DoorFixture;
let door: Door;
beforeAll(async () => {
  fixture = await createFixture();
  const path = join(fixture.dir, "models.json");
  const models = JSON.parse(readFileSync(path, "utf8")) as { nodes: Record<string, object> };
  models.nodes["model.bayan.fct_budget"] = {
    name: "fct_budget",
    resource_type: "model",
    config: { meta: { release: true, key: ["collectivity_code", "month_start", "line_code"] } },
    columns: {
      ...column("collectivity_code", "varchar", true),
      ...column("month_start", "date", true),
      ...column("fiscal_year", "integer", true),
      ...column("line_code", "varchar", false),
      ...column("ordered_mad", "decimal(18,2)", true),
    },
  };
  models.nodes["model.bayan.fct_secret"] = {
    name: "fct_secret",
    resource_type: "model",
    config: { meta: { release: true } },
    columns: column("secret_mad", "decimal(18,2)", false),
  };
  models.nodes["model.bayan.int_hidden"] = {
    name: "dim_territory",
    resource_type: "model",
    config: { meta: {} },
    columns: {},
  };
  writeFileSync(path, JSON.stringify(models));
  door = createDoor({ releases: fixture.releases });
});
afterAll(() => fixture.close());

it("gives the public what is published, in the order of the key, money as text", async () => {
  const { rows } = await door.rows(
    {
      mart: "fct_budget",
      where: [
        { column: "collectivity_code", value: "01" },
        { column: "fiscal_year", value: [2025] },
      ],
    },
    PUBLIC_VIEWER,
  );
  expect(Object.keys(rows[0] ?? {})).toEqual([
    "collectivity_code",
    "month_start",
    "fiscal_year",
    "ordered_mad",
  ]);
  expect(rows[0]).toMatchObject({ collectivity_code: "01", month_start: "2025-01-01", fiscal_year: 2025 });
  expect(rows[0]?.ordered_mad).toMatch(/^\d+\.\d\d$/);
  const truth = await fixture.truth(
    "SELECT ordered_mad::VARCHAR AS o FROM fct_budget WHERE collectivity_code = '01' AND fiscal_year = 2025 ORDER BY collectivity_code, month_start, line_code",
  );
  expect(rows.map((row) => row.ordered_mad)).toEqual(truth.map((row) => row.o));
});

it("refuses the public a column, a condition, an order or a mart that is not published", async () => {
  for (const spec of [
    { mart: "fct_budget", columns: ["line_code"] },
    { mart: "fct_budget", where: [{ column: "line_code", value: "1001" }] },
    { mart: "fct_budget", order: [{ by: "line_code", dir: "asc" as const }] },
    { mart: "fct_secret" },
    { mart: "dim_territory" },
    { mart: 'fct_budget" --' },
  ])
    await expect(door.rows(spec, PUBLIC_VIEWER)).rejects.toMatchObject({ code: "unknown_dimension" });
});

it("keeps an account with a territory to its own rows, and shows it all their columns", async () => {
  const { rows } = await door.rows({ mart: "fct_budget" }, as("province", "01.511"));
  expect(new Set(rows.map((row) => row.collectivity_code))).toEqual(
    new Set(["01.511", "01.511.01.0", "01.511.01.01", "01.511.05.03"]),
  );
  expect(rows[0]).toHaveProperty("line_code");
  await expect(door.rows({ mart: "fct_secret" }, as("province", "01.511"))).rejects.toMatchObject({
    code: "unknown_dimension",
  });
  await expect(door.rows({ mart: "fct_budget" }, as("wali", null))).rejects.toMatchObject({
    code: "no_territory",
  });
  expect((await door.rows({ mart: "fct_secret" }, as("national"))).rows).toEqual([
    { secret_mad: "424242.42" },
  ]);
});

it("takes a value as a value", async () => {
  const { rows } = await door.rows(
    { mart: "fct_budget", where: [{ column: "collectivity_code", value: "' OR true --" }], limit: 5 },
    PUBLIC_VIEWER,
  );
  expect(rows).toEqual([]);
});

it("finds nothing among no values", async () => {
  const where = [{ column: "collectivity_code", value: [] }];
  expect((await door.rows({ mart: "fct_budget", where }, PUBLIC_VIEWER)).rows).toEqual([]);
});
