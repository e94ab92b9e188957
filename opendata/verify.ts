import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { z } from "zod";
import { BayanError } from "#warehouse/errors.ts";
import type { Home } from "#warehouse/home.ts";
import {
  publicManifestSchema,
  readBuildManifest,
  releaseIds,
  sha256,
  sha256File,
} from "#warehouse/release/index.ts";
import { withMarts } from "./build/publish.ts";
import { writeDataset } from "./build/write.ts";
import { datasetOf } from "./datasets/index.ts";
import { write } from "./derive/derive.ts";
import { askedBy } from "./derive/forms.ts";
import { engineAt } from "./query/engine.ts";
import { faultsOfLog, signedEntrySchema } from "./shelf/log.ts";
import { type Edition, shelfAt } from "./shelf/shelf.ts";

/** Where what is needed to check a file is read from: a site, or this installation's own shelf. */
export interface Source {
  log(): Promise<string>;
  key(): Promise<string>;
  manifest(release: string): Promise<string>;
}

export const siteSource = (base: string, pinnedKey: string | null): Source => {
  const get = async (path: string): Promise<string> => {
    const answer = await fetch(`${base.replace(/\/$/, "")}${path}`);
    if (!answer.ok) throw refused(`${base}${path}: ${answer.status}`);
    return answer.text();
  };
  return {
    log: () => get("/releases/log.jsonl"),
    key: () => (pinnedKey === null ? get("/releases/key.pem") : Promise.resolve(pinnedKey)),
    manifest: (release) => get(`/releases/${release}/manifest.json`),
  };
};

export const homeSource = (home: Home, publicPem: string): Source => ({
  log: async () =>
    shelfAt(home)
      .log.map((entry) => JSON.stringify(entry))
      .join("\n"),
  key: async () => publicPem,
  async manifest(release) {
    const text = shelfAt(home).manifestOf(release);
    if (text === null) throw refused(release);
    return text;
  },
});

export interface Verified {
  readonly file: string;
  readonly sha256: string;
  readonly release: string;
  readonly path: string;
  readonly published_at: string;
  readonly sample: boolean;
}

const refused = (what: string): BayanError =>
  new BayanError("not_verified", {
    fr: `non vérifié : ${what}`,
    ar: `لم يتم التحقق: ${what}`,
    en: `not verified: ${what}`,
  });

const lines = z.array(signedEntrySchema);

/**
 * Checks that a downloaded file is one that was published, whole: its hash stands in the manifest of a release, that
 * manifest's hash in the log, and the log is an unbroken chain of entries signed with the key. Throws with what fails.
 */
export async function verifyDownload(file: string, source: Source): Promise<Verified> {
  const hash = await sha256File(file);
  const text = await source.log();
  const log = lines.parse(
    text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown),
  );
  const faults = faultsOfLog(log, await source.key());
  if (faults.length > 0) throw refused(faults.join("; "));
  for (const entry of [...log].reverse()) {
    const manifest = await source.manifest(entry.release);
    if (sha256(manifest) !== entry.manifest_sha256)
      throw refused(`manifest of ${entry.release} is not the one that was signed`);
    const found = publicManifestSchema.parse(JSON.parse(manifest)).files.find((each) => each.sha256 === hash);
    if (found === undefined) continue;
    const { release, published_at, sample } = entry;
    return { file: basename(file), sha256: hash, release, path: found.path, published_at, sample };
  }
  throw refused(`${basename(file)}: sha256 ${hash} stands in no release`);
}

/**
 * A file in a derived form (XLSX, JSON, a region's rows…) is signed through what it is made of: made again here from
 * the signed Parquet of this installation, it must be the same bytes. Null where its name is of no edition.
 */
export async function verifyDerived(
  file: string,
  home: Home,
  publicPem: string,
  slugs: readonly string[],
): Promise<Verified | null> {
  const shelf = shelfAt(home);
  const hash = await sha256File(file);
  const engine = engineAt(home);
  const folder = mkdtempSync(join(shelf.root, "verify-"));
  try {
    for (const slug of slugs) {
      for (const edition of [...shelf.editions(slug)].reverse()) {
        const asked = askedBy(edition.entry, basename(file));
        if (asked === null) continue;
        const again = join(folder, asked.name);
        await write(engine, again, edition.entry, asked);
        if ((await sha256File(again)) !== hash) continue;
        const first = edition.entry.files.find(({ format }) => format === "parquet");
        if (first === undefined) continue;
        const base = await verifyDownload(shelf.pathOf(first), homeSource(home, publicPem));
        return {
          ...base,
          file: basename(file),
          sha256: hash,
          path: `${slug}@${edition.version}/${asked.name}`,
        };
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return null;
}

export interface Rebuilt {
  readonly edition: string;
  readonly release: string;
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly same: boolean }[];
}

/**
 * Makes an edition's files again from the tables of a kept release, and compares: `DATASET@VERSION`. A release made
 * from other code than today's is told apart by its files, which then differ.
 */
export async function rebuild(
  home: Home,
  settings: { readonly buildMemory: string },
  edition: Edition,
  out: string | null,
): Promise<Rebuilt> {
  const { slug, version } = edition.entry;
  const dataset = datasetOf(slug);
  const release = releaseIds(home)
    .reverse()
    .find((id) => holds(home, id, slug, version));
  if (dataset === undefined || release === undefined)
    throw refused(`${slug}@${version}: no kept release holds it`);
  const dir = join(home.releases, release);
  const to = out ?? mkdtempSync(join(tmpdir(), "bayan-rebuild-"));
  const build = readBuildManifest(dir);
  const sample = build.inputs.some((input) => input.sample);
  const until = build.id.slice(0, 7);
  const place = {
    dir,
    database: join(dir, "warehouse.duckdb"),
    memory: settings.buildMemory,
    temp: home.tmp,
  };
  try {
    const made = await withMarts(place, ([connection], _shown, dictionary) =>
      // What was withheld then is withheld again: the edition itself is the past that its counts are guarded by.
      writeDataset(connection, dataset, {
        ...{ dir: to, sample, until, dictionary },
        before: edition.entry.withheld === null ? [] : parquetOf(home, edition),
      }),
    );
    const files = edition.entry.files.map(({ name, sha256: wanted }) => {
      const found = made.files.find((each) => each.name === name);
      return { name, sha256: found?.sha256 ?? "", same: found?.sha256 === wanted };
    });
    return { edition: `${slug}@${version}`, release, files };
  } finally {
    if (out === null) rmSync(to, { recursive: true, force: true });
  }
}

const parquetOf = (home: Home, { entry }: Edition): readonly string[] =>
  entry.files.filter(({ format }) => format === "parquet").map((file) => shelfAt(home).pathOf(file));

function holds(home: Home, release: string, slug: string, version: string): boolean {
  const path = join(home.releases, release, "opendata/catalogue.json");
  if (!existsSync(path)) return false;
  const { datasets } = JSON.parse(readFileSync(path, "utf8")) as {
    datasets: { slug: string; version: string }[];
  };
  return datasets.some((each) => each.slug === slug && each.version === version);
}
