import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import { type Home, perHome } from "../home.ts";
import { openState, type State, type StateRow } from "../state/index.ts";
import type { Context } from "../surface.ts";
import { CONTENT_TYPES, type Content, type ContentType } from "./content.ts";

/** A photograph or a document of a project. */
export interface Attachment {
  readonly id: string;
  readonly project: string;
  readonly title: string;
  readonly type: ContentType;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly sha256: string;
  /** For everyone, or for the accounts of the project's territory alone. */
  readonly isPublic: boolean;
  readonly account: string;
  readonly at: string;
}
export type NewAttachment = Pick<Attachment, "project" | "title" | "isPublic" | "account">;
export interface Attachments {
  /** Keeps a checked file; null where the project has as many as it may. */
  keep(made: NewAttachment, content: Content): Attachment | null;
  get(id: string): Attachment | null;
  read(one: Attachment): Buffer;
  /** Takes one away, its file with it where no other is the same; false where there is none. */
  remove(id: string): boolean;
  /** Those of a project, the latest first. */
  of(project: string): Attachment[];
  /** Changes with each that comes or goes: what pages that show them are kept by. */
  stamp(): string;
}

export const MOST_OF_A_PROJECT = 40;
const STEPS = [
  `CREATE TABLE attachment (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, project TEXT NOT NULL, title TEXT NOT NULL, type TEXT NOT NULL,
    bytes INTEGER NOT NULL, width INTEGER, height INTEGER, sha256 TEXT NOT NULL, is_public INTEGER NOT NULL,
    account TEXT NOT NULL, at TEXT NOT NULL, removed_at TEXT) STRICT;
   CREATE INDEX attachment_project ON attachment (project)`,
];

/** The files' folder, which the backup takes with the state. */
export const attachmentsFolder = (home: Pick<Home, "root">): string => join(home.root, "attachments");

/** Files of projects: what is known of them in the state store, their bytes beside it, by their hash. */
export function attachmentStore(state: State, folder: string, clock: Clock): Attachments {
  state.migrate("attachment", STEPS);
  const fileOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256);
  const get = (id: string): Attachment | null => {
    const row = state.get("SELECT * FROM attachment WHERE id = ? AND removed_at IS NULL", id);
    return row === undefined ? null : shaped(row);
  };
  return {
    keep({ project, title, isPublic, account }, { type, bytes, width, height }) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const id = randomUUID();
      const kept = state.immediate((tx) => {
        const count = tx.get(
          "SELECT count(*) AS n FROM attachment WHERE project = ? AND removed_at IS NULL",
          project,
        );
        if (Number(count?.n) >= MOST_OF_A_PROJECT) return false;
        // Inside the transaction: no row without its file, and no other's removal between the two.
        const file = fileOf(sha256);
        if (!existsSync(file)) {
          mkdirSync(join(folder, sha256.slice(0, 2)), { recursive: true });
          writeFileSync(`${file}.${id}.partial`, bytes, { flush: true });
          renameSync(`${file}.${id}.partial`, file);
        }
        tx.run(
          "INSERT INTO attachment (id, project, title, type, bytes, width, height, sha256, is_public, account, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          ...[id, project, title, type, bytes.length, width, height, sha256, isPublic ? 1 : 0, account],
          clock.now().toISOString(),
        );
        return true;
      });
      return kept ? get(id) : null;
    },
    get,
    read: ({ sha256 }) => readFileSync(fileOf(sha256)),
    remove: (id) =>
      state.immediate((tx) => {
        const one = get(id);
        if (one === null) return false;
        tx.run("UPDATE attachment SET removed_at = ? WHERE id = ?", clock.now().toISOString(), id);
        const same = tx.get("SELECT 1 FROM attachment WHERE sha256 = ? AND removed_at IS NULL", one.sha256);
        if (same === undefined) rmSync(fileOf(one.sha256), { force: true });
        return true;
      }),
    of: (project) =>
      state
        .all("SELECT * FROM attachment WHERE project = ? AND removed_at IS NULL ORDER BY seq DESC", project)
        .map(shaped),
    stamp: () => {
      const row = state.lately("SELECT count(*) AS made, count(removed_at) AS removed FROM attachment");
      return `${row?.made} ${row?.removed}`;
    },
  };
}

function shaped(row: StateRow): Attachment {
  const type = CONTENT_TYPES.find((one) => one === row.type);
  if (type === undefined) throw new RangeError(`attachment: type: ${String(row.type)}`);
  const pixels = (value: StateRow[string] | undefined): number | null =>
    value == null ? null : Number(value);
  return {
    ...{ id: String(row.id), project: String(row.project), title: String(row.title), type },
    ...{ bytes: Number(row.bytes), width: pixels(row.width), height: pixels(row.height) },
    ...{ sha256: String(row.sha256), isPublic: Number(row.is_public) === 1 },
    ...{ account: String(row.account), at: String(row.at) },
  };
}

/** The attachments of a served installation, opened once. */
export const attachmentsOf = perHome(
  (ctx: Pick<Context, "home" | "clock">): Attachments =>
    attachmentStore(openState(ctx.home.state), attachmentsFolder(ctx.home), ctx.clock),
);
