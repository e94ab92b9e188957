import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import { ROLES, type Role } from "../door/types.ts";
import { UsageError } from "../errors.ts";
import type { State, StateRow } from "./state.ts";

/** A role that an account may have: the public has none. */
export type AccountRole = Exclude<Role, "public">;
export const ACCOUNT_ROLES: readonly AccountRole[] = ROLES.filter((role) => role !== "public");
const TERRITORIAL: ReadonlySet<Role> = new Set(["commune", "province", "wali"]);

/** Someone who may sign in. Never a person's data beyond what they are called and what they may see. */
export interface Account {
  readonly id: string;
  /** What one types to sign in; unique, whatever its case. */
  readonly name: string;
  readonly display: string;
  readonly role: AccountRole;
  /** HCP code of what a territorial role covers (a groupement's code too); null for the others. */
  readonly territory: string | null;
  /** Comes with the sample, and is refused as soon as anything else is loaded. */
  readonly demo: boolean;
  readonly disabled: boolean;
  readonly secondFactor: boolean;
  /** Signs in through the identity provider and has no password here. */
  readonly external: boolean;
  readonly createdAt: string;
}
/** What only signing in needs. */
export interface Credentials {
  readonly password: string | null;
  /** Shared secret of the second factor, base32; null without. */
  readonly totp: string | null;
  /** The last time step that was used: a code counts once. */
  readonly totpStep: number;
}

export interface NewAccount {
  readonly name: string;
  readonly display: string;
  readonly role: AccountRole;
  readonly territory: string | null;
  readonly password?: string | null;
  readonly demo?: boolean;
  readonly external?: { readonly issuer: string; readonly subject: string };
}

export interface Accounts {
  /** @throws UsageError for a name that is taken, or a role without the territory that it needs */
  add(account: NewAccount): Account;
  /** The account of that name as it is, or added: whoever else does the same at the same time. */
  ensure(account: NewAccount): Account;
  find(name: string): Account | null;
  byId(id: string): Account | null;
  bySubject(issuer: string, subject: string): Account | null;
  list(): Account[];
  credentials(id: string): Credentials;
  setRole(id: string, role: AccountRole, territory: string | null): void;
  setPassword(id: string, hash: string): void;
  setDisabled(id: string, disabled: boolean): void;
  setSecondFactor(id: string, secret: string | null): void;
  /** Marks a code's time step as used; false when it was already. */
  useStep(id: string, step: number): boolean;
}

const STEPS = [
  `CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, display TEXT NOT NULL,
    role TEXT NOT NULL, territory TEXT, password TEXT, totp TEXT, totp_step INTEGER NOT NULL DEFAULT 0,
    issuer TEXT, subject TEXT, demo INTEGER NOT NULL DEFAULT 0, disabled INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL, changed_at TEXT NOT NULL,
    UNIQUE (issuer, subject)) STRICT`,
];
const COLUMNS =
  "id, name, display, role, territory, demo, disabled, totp IS NOT NULL AS second_factor, issuer IS NOT NULL AS external, created_at";

export function accountStore(state: State, clock: Clock): Accounts {
  state.migrate("account", STEPS);
  const one = (where: string, ...values: string[]): Account | null => {
    const row = state.get(`SELECT ${COLUMNS} FROM account WHERE ${where}`, ...values);
    return row === undefined ? null : shaped(row);
  };
  const change = (id: string, assignment: string, ...values: (string | number | null)[]): void => {
    state.immediate((tx) =>
      tx.run(
        `UPDATE account SET ${assignment}, changed_at = ? WHERE id = ?`,
        ...values,
        clock.now().toISOString(),
        id,
      ),
    );
  };
  const add = (given: NewAccount): Account => {
    const name = given.name.trim();
    if (!/^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,63}$/u.test(name)) throw badName(given.name);
    const territory = checkedTerritory(given.role, given.territory);
    const id = randomUUID();
    const now = clock.now().toISOString();
    state.immediate((tx) => {
      if (tx.get("SELECT 1 FROM account WHERE name = ?", name) !== undefined) throw nameTaken(name);
      tx.run(
        `INSERT INTO account (id, name, display, role, territory, password, issuer, subject, demo, created_at, changed_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        id,
        name,
        given.display,
        given.role,
        territory,
        given.password ?? null,
        given.external?.issuer ?? null,
        given.external?.subject ?? null,
        given.demo === true ? 1 : 0,
        now,
        now,
      );
    });
    const added = one("id = ?", id);
    if (added === null) throw new Error(`account: not added: ${name}`);
    return added;
  };
  const find = (name: string): Account | null => one("name = ?", name.trim());
  return {
    add,
    ensure: (given) => find(given.name) ?? state.immediate(() => find(given.name) ?? add(given)),
    find,
    byId: (id) => one("id = ?", id),
    bySubject: (issuer, subject) => one("issuer = ? AND subject = ?", issuer, subject),
    list: () => state.all(`SELECT ${COLUMNS} FROM account ORDER BY demo, name, id`).map(shaped),
    credentials(id) {
      const row = state.get("SELECT password, totp, totp_step FROM account WHERE id = ?", id);
      return {
        password: row?.password == null ? null : String(row.password),
        totp: row?.totp == null ? null : String(row.totp),
        totpStep: Number(row?.totp_step ?? 0),
      };
    },
    setRole: (id, role, territory) =>
      change(id, "role = ?, territory = ?", role, checkedTerritory(role, territory)),
    setPassword: (id, hash) => change(id, "password = ?", hash),
    setDisabled: (id, disabled) => change(id, "disabled = ?", disabled ? 1 : 0),
    setSecondFactor: (id, secret) => change(id, "totp = ?, totp_step = 0", secret),
    useStep: (id, step) =>
      state.immediate((tx) =>
        tx.run("UPDATE account SET totp_step = ? WHERE id = ? AND totp_step < ?", step, id, step),
      ) === 1,
  };
}

export const isAccountRole = (value: unknown): value is AccountRole =>
  ACCOUNT_ROLES.some((role) => role === value);

/** The territory that a role is given: one for those that have one, none for the others. */
export function checkedTerritory(role: AccountRole, territory: string | null): string | null {
  if (!TERRITORIAL.has(role)) {
    if (territory === null || territory === "") return null;
    throw new UsageError("territory_unused", {
      fr: `le rôle ${role} couvre le pays : pas de territoire`,
      ar: `الدور ${role} يشمل البلاد كلها: لا مجال ترابيا له`,
      en: `role ${role} covers the country: no territory`,
    });
  }
  if (territory !== null && /^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/.test(territory)) return territory;
  throw new UsageError("territory_needed", {
    fr: `le rôle ${role} demande un territoire : son code HCP`,
    ar: `الدور ${role} يتطلب مجالا ترابيا: رمزه لدى المندوبية السامية للتخطيط`,
    en: `role ${role} needs a territory: its HCP code`,
  });
}

function shaped(row: StateRow): Account {
  const role = row.role;
  if (!isAccountRole(role)) throw new RangeError(`account: role: ${String(role)}`);
  return {
    id: String(row.id),
    name: String(row.name),
    display: String(row.display),
    role,
    territory: row.territory === null ? null : String(row.territory),
    demo: row.demo === 1,
    disabled: row.disabled === 1,
    secondFactor: row.second_factor === 1,
    external: row.external === 1,
    createdAt: String(row.created_at),
  };
}

const nameTaken = (name: string): UsageError =>
  new UsageError("name_taken", {
    fr: `ce nom est déjà pris : ${name}`,
    ar: `هذا الاسم مستعمل: ${name}`,
    en: `this name is taken: ${name}`,
  });
const badName = (name: string): UsageError =>
  new UsageError("bad_name", {
    fr: `nom refusé : ${name.slice(0, 64)} ; deux à 64 lettres, chiffres ou . _ @ + -`,
    ar: `اسم مرفوض: ${name.slice(0, 64)}؛ من حرفين إلى 64 حرفا أو رقما أو . _ @ + -`,
    en: `name refused: ${name.slice(0, 64)}; two to 64 letters, digits or . _ @ + -`,
  });
