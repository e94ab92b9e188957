import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { UsageError } from "#warehouse/errors.ts";
import { openBuild, withConnection } from "#warehouse/open.ts";
import { literal } from "#warehouse/quote.ts";
import { isClear, type RawStore, rawStore, setUpRaw } from "#warehouse/raw/index.ts";
import { networksIn } from "#warehouse/settings-store.ts";
import { type Catalogue, openCatalogue } from "../catalogue/index.ts";
import { exportLedger } from "../engine/index.ts";
import { checkService } from "../fetch/service.ts";
import { contracts } from "../sources/index.ts";
import type { Cli } from "./cli.ts";

/** Where this installation's raw files are. Each time that an engine is opened on it, its host is looked at anew. */
export const storeOf = (cli: Cli): RawStore =>
  rawStore(cli.home, cli.settings, {
    async before() {
      const { rawEndpoint, rawNetworks } = cli.settings;
      if (rawEndpoint !== null) {
        const url = new URL(rawEndpoint);
        const networks = networksIn(rawNetworks);
        await checkService("rawEndpoint", url, { networks, clear: url.protocol === "http:" });
      }
      await setUpRaw(cli.progress);
    },
  });

/** Runs `use` with the catalogue that several loaders share; with null where the settings name none. */
export async function withCatalogue<T>(
  cli: Cli,
  use: (catalogue: Catalogue | null) => Promise<T>,
): Promise<T> {
  const { rawCatalogue, rawNetworks } = cli.settings;
  if (rawCatalogue === null) return use(null);
  const url = new URL(rawCatalogue);
  await checkService("rawCatalogue", url, { networks: networksIn(rawNetworks), clear: isClear(url) });
  await setUpRaw(cli.progress);
  const catalogue = await openCatalogue({ url, store: storeOf(cli), contracts, settings: cli.settings });
  try {
    return await use(catalogue);
  } finally {
    catalogue.close();
  }
}

/** Whether a loaded file is in the store, asked once for all that the ledger has. */
export async function storedFiles(cli: Cli): Promise<(path: string) => boolean> {
  const paths = loadedPaths(cli);
  const there = await inEngine(cli, (connection, store) => store.present(connection, paths));
  return (path) => there.has(path);
}

/**
 * Copies into the store what the ledger has and only a folder of the home holds: that of an installation which kept its
 * raw files there before. Nothing is removed.
 *
 * @returns files copied, and files that neither has
 */
export const moveIn = (cli: Cli): Promise<{ readonly copied: number; readonly missing: number }> =>
  inEngine(cli, async (connection, store) => {
    const paths = loadedPaths(cli);
    const there = await store.present(connection, paths);
    let [copied, missing] = [0, 0];
    for (const path of paths.filter((each) => !there.has(each))) {
      const own = join(cli.home.root, path);
      if (!existsSync(own)) missing += 1;
      else {
        await connection.run(
          `COPY (SELECT content FROM read_blob(${literal(own)})) TO ${literal(store.at(path))} (FORMAT blob)`,
        );
        copied += 1;
      }
    }
    return { copied, missing };
  });

const loadedPaths = (cli: Cli): string[] =>
  exportLedger(cli.state())
    .exports()
    .flatMap(({ raw_path }) => (raw_path === null ? [] : [raw_path]));

async function inEngine<T>(
  cli: Cli,
  use: (connection: DuckDBConnection, store: RawStore) => Promise<T>,
): Promise<T> {
  const store = storeOf(cli);
  const instance = await openBuild(":memory:", cli.settings);
  try {
    return await withConnection(instance, async (connection) => {
      await store.open(connection);
      return use(connection, store);
    });
  } finally {
    instance.closeSync();
  }
}

export const noCatalogue = (): UsageError =>
  new UsageError("no_catalogue", {
    fr: "aucun catalogue n'est réglé (rawCatalogue) : les exports chargés ne sont listés que dans ce dossier de données.",
    ar: "لم يُضبط أي فهرس (rawCatalogue): الإيداعات المحمّلة مسجلة في مجلد البيانات هذا فقط.",
    en: "no catalogue is set (rawCatalogue): loaded exports are listed in this data folder alone.",
  });
