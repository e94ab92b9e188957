import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Clock } from "#warehouse/clock.ts";
import { BayanError, UsageError } from "#warehouse/errors.ts";
import type { Home } from "#warehouse/home.ts";
import type { Settings } from "#warehouse/settings.ts";
import { isPostgres } from "#warehouse/state/address.ts";
import { type Packed, pack, unpack } from "./pack.ts";
import { seal, unseal } from "./seal.ts";
import { backupName, targetAt } from "./target.ts";

export type BackupSettings = Pick<
  Settings,
  "backupTarget" | "backupKeyFile" | "backupKeep" | "sftpKeyFile" | "sftpHostKey"
>;
export interface BackupMade extends Packed {
  readonly name: string;
  readonly removed: readonly string[];
  /** Whether the state is in it: a database of PostgreSQL is dumped by its own means. */
  readonly withState: boolean;
}

const failed = (why: string, cause?: unknown): BayanError =>
  new BayanError(
    "backup_failed",
    {
      fr: `sauvegarde non faite : ${why}`,
      ar: `لم يتم النسخ الاحتياطي: ${why}`,
      en: `backup not made: ${why}`,
    },
    { cause },
  );

const keyFile = (home: Home, settings: BackupSettings): string =>
  settings.backupKeyFile ?? join(home.keys, "backup.key");

function keyOf(file: string, make: boolean): Buffer {
  if (!existsSync(file)) {
    if (!make) throw failed(`key: ${file}`);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  }
  const key = Buffer.from(readFileSync(file, "utf8").trim(), "hex");
  if (key.length !== 32) throw failed(`key: ${file}`);
  return key;
}

/** A copy of the state store that stands still, made while others write. PostgreSQL has backups of its own: null. */
function stillState(home: Home): string | null {
  if (isPostgres(home.state)) return null;
  mkdirSync(home.tmp, { recursive: true });
  const copy = join(home.tmp, `state-${process.pid}.sqlite`);
  rmSync(copy, { force: true });
  const state = new DatabaseSync(home.state, { timeout: 5000 });
  try {
    state.prepare("VACUUM INTO ?").run(copy);
  } finally {
    state.close();
  }
  return copy;
}

/**
 * Writes what this home cannot make again to its target, sealed, reads it back, and removes the oldest past the
 * number to keep. The key is not in it: without the key, kept elsewhere, nobody restores it.
 */
export async function backup(home: Home, settings: BackupSettings, clock: Clock): Promise<BackupMade> {
  if (settings.backupTarget === null) throw failed("BAYAN_BACKUP_TARGET");
  const target = targetAt(settings.backupTarget, settings);
  const key = keyOf(keyFile(home, settings), true);
  const state = stillState(home);
  try {
    const name = backupName(clock.now());
    let packed: Packed = { files: 0, bytes: 0 };
    const counted = (facts: Packed) => {
      packed = facts;
    };
    await target.write(name, seal(pack(home.root, state, counted), key));
    let read = 0;
    for await (const chunk of unseal(target.read(name), key)) read += chunk.length;
    if (read < packed.bytes) throw failed(`${name}: ${read} < ${packed.bytes}`);
    const old = (await target.list()).slice(0, -settings.backupKeep);
    for (const each of old) await target.remove(each);
    return { ...packed, name, removed: old, withState: state !== null };
  } catch (error) {
    throw error instanceof BayanError
      ? error
      : failed(error instanceof Error ? error.message : String(error), error);
  } finally {
    if (state !== null) rmSync(state, { force: true });
  }
}

export interface Restored extends Packed {
  readonly name: string;
}

/** Puts a backup (`latest`, or its name) into a home that does not exist yet: whole, or not at all. */
export async function restore(home: Home, settings: BackupSettings, asked: string): Promise<Restored> {
  if (settings.backupTarget === null) throw failed("BAYAN_BACKUP_TARGET");
  if (existsSync(home.root) && readdirSync(home.root).some((name) => name !== "keys")) {
    throw new UsageError("home_not_empty", {
      fr: `${home.root} n'est pas vide : restaurez dans un autre dossier (--home)`,
      ar: `المجلد ${home.root} ليس فارغا: استعد النسخة في مجلد آخر (‎--home‎)`,
      en: `${home.root} is not empty: restore into another folder (--home)`,
    });
  }
  const target = targetAt(settings.backupTarget, settings);
  const names = await target.list();
  const name = asked === "latest" ? names.at(-1) : names.find((each) => each === asked);
  if (name === undefined) throw failed(`${asked}: ${names.length}`);
  const file = keyFile(home, settings);
  const key = keyOf(file, false);
  const partial = `${home.root}.restoring`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const packed = await unpack(unseal(target.read(name), key), partial);
  // The key may have been put into the new home to open the backup: it stays there.
  if (existsSync(join(home.keys, "backup.key"))) {
    mkdirSync(join(partial, "keys"), { recursive: true });
    renameSync(join(home.keys, "backup.key"), join(partial, "keys", "backup.key"));
  }
  rmSync(home.keys, { recursive: true, force: true });
  if (existsSync(home.root)) rmdirSync(home.root);
  renameSync(partial, home.root);
  return { ...packed, name };
}
