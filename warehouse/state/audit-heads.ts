import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Home } from "../home.ts";
import { type AuditHead, type AuditLog, auditLog } from "./audit.ts";
import type { State } from "./state.ts";

const headSchema = z.object({
  day: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  seq: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Heads stand outside the database: who edits the one still has to reach the other. */
const fileOf = (home: Pick<Home, "root">): string => join(home.root, "audit", "heads.jsonl");

/** The heads of finished days, oldest first. A half-written last line of a killed process is no head. */
export function auditHeads(home: Pick<Home, "root">): AuditHead[] {
  const file = fileOf(home);
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .slice(0, -1)
    .flatMap((line) => {
      const given = headSchema.safeParse(parsed(line));
      return given.success ? [given.data] : [];
    });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

/** Puts the head of each finished day in safety; gives those that were added. Days without records have none. */
export function sealAudit(home: Pick<Home, "root">, state: State, clock: Clock): AuditHead[] {
  const log = auditLog(state, clock);
  const today = clock.now().toISOString().slice(0, 10);
  // The transaction is the lock: two processes never add the same day.
  return state.immediate((tx) => {
    const known = auditHeads(home);
    const last = known.at(-1);
    const days = tx.all(
      "SELECT DISTINCT substr(at, 1, 10) AS day FROM audit_record WHERE seq > ? AND at < ? ORDER BY day",
      last?.seq ?? 0,
      `${today}T00:00:00.000Z`,
    );
    const added = days.flatMap(({ day }) => {
      const head = log.headOf(String(day));
      return head === null || head.day <= (last?.day ?? "") ? [] : [head];
    });
    if (added.length > 0) append(fileOf(home), added.map((head) => `${JSON.stringify(head)}\n`).join(""));
    return added;
  });
}

function append(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  // A line that a killed process left half-written is ended first, so that it spoils no other.
  const torn = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, "utf8"));
  const handle = openSync(file, "a");
  try {
    writeSync(handle, `${torn ? "\n" : ""}${text}`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The log of a home, with its published heads. */
export const homeAudit = (home: Pick<Home, "root">, state: State, clock: Clock): AuditLog =>
  auditLog(state, clock, () => auditHeads(home));
