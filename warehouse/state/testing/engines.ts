import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type Postgres, postgresPrograms, startPostgres } from "#test/fixture/postgres.ts";
import { stateAddress } from "../address.ts";
import { STATE_ENGINES, type StateEngine } from "../state.ts";

/** Where the tests of stores are run: each engine, and why one is left out. */
export interface EngineUnderTest {
  readonly engine: StateEngine;
  /** The suite's name, with the reason where it is skipped. */
  readonly title: string;
  readonly missing: boolean;
  /** A new, empty store; under a name the same one each time, which other processes open too. */
  place(name?: string): string;
}

/** The address of a schema in a server of tests. */
export const schemaOf = (server: Postgres, schema: string): string =>
  stateAddress({
    stateUrl: `${server.url("postgres")}?schema=${schema}`,
    ...{ statePasswordFile: server.passwordFile, stateCaFile: null },
  }) ?? "";

/** Starts a server of PostgreSQL for a file of tests, where the machine has one. */
export async function engines(): Promise<readonly EngineUnderTest[]> {
  const folder = mkdtempSync(join(tmpdir(), "bayan-engines-"));
  const programs = postgresPrograms();
  const server = programs === null ? null : await startPostgres(programs);
  afterAll(async () => {
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  let made = 0;
  const places: Readonly<Record<StateEngine, (name?: string) => string>> = {
    sqlite: (name) => (name === undefined ? ":memory:" : join(folder, `${name}.sqlite`)),
    postgres: (name) => {
      made += 1;
      return server === null ? "" : schemaOf(server, name ?? `nameless_${made}`);
    },
  };
  return STATE_ENGINES.map((engine) => {
    const missing = engine === "postgres" && server === null;
    return {
      engine,
      title: missing ? `${engine}: not on this machine` : engine,
      missing,
      place: places[engine],
    };
  });
}
