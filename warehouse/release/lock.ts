import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Home } from "../home.ts";

export interface HeldLock {
  release(): void;
}
export interface LockOwner {
  readonly pid: number;
  readonly note: string;
}

/**
 * Takes a lock of this installation, or returns null when another process has it.
 * It is SQLite's exclusive file lock: the kernel lets go when its holder dies, so there is no stale lock.
 */
export function tryLock(home: Home, name: "serve" | "build", note = ""): HeldLock | null {
  const folder = join(home.root, "locks");
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, `${name}.lock`), { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked|busy/.test(error.message)) return null;
    throw error;
  }
  writeFileSync(noteFile(home, name), JSON.stringify({ pid: process.pid, note }));
  return { release: () => database.close() };
}

/** Who holds the lock, as they wrote it when they took it. */
export function lockOwner(home: Home, name: "serve" | "build"): LockOwner | null {
  try {
    const value: unknown = JSON.parse(readFileSync(noteFile(home, name), "utf8"));
    if (typeof value !== "object" || value === null || !("pid" in value) || !("note" in value)) return null;
    return { pid: Number(value.pid), note: String(value.note) };
  } catch {
    return null;
  }
}

const noteFile = (home: Home, name: string): string => join(home.root, "locks", `${name}.json`);
