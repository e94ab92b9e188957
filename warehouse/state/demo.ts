import type { AccountRole, Accounts } from "./accounts.ts";
import type { State } from "./state.ts";

/** One account per role, to try the site with invented figures. Their password is no secret and opens nothing else. */
export const DEMO_PASSWORD = "exemple";
export interface DemoAccount {
  readonly name: string;
  readonly role: AccountRole;
  readonly territory: string | null;
}
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { name: "exemple-commune", role: "commune", territory: "01.511.01.0" },
  { name: "exemple-gouverneur", role: "province", territory: "01.511" },
  { name: "exemple-wali", role: "wali", territory: "03" },
  { name: "exemple-national", role: "national", territory: null },
  { name: "exemple-admin", role: "admin", territory: null },
];

/** Makes sure that they are there; several servers may begin at once. */
export function ensureDemo(accounts: Accounts): void {
  for (const demo of DEMO_ACCOUNTS) accounts.ensure({ ...demo, display: demo.name, demo: true });
}

/**
 * Whether all that was ever loaded is the sample: while it is, demonstration accounts may come in. One export of
 * another origin, published yet or not, and they may not.
 */
export function onlySample(state: State): boolean {
  if (!state.has("export_arrival")) return false;
  const loaded = `SELECT 1 FROM export_arrival a JOIN export e ON e.export_id = a.export_id
    WHERE e.status = 'loaded' AND a.sample = ? LIMIT 1`;
  return state.get(loaded, 0) === undefined && state.get(loaded, 1) !== undefined;
}
