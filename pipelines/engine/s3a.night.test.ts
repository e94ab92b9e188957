import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hadoopJars } from "#test/fixture/jars.ts";
import { rawMissing } from "#test/fixture/raw.ts";
import { s3Python, startS3 } from "#test/fixture/s3.ts";
import { BayanError } from "#warehouse/errors.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { openBuild, withConnection } from "#warehouse/open.ts";
import { rawStore } from "#warehouse/raw/index.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { ensureSpark } from "#warehouse/spark/index.ts";
import { placesIn, sparkJob } from "#warehouse/spark/job.ts";
import { EngineHome } from "./testing/home.ts";
import { LINE_HEADER, lineOf } from "./testing/toy.ts";
import { rawViews } from "./views.ts";

async function sparkPython(): Promise<{ readonly python: string } | { readonly missing: string }> {
  try {
    return await ensureSpark(PROJECT_ROOT, { remote: null });
  } catch (error) {
    if (error instanceof BayanError) return { missing: error.code };
    throw error;
  }
}
const found = [await s3Python(), await sparkPython(), await hadoopJars()] as const;
const raw = await rawMissing();
const missing = [
  ...found.flatMap((each) => ("missing" in each ? [each.missing] : [])),
  ...(raw === null ? [] : [raw]),
];

/** entry.py as it is, but in place of dbt it reads each raw table. */
const READ = `
import sys
source = open(sys.argv[2], encoding="utf-8").read().rsplit("\\nmain()", 1)[0]
exec(source)
job = json.load(open(sys.argv[1], encoding="utf-8"))
session = open_session(job)
name_raw(session, job)
rows = session.sql("select line_no, cast(amount_mad as string) from raw.toy__line order by 1").collect()
print("READ", json.dumps([list(row) for row in rows]))
`;

it.skipIf(missing.length > 0)(
  `Spark reads raw files on an S3 server${missing.length === 0 ? "" : ` (skipped: ${missing.join(", ")})`}`,
  async () => {
    const [s3, spark, jars] = found;
    if ("missing" in s3 || "missing" in spark || "missing" in jars) return;
    const [server, at] = [await startS3(s3.python), await EngineHome.create()];
    const { settings } = loadSettings({
      env: { ...server.settings("one"), BAYAN_HOME: at.home.root, BAYAN_SPARK_JARS: jars.folder },
    });
    const store = rawStore(at.home, settings);
    const first = [LINE_HEADER, lineOf("A1"), lineOf("B1", { montant: "0.10" })];
    at.drop("line_2026-03.csv", `${first.join("\n")}\n`, { extracted_at: "2026-04-10T00:00:00Z" });
    await at.ingest({ store });
    // Superseded, and in the same folder.
    at.drop("line_2026-03_rectifie.csv", `${first.slice(0, 2).join("\n")}\n`, {
      extracted_at: "2026-04-11T00:00:00Z",
    });
    at.drop("line_2026-02.csv", `${LINE_HEADER}\n${lineOf("C1", { jour: "2026-02-03" })}\n`, {});
    await at.ingest({ store });

    const views = rawViews(at.home, at.ledger, { contracts: at.contracts, store });
    const places = placesIn(at.home.build, at.home.tmp);
    for (const folder of [places.tables, places.temp]) mkdirSync(folder, { recursive: true });
    const reach = store.spark();
    const instance = await openBuild(":memory:", settings);
    const job = await withConnection(instance, async (connection) => {
      await store.open(connection);
      await connection.run("CREATE SCHEMA raw");
      for (const { name, sql } of views) await connection.run(`CREATE VIEW raw."${name}" AS ${sql}`);
      return sparkJob(connection, views, places, settings, reach);
    });
    instance.closeSync();
    writeFileSync(places.job, JSON.stringify(job));
    const secret = reach?.environment.AWS_SECRET_ACCESS_KEY ?? expect.fail();
    expect(JSON.stringify(job)).not.toContain(secret);

    const entry = join(PROJECT_ROOT, "warehouse", "spark", "entry.py");
    const { stdout, stderr } = spawnSync(spark.python, ["-c", READ, places.job, entry], {
      encoding: "utf8",
      env: { ...process.env, ...reach?.environment, SPARK_LOCAL_IP: "127.0.0.1" },
    });
    expect(/^READ (.*)$/m.exec(stdout)?.[1], stderr.slice(-2000)).toBe(
      '[["A1", "1250.50"], ["C1", "1250.50"]]',
    );
    await server.close();
    at.remove();
  },
);
