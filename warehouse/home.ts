import { join, resolve } from "node:path";

/** The folders of one installation (design: state on disk). Nothing is created here. */
export interface Home {
  readonly root: string;
  readonly inbox: string;
  readonly landing: string;
  readonly raw: string;
  readonly objects: string;
  readonly quarantine: string;
  readonly releases: string;
  readonly current: string;
  /** The dbt build that the next run continues from; never served. */
  readonly build: string;
  readonly tmp: string;
  /** Of the state store: its file, or an address of PostgreSQL. */
  readonly state: string;
  readonly keys: string;
  readonly logs: string;
}

/** @param state the store's address (`stateAddress`), where it is not the home's own file */
export function homeAt(root: string, state: string | null = null): Home {
  const base = resolve(root);
  const at = (name: string) => join(base, name);
  return {
    root: base,
    inbox: at("inbox"),
    landing: at("landing"),
    raw: at("raw"),
    objects: at("objects"),
    quarantine: at("quarantine"),
    releases: at("releases"),
    current: at("current"),
    build: at("build"),
    tmp: at("tmp"),
    state: state ?? at("state.sqlite"),
    keys: at("keys"),
    logs: at("logs"),
  };
}

/** Where servers put what they need for a moment: below `tmp`, apart from what a build may find left over and remove. */
export const servingTemp = (home: Pick<Home, "tmp">): string => join(home.tmp, "serving");

/** The checkout's root, from which dbt, the venv and the built browser files are found. */
export const PROJECT_ROOT = resolve(import.meta.dirname, "..");

/** Opens a store once for each home, and gives the same one ever after. */
export function perHome<C extends { readonly home: Home }, T>(open: (ctx: C) => T): (ctx: C) => T {
  const opened = new WeakMap<Home, { readonly store: T }>();
  return (ctx) => {
    const known = opened.get(ctx.home) ?? { store: open(ctx) };
    opened.set(ctx.home, known);
    return known.store;
  };
}
