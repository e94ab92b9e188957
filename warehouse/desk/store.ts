import { type Clock, holidaysOf } from "../clock.ts";
import { BayanError } from "../errors.ts";
import type { State, StateRow, StateWriter } from "../state/state.ts";
import { workingDaysAfter } from "./days.ts";
import {
  CASE_KINDS,
  CASE_STATES,
  type Case,
  type CaseEvent,
  type CaseFile,
  type CaseKind,
  type CaseState,
  type DeskSettings,
  EFFECTS,
  type Effect,
  type NewCase,
} from "./types.ts";

export interface Desk {
  /** Throws `case_standing` where the same unit's same figure is contested already, `desk_full` past the day's limit. */
  file(entry: NewCase): Case;
  /** Takes a case in charge; false when it is decided or withdrawn. */
  take(id: string, officer: string): boolean;
  /** Decides it, with its reason; false when it is over already. Throws `bad_decision` for an effect of another kind. */
  decide(
    id: string,
    officer: string,
    decision: { readonly effect: string; readonly reason: string; readonly link: string | null },
  ): boolean;
  /** By who filed it; false when it is over or another's. */
  withdraw(id: string, account: string): boolean;
  get(id: string): Case | null;
  /** Null for an unknown case and for one whose file was removed. */
  fileOf(id: string): CaseFile | null;
  events(id: string): CaseEvent[];
  /** Newest first. */
  list(only?: { readonly kind?: CaseKind; readonly state?: CaseState }): Case[];
  /** Units whose figures of a topic are under contest now, each with its case. */
  contested(topic: string): ReadonlyMap<string, Case>;
  /** Removes what is personal of cases that were closed long enough ago; how many. */
  forget(): number;
  /** Changes with every case: what pages drawn from the desk are kept by. */
  stamp(): string;
}

const STEPS = [
  `CREATE TABLE desk_case (
    id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, unit TEXT, topic TEXT, page TEXT, release TEXT NOT NULL,
    filed_at TEXT NOT NULL, due_on TEXT NOT NULL, state TEXT NOT NULL, effect TEXT, reason TEXT, link TEXT, closed_at TEXT) STRICT;
   CREATE UNIQUE INDEX desk_contest ON desk_case (unit, topic) WHERE kind = 'contest' AND state IN ('received', 'in_study');
   CREATE TABLE desk_file (
    id TEXT NOT NULL PRIMARY KEY REFERENCES desk_case (id), statement TEXT NOT NULL, name TEXT, email TEXT, account TEXT,
    officer TEXT) STRICT;
   CREATE TABLE desk_event (
    id TEXT NOT NULL REFERENCES desk_case (id), seq INTEGER NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL,
    PRIMARY KEY (id, seq)) STRICT`,
];
const DAY = 86_400_000;

/** The desk's cases in the state store; what is personal stands in a table of its own. */
export function deskStore(state: State, clock: Clock, settings: DeskSettings): Desk {
  state.migrate("desk", STEPS);
  const now = (): string => clock.now().toISOString();
  const note = (tx: StateWriter, id: string, kind: CaseEvent["kind"]): void => {
    tx.run(
      "INSERT INTO desk_event (id, seq, at, kind) VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM desk_event WHERE id = ?), ?, ?)",
      ...[id, id, now(), kind],
    );
  };
  const get = (id: string): Case | null => {
    const row = state.get("SELECT * FROM desk_case WHERE id = ?", id);
    return row === undefined ? null : shaped(row);
  };
  /** Does `work` to a case that still stands. */
  const standing = (id: string, work: (tx: StateWriter, row: StateRow) => boolean): boolean =>
    state.immediate((tx) => {
      const row = tx.get("SELECT * FROM desk_case WHERE id = ? AND state IN ('received', 'in_study')", id);
      return row !== undefined && work(tx, row);
    });
  const holidays = holidaysOf(settings.holidays);
  const days: Record<CaseKind, number> = {
    contest: settings.deskContestDays,
    error: settings.deskErrorDays,
    request: settings.deskRequestDays,
  };

  return {
    file(entry) {
      const id = state.immediate((tx) => {
        if (entry.account === null) {
          const since = new Date(clock.now().getTime() - DAY).toISOString();
          const come = tx.get(
            "SELECT count(*) AS n FROM desk_case JOIN desk_file USING (id) WHERE account IS NULL AND filed_at > ?",
            since,
          );
          if (Number(come?.n) >= settings.deskPublicPerDay) throw full();
        }
        const same =
          entry.kind === "contest"
            ? tx.get(
                "SELECT id FROM desk_case WHERE kind = 'contest' AND unit = ? AND topic = ? AND state IN ('received', 'in_study')",
                ...[entry.unit, entry.topic],
              )
            : undefined;
        if (same !== undefined) throw standsAlready(String(same.id));
        const year = now().slice(0, 4);
        const last = tx.get("SELECT max(id) AS id FROM desk_case WHERE id LIKE ?", `${year}-%`);
        const number = last?.id == null ? 1 : Number(String(last.id).slice(5)) + 1;
        const made = `${year}-${String(number).padStart(5, "0")}`;
        tx.run(
          "INSERT INTO desk_case (id, kind, unit, topic, page, release, filed_at, due_on, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'received')",
          ...[made, entry.kind, entry.unit, entry.topic, entry.page, entry.release, now()],
          workingDaysAfter(clock.now(), days[entry.kind], holidays),
        );
        tx.run(
          "INSERT INTO desk_file (id, statement, name, email, account) VALUES (?, ?, ?, ?, ?)",
          ...[made, entry.statement, entry.name, entry.email, entry.account],
        );
        note(tx, made, "filed");
        return made;
      });
      const made = get(id);
      if (made === null) throw new Error(`desk: ${id} is gone`);
      return made;
    },
    take: (id, officer) =>
      standing(id, (tx) => {
        tx.run("UPDATE desk_case SET state = 'in_study' WHERE id = ?", id);
        tx.run("UPDATE desk_file SET officer = ? WHERE id = ?", officer, id);
        note(tx, id, "taken");
        return true;
      }),
    decide: (id, officer, { effect, reason, link }) =>
      standing(id, (tx, row) => {
        const kind = kindOf(row);
        const known = EFFECTS[kind].find((one) => one === effect);
        if (known === undefined) throw badDecision(kind, effect);
        tx.run(
          "UPDATE desk_case SET state = 'decided', effect = ?, reason = ?, link = ?, closed_at = ? WHERE id = ?",
          ...[known, reason, link, now(), id],
        );
        tx.run("UPDATE desk_file SET officer = ? WHERE id = ?", officer, id);
        note(tx, id, "decided");
        return true;
      }),
    withdraw: (id, account) =>
      standing(id, (tx) => {
        if (tx.get("SELECT 1 FROM desk_file WHERE id = ? AND account = ?", id, account) === undefined)
          return false;
        tx.run("UPDATE desk_case SET state = 'withdrawn', closed_at = ? WHERE id = ?", now(), id);
        note(tx, id, "withdrawn");
        return true;
      }),
    get,
    fileOf(id) {
      const row = state.get("SELECT * FROM desk_file WHERE id = ?", id);
      if (row === undefined) return null;
      return {
        statement: String(row.statement),
        ...{ name: text(row.name), email: text(row.email) },
        ...{ account: text(row.account), officer: text(row.officer) },
      };
    },
    events: (id) =>
      state
        .all("SELECT at, kind FROM desk_event WHERE id = ? ORDER BY seq", id)
        .map((row) => ({ at: String(row.at), kind: EVENTS.find((one) => one === row.kind) ?? "filed" })),
    list: (only = {}) =>
      state
        .all(
          "SELECT * FROM desk_case WHERE kind = coalesce(?, kind) AND state = coalesce(?, state) ORDER BY id DESC",
          ...[only.kind ?? null, only.state ?? null],
        )
        .map(shaped),
    contested: (topic) =>
      new Map(
        state
          .all(
            "SELECT * FROM desk_case WHERE kind = 'contest' AND topic = ? AND state IN ('received', 'in_study') ORDER BY id",
            topic,
          )
          .map((row) => [String(row.unit), shaped(row)]),
      ),
    forget: () =>
      state.immediate((tx) => {
        const before = new Date(clock.now().getTime() - settings.deskKeepDays * DAY).toISOString();
        const old = tx.all(
          "SELECT id FROM desk_case JOIN desk_file USING (id) WHERE closed_at IS NOT NULL AND closed_at < ?",
          before,
        );
        for (const { id } of old) {
          tx.run("DELETE FROM desk_file WHERE id = ?", String(id));
          note(tx, String(id), "forgotten");
        }
        return old.length;
      }),
    stamp: () => String(state.lately("SELECT count(*) AS n FROM desk_event")?.n ?? 0),
  };
}

const EVENTS = ["filed", "taken", "decided", "withdrawn", "forgotten"] as const;
const text = (value: StateRow[string] | undefined): string | null => (value == null ? null : String(value));
const kindOf = (row: StateRow): CaseKind => {
  const kind = CASE_KINDS.find((one) => one === row.kind);
  if (kind === undefined) throw new Error(`desk: kind ${String(row.kind)}`);
  return kind;
};

function shaped(row: StateRow): Case {
  const kind = kindOf(row);
  const state = CASE_STATES.find((one) => one === row.state);
  if (state === undefined) throw new Error(`desk: state ${String(row.state)}`);
  const effect: Effect | undefined = EFFECTS[kind].find((one) => one === row.effect);
  return {
    ...{ id: String(row.id), kind, state },
    ...{ unit: text(row.unit), topic: text(row.topic), page: text(row.page) },
    ...{ release: String(row.release), filedAt: String(row.filed_at), dueOn: String(row.due_on) },
    decision:
      effect === undefined
        ? null
        : { effect, reason: String(row.reason), link: text(row.link), at: String(row.closed_at) },
  };
}

const full = (): BayanError =>
  new BayanError(
    "desk_full",
    {
      fr: "Le guichet a reçu trop de messages aujourd’hui : réessayez demain, ou connectez-vous.",
      ar: "تلقى المكتب رسائل كثيرة اليوم: أعد المحاولة غدا أو سجّل الدخول.",
      en: "The desk has received too many messages today: try again tomorrow, or sign in.",
    },
    { status: 429 },
  );
const standsAlready = (id: string): BayanError =>
  new BayanError(
    "case_standing",
    {
      fr: `Ce chiffre est déjà contesté : affaire ${id}.`,
      ar: `هذا الرقم موضوع اعتراض قائم: الملف ${id}.`,
      en: `This figure is under contest already: case ${id}.`,
    },
    { status: 409, place: { value: id } },
  );
const badDecision = (kind: CaseKind, effect: string): BayanError =>
  new BayanError(
    "bad_decision",
    {
      fr: `Suite inconnue pour cette affaire : ${EFFECTS[kind].join(", ")}`,
      ar: `مآل غير معروف لهذا الملف: ${EFFECTS[kind].join("، ")}`,
      en: `No such outcome for this case: ${EFFECTS[kind].join(", ")}`,
    },
    { status: 400, place: { value: effect.slice(0, 40) } },
  );
