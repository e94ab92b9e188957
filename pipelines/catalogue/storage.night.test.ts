import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bayan, fixtureHome } from "#test/fixture/home.ts";
import { type Postgres, postgresPrograms, startPostgres } from "#test/fixture/postgres.ts";
import { type S3Server, s3Python, startS3 } from "#test/fixture/s3.ts";
import { scratchFolder } from "#test/fixture/scratch.ts";
import { tell } from "#test/night/told.ts";

const python = await s3Python();
const programs = postgresPrograms();
const reason =
  "missing" in python ? python.missing : programs === null ? "no PostgreSQL on this machine" : null;
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
    const homes = ["one", "two", "builder"].map((name) => join(scratchFolder("storage"), name));
    for (const [at, root] of homes.entries()) {
      cpSync(fixture.keys, join(root, "keys"), { recursive: true });
      inbox(root, SIDES[at] ?? (() => false));
    }
    const run = async (root: string | undefined, ...args: readonly string[]): Promise<string> => {
      const { code, stdout, stderr } = await bayan([...args, "--json"], {
        BAYAN_HOME: root ?? "",
        ...shared,
      });
      expect([0, 3], stderr).toContain(code);
      return stdout;
    };
    const loaded = await Promise.all(homes.slice(0, 2).map((root) => run(root, "load")));
    const counts = loaded.map((text): { rows_in: number; rows_loaded: number } => JSON.parse(text));
    const { snapshots }: { snapshots: { snapshot: number; note: string }[] } = JSON.parse(
      await run(homes[2], "catalogue"),
    );
    tell(`${counts.map(({ rows_loaded }) => rows_loaded).join(" and ")} rows loaded at once`);

    const made: { release: string; state: string } = JSON.parse(await run(homes[2], "run"));
    expect(made).toMatchObject({ release: readFileSync(fixture.current, "utf8").trim(), state: "public" });
    const manifest = (root: string) =>
      readFileSync(join(root, "releases", made.release, "manifest.public.json"), "utf8");
    expect(manifest(homes[2] ?? "")).toBe(manifest(fixture.root));
    for (const root of homes)
      expect(readdirSync(join(root, "raw")).filter((name) => name !== "ref" && name !== "lake")).toEqual([]);

    // The first snapshot with exports has one loader's alone.
    const first = snapshots.filter(({ note }) => note.includes("exports")).at(-1);
    const then: { release: string; exports: number } = JSON.parse(
      await run(homes[2], "build", "--snapshot", String(first?.snapshot)),
    );
    expect(then.release).not.toBe(made.release);
    tell(`the same release by hash, ${made.release}; another as of snapshot ${first?.snapshot}`);
  });
});
