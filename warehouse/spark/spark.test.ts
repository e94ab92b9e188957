import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "../home.ts";
import { openBuild, withConnection } from "../open.ts";
import { tinySettings } from "../release/testing/tiny.ts";
import { placesIn, sparkJob, sparkType } from "./job.ts";
import { compareFiles, isEqual } from "./parity.ts";
import { ensureSpark } from "./setup.ts";
import { importTables } from "./tables.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "bayan-spark-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function fileOf(name: string, ...statements: readonly string[]): Promise<string> {
  const file = join(root, `${name}.duckdb`);
  const instance = await openBuild(file, tinySettings(root));
  await withConnection(instance, async (connection) => {
    for (const statement of statements) await connection.run(statement);
  });
  instance.closeSync();
  return file;
}
const TABLE = "CREATE TABLE fct (code VARCHAR, share DOUBLE, paid DECIMAL(18,2))";
const compare = async (left: readonly string[], right: readonly string[], key = ["code"]) => {
  const files = [await fileOf("left", ...left), await fileOf("right", ...right)] as const;
  const [found] = await compareFiles(files, [{ name: "fct", key }], tinySettings(root));
  if (found === undefined) throw new Error("nothing compared");
  return { found, equal: isEqual(found) };
};

describe("parity", () => {
  it("takes doubles that agree to nine digits, in whatever order the rows stand", async () => {
    const { equal } = await compare(
      [TABLE, "INSERT INTO fct VALUES ('a', 0.1, 1), ('b', NULL, 2), ('c', 0, 3)"],
      [TABLE, "INSERT INTO fct VALUES ('c', 0, 3), ('b', NULL, 2), ('a', 0.1 + 1e-11, 1)"],
    );
    expect(equal).toBe(true);
  });

  it("tells a centime, a double beyond the ninth digit, a null and rows of one side alone", async () => {
    const { found, equal } = await compare(
      [TABLE, "INSERT INTO fct VALUES ('a', 0.1, 1), ('b', NULL, 2), ('c', 1, 3), ('d', 0, 4)"],
      [
        TABLE,
        "INSERT INTO fct VALUES ('a', 0.1, 1.01), ('b', 0, 2), ('c', 1 + 3e-9, 3), ('e', 0, 5), ('f', 0, 6)",
      ],
    );
    expect(equal).toBe(false);
    expect(found).toMatchObject({
      ...{ rows: [4, 5], alone: [1, 2], differing: 3 },
      columns: { share: 2, paid: 1 },
    });
  });

  it("tells a column of another type, and a table that is not there", async () => {
    const other = await compare(
      [TABLE],
      ["CREATE TABLE fct (code VARCHAR, share DOUBLE, paid DECIMAL(38,2))"],
    );
    expect(other.found.types).toEqual(["paid DECIMAL(18,2) / paid DECIMAL(38,2)"]);
    expect(other.equal).toBe(false);
    rmSync(root, { recursive: true });
    mkdirSync(root);
    expect((await compare([TABLE], ["SELECT 1"])).found.rows).toEqual([0, null]);
  });

  it("counts rows that stand twice as often as they stand, with a key and without", async () => {
    for (const key of [["code"], []]) {
      rmSync(root, { recursive: true });
      mkdirSync(root);
      const { found } = await compare(
        [TABLE, "INSERT INTO fct VALUES ('a', 1, 1), ('a', 1, 1)"],
        [TABLE, "INSERT INTO fct VALUES ('a', 1, 1), ('a', 1, 1), ('a', 1, 1)"],
        key,
      );
      expect(found).toMatchObject({ alone: [0, 1], differing: 0 });
    }
  });
});

describe("a job", () => {
  it("names the live files of each raw table with the types of its view, and writes out what no file holds", async () => {
    const instance = await openBuild(":memory:", tinySettings(root));
    const places = placesIn(join(root, "build"), join(root, "tmp"));
    const settings = { ...tinySettings(root), sparkRemote: null };
    await withConnection(instance, async (connection) => {
      await connection.run("CREATE SCHEMA raw");
      await connection.run(
        "CREATE VIEW raw.gid__line AS SELECT 'x' AS code, 1::DECIMAL(18,2) AS paid, ['a'] AS list, true AS _sample",
      );
      await connection.run("CREATE VIEW raw.meta__export AS SELECT 'e1' AS export_id");
      const job = await sparkJob(
        connection,
        [
          {
            name: "gid__line",
            files: ["/raw/gid/line/a.parquet", "/raw/gid/line/b.parquet"],
            where: "true",
            sample: "true",
          },
          { name: "meta__export", files: [], where: null, sample: null },
        ],
        places,
        settings,
      );
      expect(job.raw[0]).toEqual({
        name: "gid__line",
        columns: [
          ["code", "string"],
          ["paid", "decimal(18,2)"],
          ["list", "array<string>"],
        ],
        ...{ folder: "/raw/gid/line", files: ["a.parquet", "b.parquet"], where: "true" },
        sample: "true",
      });
      const own = job.raw[1];
      const rows = await connection.runAndReadAll(`FROM read_parquet('${own?.folder}/${own?.files[0]}')`);
      expect(rows.getRowsJS()).toEqual([["e1"]]);
      expect(job.session["spark.sql.session.timeZone"]).toBe("UTC");
    });
    instance.closeSync();
  });

  it("knows Spark's names of types", () => {
    expect(["VARCHAR", "INTEGER", "DECIMAL(18,2)", "TIMESTAMP", "INTEGER[]"].map(sparkType)).toEqual([
      ...["string", "int", "decimal(18,2)", "timestamp", "array<int>"],
    ]);
  });
});

describe("what Spark wrote", () => {
  it("comes back as tables, instants in UTC without saying so", async () => {
    const instance = await openBuild(":memory:", tinySettings(root));
    await withConnection(instance, async (connection) => {
      const folder = join(root, "tables", "main", "fct");
      mkdirSync(folder, { recursive: true });
      await connection.run(
        `COPY (SELECT TIMESTAMPTZ '2026-01-01 10:00:00+01' AS seen_at, 'é' AS name) TO '${folder}/part-0.parquet' (FORMAT parquet)`,
      );
      expect(await importTables(connection, join(root, "tables"))).toEqual(["main.fct"]);
      const rows = await connection.runAndReadAll(
        "SELECT typeof(seen_at), seen_at::VARCHAR, name FROM main.fct",
      );
      expect(rows.getRowsJS()).toEqual([["TIMESTAMP", "2026-01-01 09:00:00", "é"]]);
    });
    instance.closeSync();
  });
});

describe("ensureSpark", () => {
  const java = (output: string, code = 0) => ({ run: async () => ({ code, output }) });
  it("refuses a machine without Java 17, by name", async () => {
    for (const effects of [java("", 127), java('openjdk version "11.0.2" 2019-01-15')])
      await expect(ensureSpark(root, { remote: null, effects })).rejects.toMatchObject({
        code: "spark_java_missing",
      });
  });
});

describe("the models", () => {
  it("never ask which engine they run on: a dialect is in a dispatched macro", () => {
    const files = globSync("models/**/*.{sql,yml}", { cwd: PROJECT_ROOT });
    const asking = files.filter((file) =>
      /target\.(type|name)|adapter\.type\(|['"](duckdb|spark)['"]/.test(
        readFileSync(join(PROJECT_ROOT, file), "utf8"),
      ),
    );
    expect(files.length).toBeGreaterThan(200);
    expect(asking).toEqual([]);
  });

  it("have as many dialects of a dispatched macro as there are engines", () => {
    const texts = globSync("warehouse/dbt/macros/*.sql", { cwd: PROJECT_ROOT }).map((file) =>
      readFileSync(join(PROJECT_ROOT, file), "utf8"),
    );
    const all = texts.join("\n");
    const dispatched = [...all.matchAll(/adapter\.dispatch\('(\w+)', 'bayan'\)/g)].map(([, name]) => name);
    expect(dispatched.length).toBeGreaterThan(5);
    for (const name of dispatched)
      for (const engine of ["default", "spark"]) expect(all).toContain(`macro ${engine}__${name}(`);
  });
});
