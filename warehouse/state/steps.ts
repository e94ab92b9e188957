import type { State, StateEngine, StateWriter } from "./state.ts";

/** The table of every component's version. */
export const VERSIONS = `CREATE TABLE IF NOT EXISTS schema_version (
  component TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL) STRICT`;

/** What both engines do of migrations; `exec` runs statements as they are written for its engine. */
export function migrations(
  engine: StateEngine,
  reader: Pick<StateWriter, "get">,
  immediate: State["immediate"],
  exec: (sql: string) => void,
): State["migrate"] {
  return (component, steps) => {
    // Most openings find nothing to do, and need not wait for a writer to see it.
    if (versionOf(reader, component) === steps.length) return;
    immediate((tx) => {
      const version = versionOf(tx, component);
      if (version === steps.length) return;
      if (version > steps.length)
        throw new RangeError(
          `state: ${component} is at version ${version}, newer than this program's ${steps.length}`,
        );
      for (const step of steps.slice(version)) exec(typeof step === "string" ? step : step[engine]);
      tx.run(
        "INSERT INTO schema_version (component, version) VALUES (?, ?) ON CONFLICT (component) DO UPDATE SET version = excluded.version",
        component,
        steps.length,
      );
    });
  };
}

/** The version that a component's tables have; 0 for none. */
export const versionOf = ({ get }: Pick<StateWriter, "get">, component: string): number =>
  Number(get("SELECT version FROM schema_version WHERE component = ?", component)?.version ?? 0);
