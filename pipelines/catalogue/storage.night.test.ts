import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bayan, fixtureHome } from "#test/fixture/home.ts";
import { type Postgres, postgresPrograms, startPostgres } from "#test/fixture/postgres.ts";
import { rawMissing } from "#test/fixture/raw.ts";
import { type S3Server, s3Python, startS3 } from "#test/fixture/s3.ts";
import { scratchFolder } from "#test/fixture/scratch.ts";
import { tell } from "#test/night/told.ts";

const python = await s3Python();
const programs = postgresPrograms();
const reason =
  "missing" in python
    ? python.missing
    : programs === null
      ? "no PostgreSQL on this machine"
      : await rawMissing();
/** The largest system on one side, all others on the other. */
const SIDES = [(system: string) => system === "gid", (system: string) => system !== "gid"] as const;

describe.skipIf(reason !== null)(`a store elsewhere${reason === null ? "" : ` (skipped: ${reason})`}`, () => {
  const open: (S3Server | Postgres)[] = [];
  afterAll(async () => {
    for (const each of open) await each.close();
  });

  it("gives the release that one machine gives, from what two loaders bring at once", async () => {
    if ("missing" in python || programs === null) return;
    const fixture = await fixtureHome();
    const [s3, postgres] = [await startS3(python.python), await startPostgres(programs)];
    open.push(s3, postgres);
    postgres.create("lake");
    const shared = {
      ...s3.settings("country"),
      BAYAN_RAW_CATALOGUE: `${postgres.url("lake")}?sslmode=disable`,
      BAYAN_RAW_CATALOGUE_PASSWORD_FILE: postgres.passwordFile,
    };
    const inbox = (root: string, takes: (system: string) => boolean): void => {
      mkdirSync(join(root, "inbox"), { recursive: true });
      for (const name of readdirSync(fixture.inbox))
        if (name.startsWith(".") || takes(name))
          symlinkSync(join(fixture.inbox, name), join(root, "inbox", name));
    };
    const root = scratchFolder("storage");
    const homes = ["one", "two", "builder"].map((name) => join(root, name));
    const builder = join(root, "builder");
    for (const [at, root] of homes.entries()) {
      cpSync(fixture.keys, join(root, "keys"), { recursive: true });
      inbox(root, SIDES[at] ?? (() => false));
    }
    const run = async (root: string | undefined, ...args: readonly string[]): Promise<string> => {
      const { code, stdout, stderr } = await bayan([...args, "--json"], {
        BAYAN_HOME: root ?? "",
        ...shared,
      });
      expect([0, 3], `${args.join(" ")}: ${stdout}${stderr}`).toContain(code);
      return stdout;
    };
    const loaded = await Promise.all(homes.slice(0, 2).map((root) => run(root, "load")));
    const counts = loaded.map((text): { rows_in: number; rows_loaded: number } => JSON.parse(text));
    tell(`${counts.map(({ rows_loaded }) => rows_loaded).join(" and ")} rows loaded at once`);

    const made: { release: string; state: string } = JSON.parse(await run(builder, "run"));
    expect(made.state).toBe("public");
    // A standing fixture may be of other models, whose hash is in the id.
    const held = (root: string, release: string): unknown => {
      const file = join(root, "releases", release, "manifest.public.json");
      const { tables, files }: { tables: unknown[]; files: unknown[] } = JSON.parse(
        readFileSync(file, "utf8"),
      );
      return { tables, files };
    };
    expect(held(builder, made.release)).toEqual(
      held(fixture.root, readFileSync(fixture.current, "utf8").trim()),
    );
    for (const root of homes)
      expect(readdirSync(join(root, "raw")).filter((name) => name !== "ref" && name !== "lake")).toEqual([]);

    const snapshots = async (): Promise<number[]> => {
      const told: { snapshots: { snapshot: number }[] } = JSON.parse(await run(builder, "catalogue"));
      return told.snapshots.map(({ snapshot }) => snapshot);
    };
    const [then] = await snapshots();
    mkdirSync(join(builder, "inbox", "gid"));
    const name = "groupement_snapshot.csv";
    const first = readFileSync(join(fixture.inbox, "gid", name), "utf8");
    const again = first.replace("n° 1;", "n° 1 bis;");
    const manifest: Record<string, unknown> = JSON.parse(
      readFileSync(join(fixture.inbox, "gid", `${name}.manifest.json`), "utf8"),
    );
    writeFileSync(join(builder, "inbox", "gid", name), again);
    writeFileSync(
      join(builder, "inbox", "gid", `${name}.manifest.json`),
      JSON.stringify({
        ...manifest,
        extracted_at: "2026-11-13T05:30:00Z",
        sha256: createHash("sha256").update(again).digest("hex"),
      }),
    );
    expect(JSON.parse(await run(builder, "load"))).toMatchObject({ files: 1, rows_refused: 0 });
    expect(await snapshots()).toHaveLength((then ?? 0) + 2);
    // What stood then is the release that there is: nothing is built. What stands now is another.
    const past = JSON.parse(await run(builder, "build", "--snapshot", String(then)));
    expect(past).toMatchObject({ release: made.release, fresh: false });
    tell(`the same release by hash, and again as of snapshot ${then}`);
  });
});
