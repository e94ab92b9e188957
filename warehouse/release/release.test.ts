import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "../clock.ts";
import { homeAt } from "../home.ts";
import { openState, type State } from "../state/index.ts";
import {
  collectGarbage,
  currentId,
  listReleases,
  lockOwner,
  makeRelease,
  openReleases,
  publishRelease,
  type ReleaseLedger,
  readPublicManifest,
  releaseIds,
  releaseLedger,
  rollbackTo,
  tryLock,
  verifyRelease,
} from "./index.ts";
import { tinyInput, tinyMake, tinySettings, tinyTransform } from "./testing/tiny.ts";
import type { TransformOptions } from "./transform.ts";

let root: string;
let state: State;
let ledger: ReleaseLedger;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "bayan-release-"));
  state = openState(homeAt(root).state);
  ledger = releaseLedger(state, fixedClock("2026-11-21T00:00:00Z"));
});
afterEach(() => {
  state.close();
  rmSync(root, { recursive: true, force: true });
});

const at = (second: number) => fixedClock(new Date(Date.UTC(2026, 10, 21, 0, 0, second)).toISOString());
async function published(version: number): Promise<string> {
  const { id } = await makeRelease(tinyMake(root, version, { clock: at(version) }));
  publishRelease(homeAt(root), ledger, id, null);
  return id;
}

describe("makeRelease", () => {
  it("makes one immutable folder, verified, with every file named", async () => {
    const made = await makeRelease(tinyMake(root, 1));
    expect(made.id).toMatch(/^2026-10-[0-9a-f]{12}$/);
    expect(made.checks.map(({ name, ok }) => [name, ok])).toEqual([
      ["files", true],
      ["rows", true],
      ["data", true],
      ["reconciliation", true],
      ["sample", true],
    ]);
    expect(readdirSync(made.dir).sort()).toEqual(
      [
        "manifest.build.json",
        "manifest.public.json",
        "models.json",
        "opendata",
        "semantic.json",
        "warehouse.duckdb",
      ].sort(),
    );
    expect(readPublicManifest(made.dir)).toMatchObject({
      sample: true,
      until: "2026-10",
      tables: [{ name: "fct_budget", rows: 1000 }],
    });
  });

  it("makes nothing when nothing is new, another release when an input or the code is", async () => {
    const first = await makeRelease(tinyMake(root, 1));
    expect(await makeRelease(tinyMake(root, 1))).toMatchObject({ id: first.id, fresh: false });
    const other = await makeRelease(
      tinyMake(root, 1, { hashes: { models: "a".repeat(64), code: "d".repeat(64) } }),
    );
    expect(other).toMatchObject({ fresh: true });
    expect(other.id).not.toBe(first.id);
  });

  it("gives the same public manifest whatever the order of rows, the zone and the language", async () => {
    const saved = { TZ: process.env.TZ, LANG: process.env.LANG };
    const texts = new Set<string>();
    try {
      for (const [index, TZ] of ["UTC", "Asia/Kolkata", "Africa/Casablanca"].entries()) {
        Object.assign(process.env, { TZ, LANG: index === 0 ? "C" : "ar_MA.UTF-8" });
        const home = mkdtempSync(join(tmpdir(), "bayan-twin-"));
        const settings = { ...tinySettings(home), threads: 1 + (index % 2) };
        const made = await makeRelease(
          tinyMake(home, 1, { settings, transform: tinyTransform(1, 77 + index) }),
        );
        texts.add(readFileSync(join(made.dir, "manifest.public.json"), "utf8"));
        rmSync(home, { recursive: true });
      }
    } finally {
      Object.assign(process.env, saved);
      if (saved.TZ === undefined) delete process.env.TZ;
    }
    expect(texts.size).toBe(1);
  });

  it("takes over from the release before what stands unchanged, to the same public manifest", async () => {
    const first = await makeRelease(tinyMake(root, 1));
    const whole = mkdtempSync(join(tmpdir(), "bayan-twin-"));
    const second = await makeRelease(tinyMake(whole, 2));
    const partly = async (options: TransformOptions) => ({
      ...(await tinyTransform(2)(options)),
      before: { release: first.id, stands: (table: string) => table === "fct_hidden" },
    });
    const again = await makeRelease(tinyMake(root, 2, { transform: partly }));
    const text = (dir: string) => readFileSync(join(dir, "manifest.public.json"), "utf8");
    expect(text(again.dir)).toBe(text(second.dir));
    const checks = await verifyRelease(again.dir, tinySettings(root), []);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    rmSync(whole, { recursive: true });
  });

  it("made anew in full is compared with the one that stands", async () => {
    const first = await makeRelease(tinyMake(root, 1));
    const again = await makeRelease(tinyMake(root, 1, { full: true }));
    expect(again).toMatchObject({ id: first.id, fresh: false, mode: "full" });
    const other = tinyMake(root, 1, { full: true, transform: tinyTransform(2) });
    await expect(makeRelease(other)).rejects.toThrow(/not_reproduced.*fct_budget/s);
    expect(releaseIds(homeAt(root))).toEqual([first.id]);
  });

  it("refuses a release whose counts do not add up, and leaves what is served", async () => {
    const id = await published(1);
    const source = { inputs: [tinyInput(2, { rows_refused: 1 })], prepare: async () => undefined };
    await expect(makeRelease(tinyMake(root, 2, { source }))).rejects.toMatchObject({
      code: "release_refused",
    });
    expect(currentId(homeAt(root))).toBe(id);
    expect(releaseIds(homeAt(root))).toEqual([id]);
  });
});

describe("publishing", () => {
  it("publishes the sample at once, real data after two persons", async () => {
    const id = await published(1);
    expect(currentId(homeAt(root))).toBe(id);
    const source = { inputs: [tinyInput(2, { sample: false })], prepare: async () => undefined };
    const real = tinyMake(root, 2, { source, clock: at(2) });
    // The stand-in marks its rows as sample, which no longer holds here.
    await expect(makeRelease(real)).rejects.toMatchObject({ code: "release_refused" });
    const mixed = { inputs: [tinyInput(1), tinyInput(2, { sample: false })], prepare: async () => undefined };
    const second = await makeRelease(tinyMake(root, 2, { source: mixed, clock: at(2) }));
    const home = homeAt(root);
    expect(() => publishRelease(home, ledger, second.id, null)).toThrow(/needs_validation/);
    expect(publishRelease(home, ledger, second.id, "amal")).toBe("provisional");
    expect(publishRelease(home, ledger, second.id, "amal")).toBe("provisional");
    expect(currentId(home)).toBe(id);
    expect(publishRelease(home, ledger, second.id, "badr")).toBe("public");
    expect(currentId(home)).toBe(second.id);
  });

  it("rolls back, says so, and does not come back by itself", async () => {
    const [first, second] = [await published(1), await published(2)];
    expect(rollbackTo(homeAt(root), ledger, first, "operator")).toEqual({ from: second });
    expect(
      listReleases(homeAt(root), ledger).map(({ id, state: now, current }) => [id, now, current]),
    ).toEqual([
      [second, "withdrawn", false],
      [first, "public", true],
    ]);
    expect(() => rollbackTo(homeAt(root), ledger, "2026-10-000000000000", "operator")).toThrow(
      /unknown_release/,
    );
  });

  it("stores the same bytes once", async () => {
    const [first, second] = [await published(1), await published(2)];
    const inode = (id: string) => statSync(join(root, "releases", id, "opendata", "same.txt")).ino;
    expect(inode(first)).toBe(inode(second));
    expect(readdirSync(homeAt(root).objects)).toHaveLength(3);
  });
});

describe("serving", () => {
  it("goes on with the old release while it is read, and gives the new one to who comes next", async () => {
    await published(1);
    const releases = openReleases(homeAt(root), tinySettings(root), { lookEvery: 0 });
    const sum = async (handle: Awaited<ReturnType<typeof releases.current>>) => {
      const { connection, done } = await handle.connect();
      const result = await connection.runAndReadAll("SELECT sum(paid_mad)::VARCHAR AS sum FROM fct_budget");
      done();
      return String(result.getRowObjectsJS()[0]?.sum);
    };
    const old = await releases.current();
    expect(await sum(old)).toBe("599500.00");
    const second = await published(2);
    for (let tries = 0; tries < 100; tries += 1) {
      const handle = await releases.current();
      expect(await sum(handle)).toBe(handle.id === second ? "699500.00" : "599500.00");
      handle.release();
      if (handle.id === second) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const fresh = await releases.current();
    expect(fresh.id).toBe(second);
    expect(await sum(old)).toBe("599500.00");
    old.release();
    fresh.release();
    releases.close();
  });

  it("keeps the old one when the new one cannot be opened", async () => {
    const first = await published(1);
    const releases = openReleases(homeAt(root), tinySettings(root), { lookEvery: 0 });
    (await releases.current()).release();
    const second = await published(2);
    truncateSync(join(root, "releases", second, "warehouse.duckdb"), 100);
    for (let tries = 0; tries < 5; tries += 1) {
      const handle = await releases.current();
      expect(handle.id).toBe(first);
      handle.release();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    releases.close();
  });

  it("lets more readers in than there are connections, in turn", async () => {
    await published(1);
    const releases = openReleases(homeAt(root), tinySettings(root), { pool: 2 });
    const handle = await releases.current();
    let most = 0;
    let now = 0;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { connection, done } = await handle.connect();
        now += 1;
        most = Math.max(most, now);
        await connection.run("SELECT count(*) FROM fct_budget");
        now -= 1;
        done();
      }),
    );
    expect(most).toBe(2);
    handle.release();
    releases.close();
  });
});

describe("verifyRelease", () => {
  const faults = async (id: string) =>
    (await verifyRelease(join(root, "releases", id), tinySettings(root), []))
      .filter(({ ok }) => !ok)
      .flatMap((result) => result.faults);

  it("names the file that was changed, lost or added", async () => {
    const id = await published(1);
    expect(await faults(id)).toEqual([]);
    const dir = join(root, "releases", id);
    copyFileSync(join(dir, "models.json"), join(dir, "stray.json"));
    rmSync(join(dir, "opendata", "id.txt"));
    writeFileSync(join(dir, "semantic.json"), "[]\n");
    const found = await faults(id);
    expect(found.map(({ en }) => en)).toEqual([
      "opendata/id.txt: missing",
      "semantic.json: content changed",
      "stray.json: not in the manifest",
    ]);
    expect(found[0]).toMatchObject({ fr: "opendata/id.txt : absent", ar: "opendata/id.txt: غير موجود" });
  });

  it("finds a damaged database", async () => {
    const id = await published(1);
    const file = join(root, "releases", id, "warehouse.duckdb");
    const bytes = readFileSync(file);
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff;
    writeFileSync(file, bytes);
    expect((await faults(id)).map(({ en }) => en)).toEqual(["warehouse.duckdb: content changed"]);
  });
});

describe("collectGarbage", () => {
  it("keeps the newest and the one served, and the objects they cite", async () => {
    const home = homeAt(root);
    const ids: string[] = [];
    for (let version = 1; version <= 4; version += 1) ids.push(await published(version));
    rollbackTo(home, ledger, ids[0] ?? "", "operator");
    expect(collectGarbage(home, ledger, 2, true).removed).toEqual([ids[1]]);
    expect(existsSync(join(home.releases, ids[1] ?? ""))).toBe(true);
    const result = collectGarbage(home, ledger, 2);
    expect(result).toMatchObject({ kept: [ids[0], ids[2], ids[3]], removed: [ids[1]], objects: 1 });
    for (const id of result.kept) {
      const checked = await verifyRelease(join(home.releases, id), tinySettings(root), []);
      expect(checked.every(({ ok }) => ok)).toBe(true);
    }
  });
});

describe("tryLock", () => {
  it("is held once, and free again after its holder lets go", () => {
    const home = homeAt(root);
    const held = tryLock(home, "build", "run");
    expect(held).not.toBeNull();
    expect(tryLock(home, "build")).toBeNull();
    expect(lockOwner(home, "build")).toEqual({ pid: process.pid, note: "run" });
    expect(tryLock(home, "serve")).not.toBeNull();
    held?.release();
    expect(tryLock(home, "build")).not.toBeNull();
  });
});
