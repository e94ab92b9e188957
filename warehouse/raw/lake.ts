import { readFileSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { literal } from "../quote.ts";
import type { Settings } from "../settings.ts";
import { loadSql } from "./kit.ts";

export type LakeSettings = Pick<Settings, "rawCatalogue" | "rawCataloguePasswordFile" | "rawCaFile">;

/** What the catalogue is called in SQL. */
export const LAKE = "lake";

/**
 * Attaches the DuckLake that lies in a PostgreSQL as `lake`, made there when it is missing. Small tables of its own go
 * below `folder`; raw files are entered where they lie.
 *
 * @param url the setting: `postgres://account@host:5432/database`
 */
export async function attachLake(
  connection: DuckDBConnection,
  url: URL,
  folder: string,
  settings: LakeSettings,
): Promise<void> {
  await connection.run(loadSql("postgres_scanner"));
  await connection.run(loadSql("ducklake"));
  const { rawCataloguePasswordFile: file } = settings;
  const password = file === null ? [] : [`PASSWORD ${literal(readFileSync(file, "utf8").trim())}`];
  const parts = [
    `HOST ${literal(bareHost(url))}`,
    `PORT ${Number(url.port || 5432)}`,
    `DATABASE ${literal(url.pathname.slice(1))}`,
    `USER ${literal(decodeURIComponent(url.username))}`,
    ...password,
  ];
  await connection.run(`CREATE OR REPLACE SECRET bayan_lake (TYPE postgres, ${parts.join(", ")})`);
  const trust = isClear(url)
    ? "sslmode=disable"
    : `sslmode=verify-full sslrootcert=${settings.rawCaFile === null ? "system" : libpq(settings.rawCaFile)}`;
  await connection.run(
    `ATTACH ${literal(`ducklake:postgres:${trust}`)} AS ${LAKE} (DATA_PATH ${literal(folder)}, META_SECRET 'bayan_lake')`,
  );
}

/** Whether the address asks to be spoken to without a certificate. */
export const isClear = (url: URL): boolean => url.searchParams.get("sslmode") === "disable";

const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

/** A value of a connection string of PostgreSQL's library. */
const libpq = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;
