import {
  existsSync,
  linkSync,
  mkdirSync,
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
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { fixedClock } from "#warehouse/clock.ts";
import { type Home, homeAt } from "#warehouse/home.ts";
import { openState } from "#warehouse/state/index.ts";
import { type BackupSettings, backup, restore } from "./backup.ts";
import { seal, unseal } from "./seal.ts";

const folder = mkdtempSync(join(tmpdir(), "bayan-backup-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const key = Buffer.alloc(32, 7);
const stream = async function* (chunks: readonly Uint8Array[]) {
  yield* chunks;
};
const gathered = async (source: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
};

function madeHome(name: string): Home {
  const home = homeAt(join(folder, name));
  for (const path of [
    join(home.landing, "gid", "ab"),
    join(home.releases, "r1"),
    home.objects,
    home.keys,
    join(home.raw, "gid"),
  ])
    mkdirSync(path, { recursive: true });
  writeFileSync(join(home.landing, "gid", "ab", "file"), Buffer.alloc(5_000_000, 3));
  writeFileSync(join(home.objects, "o1"), "published");
  linkSync(join(home.objects, "o1"), join(home.releases, "r1", "data.csv"));
  writeFileSync(join(home.releases, "r1", "empty"), "");
  writeFileSync(join(home.keys, "landing.key"), "secret", { mode: 0o600 });
  writeFileSync(join(home.raw, "gid", "x.parquet"), "made again from landing");
  writeFileSync(home.current, "r1\n");
  const state = openState(home.state);
  state.migrate("t", ["CREATE TABLE t (n INTEGER) STRICT"]);
  state.immediate((tx) => tx.run("INSERT INTO t VALUES (42)"));
  // Left open: a backup is made while the server writes.
  return home;
}
const settingsOf = (change: Partial<BackupSettings> = {}): BackupSettings => ({
  ...{ backupTarget: join(folder, "target"), backupKeyFile: join(folder, "backup.key"), backupKeep: 2 },
  ...{ sftpKeyFile: null, sftpHostKey: null },
  ...change,
});

it("seals and opens any stream, however it is cut into chunks", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 20 }), async (chunks) => {
      const sealed = await gathered(seal(stream(chunks), key));
      expect((await gathered(unseal(stream([sealed]), key))).equals(Buffer.concat(chunks))).toBe(true);
    }),
    { numRuns: 30 },
  );
});

it("does not open with another key, nor after any byte changed, was cut or added", async () => {
  const sealed = await gathered(seal(stream([Buffer.alloc(9_000_000, 1)]), key));
  const opened = (data: Buffer, with_ = key) => gathered(unseal(stream([data]), with_));
  await expect(opened(sealed, Buffer.alloc(32, 8))).rejects.toThrow("backup_unreadable");
  for (const place of [0, 12, 20, 40, 4_300_000, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
    await expect(opened(changed), String(place)).rejects.toThrow("backup_unreadable");
  }
  await expect(opened(sealed.subarray(0, 4 * 2 ** 20 + 100))).rejects.toThrow("backup_unreadable");
  await expect(opened(Buffer.concat([sealed, Buffer.from([0])]))).rejects.toThrow("backup_unreadable");
});

it("restores a home as it was: state, landing, releases with their links, keys", async () => {
  const home = madeHome("one");
  const made = await backup(home, settingsOf(), fixedClock("2026-11-21T02:15:00Z"));
  expect(made).toMatchObject({ name: "bayan-20261121T021500Z.backup", files: 7, removed: [] });
  const bytes = readFileSync(join(folder, "target", made.name));
  expect(bytes.includes("published")).toBe(false);
  const again = homeAt(join(folder, "two"));
  expect(await restore(again, settingsOf(), "latest")).toMatchObject({ name: made.name, files: 7 });
  for (const path of [
    "landing/gid/ab/file",
    "releases/r1/data.csv",
    "releases/r1/empty",
    "keys/landing.key",
    "current",
  ])
    expect(readFileSync(join(again.root, path)).equals(readFileSync(join(home.root, path))), path).toBe(true);
  expect(statSync(join(again.objects, "o1")).ino).toBe(statSync(join(again.releases, "r1", "data.csv")).ino);
  expect(statSync(join(again.keys, "landing.key")).mode & 0o777).toBe(0o600);
  expect(existsSync(again.raw)).toBe(false);
  expect(openState(again.state).get("SELECT n FROM t")?.n).toBe(42);
  await expect(restore(again, settingsOf(), "latest")).rejects.toThrow("home_not_empty");
});

it("says that the state is not in it where it stands in PostgreSQL", async () => {
  const home = { ...madeHome("elsewhere"), state: "postgres://bayan@db.example/bayan" };
  const settings = settingsOf({ backupTarget: join(folder, "target-elsewhere") });
  const clock = fixedClock("2026-11-21T02:15:00Z");
  expect(await backup(home, settings, clock)).toMatchObject({ files: 6, withState: false });
  const again = homeAt(join(folder, "elsewhere-again"));
  await restore(again, settings, "latest");
  expect(existsSync(again.state)).toBe(false);
});

it("keeps as many as it is told, and leaves nothing of a backup that is damaged", async () => {
  const home = madeHome("three");
  const settings = settingsOf({ backupTarget: join(folder, "kept") });
  for (const day of ["19", "20", "21"]) await backup(home, settings, fixedClock(`2026-11-${day}T02:15:00Z`));
  const names = readdirSync(join(folder, "kept")).sort();
  expect(names).toEqual(["bayan-20261120T021500Z.backup", "bayan-20261121T021500Z.backup"]);
  truncateSync(join(folder, "kept", names[1] ?? ""), 1_000_000);
  const again = homeAt(join(folder, "four"));
  await expect(restore(again, settings, "latest")).rejects.toThrow("backup_unreadable");
  expect(existsSync(again.root)).toBe(false);
  expect(await restore(again, settings, names[0] ?? "")).toMatchObject({ files: 7 });
  await expect(
    backup(home, settingsOf({ backupTarget: null }), fixedClock("2026-11-21T02:15:00Z")),
  ).rejects.toThrow("backup_failed");
});
