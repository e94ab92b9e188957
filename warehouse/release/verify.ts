import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { type Clock, systemClock } from "../clock.ts";
import { BayanError } from "../errors.ts";
import { IN_LANES } from "../lanes.ts";
import type { Check, Proved } from "../surface.ts";
import { asIs, type Lang, sayOf, type Text } from "../text.ts";
import { BUILT_IN_CHECKS, changed, type Findings, missing } from "./checks.ts";
import { filesBelow, sha256File } from "./files.ts";
import { openRelease, type ServingSettings } from "./handle.ts";
import {
  BUILD_MANIFEST,
  buildManifestHolds,
  DATABASE,
  PUBLIC_MANIFEST,
  readBuildManifest,
  readPublicManifest,
} from "./manifest.ts";

export interface CheckResult {
  readonly name: string;
  readonly prevents: Text;
  readonly ok: boolean;
  /** Whether a fault of it withholds the release. */
  readonly blocking: boolean;
  readonly faults: readonly Text[];
  /** What is worth knowing and refuses nothing. */
  readonly notes: readonly Text[];
  readonly seconds: number;
}

/**
 * Reads every file that the manifests name, but for those that were `read` just now, and finds what they do not name.
 * Gives the faults.
 */
export async function verifyFiles(dir: string, read: readonly string[] = []): Promise<Text[]> {
  const open = readPublicManifest(dir);
  const build = readBuildManifest(dir);
  const faults: Text[] = [];
  if (open.id !== build.id)
    faults.push({
      fr: `manifestes : ${open.id} et ${build.id}`,
      ar: `البيانان: ${open.id} و${build.id}`,
      en: `manifests: ${open.id} and ${build.id}`,
    });
  if ((await sha256File(join(dir, PUBLIC_MANIFEST))) !== build.public_sha256)
    faults.push(changed(PUBLIC_MANIFEST));
  if (!buildManifestHolds(dir)) faults.push(changed(BUILD_MANIFEST));
  const database = { path: DATABASE, bytes: null, sha256: build.database_sha256 };
  const named = [...open.files, ...build.files, database];
  for (const { path, bytes, sha256 } of named) {
    const file = join(dir, path);
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined) faults.push(missing(path));
    else if (bytes !== null && found.size !== bytes)
      faults.push(
        sayOf(
          path,
          `${found.size} octets, et non ${bytes}`,
          `${found.size} بايت بدل ${bytes}`,
          `${found.size} bytes, not ${bytes}`,
        ),
      );
    else if (!read.includes(path) && (await sha256File(file)) !== sha256) faults.push(changed(path));
  }
  const known = new Set([...named.map(({ path }) => path), PUBLIC_MANIFEST, BUILD_MANIFEST]);
  for (const path of filesBelow(dir))
    if (!known.has(path))
      faults.push(sayOf(path, "n’est pas au manifeste", "غير مذكور في البيان", "not in the manifest"));
  return faults;
}

/**
 * Checks a release folder: its files by hash, its tables by hash and count, the law of ingestion, the
 * reconciliation, the sample's mark, then what the surfaces check. Each result says what it prevents.
 */
export async function verifyRelease(
  dir: string,
  settings: ServingSettings,
  checks: readonly Check[],
  options: {
    readonly clock?: Clock;
    readonly onCheck?: (result: CheckResult, done: number, total: number) => void;
    /** It is being made: its folder has another name, its tables were hashed from the closed file just now,
     * dbt has tested the keys in the same run, and some tables were taken over from a release that was verified. */
    readonly making?: { readonly proved: Proved };
  } = {},
): Promise<CheckResult[]> {
  const clock = options.clock ?? systemClock;
  const own = BUILT_IN_CHECKS.filter(({ slow }) => !(slow === true && options.making !== undefined));
  const total = 1 + own.length + checks.length;
  let done = 0;
  const run = async (
    name: string,
    prevents: Text,
    work: () => Promise<Findings>,
    blocking = true,
  ): Promise<CheckResult> => {
    const start = clock.ticks();
    const { faults, notes = [] } = await work().catch(
      (error: unknown): Findings => ({ faults: [wordsOf(error)] }),
    );
    const seconds = (clock.ticks() - start) / 1000;
    const result = { name, prevents, ok: faults.length === 0, blocking, faults, notes, seconds };
    done += 1;
    options.onCheck?.(result, done, total);
    return result;
  };
  const reading = run("files", FILES, async () => {
    // The manifest that is being made has just read the database for its hash.
    const faults = await verifyFiles(dir, options.making === undefined ? [] : [DATABASE]);
    const { id } = readPublicManifest(dir);
    if (options.making === undefined && basename(dir) !== id)
      faults.push({
        fr: `le dossier ${basename(dir)} contient la version ${id}`,
        ar: `المجلد ${basename(dir)} يحتوي الإصدار ${id}`,
        en: `folder ${basename(dir)} holds release ${id}`,
      });
    return { faults };
  });
  // A damaged database is read no further, which could only crash; one that was written just now is read meanwhile.
  if (options.making === undefined) {
    const files = await reading;
    if (files.faults.some((each) => each.en.startsWith(`${DATABASE}:`))) return [files];
  }
  // While it is made only the sums are long, and they share the cores out among connections themselves.
  const opened = await openRelease(
    dir,
    options.making === undefined ? settings : { ...settings, ...IN_LANES },
  );
  const handle = opened.handle();
  const results: CheckResult[] = [];
  try {
    for (const check of own)
      results.push(await run(check.name, check.prevents, () => check.run(handle), check.blocking));
    const asked = (check: Check) =>
      run(check.name, check.prevents, async () => ({
        faults: await check.run(handle, options.making?.proved),
      }));
    // On one thread each while it is made, and so side by side.
    if (options.making !== undefined) results.push(...(await Promise.all(checks.map(asked))));
    else for (const check of checks) results.push(await asked(check));
  } finally {
    handle.release();
    opened.retire();
    await reading;
  }
  return [await reading, ...results];
}

const FILES: Text = {
  fr: "un fichier abîmé, perdu ou ajouté après la publication",
  ar: "ملف تالف أو ضائع أو مضاف بعد النشر",
  en: "a file damaged, lost or added after publication",
};

function wordsOf(error: unknown): Text {
  if (error instanceof BayanError) return error.text;
  return asIs(error instanceof Error ? error.message : String(error));
}

/** Throws `release_refused` with every fault when a check that may withhold a release has failed. */
export function demandAll(results: readonly CheckResult[]): void {
  const failed = results.filter(({ ok, blocking }) => !ok && blocking);
  if (failed.length === 0) return;
  const list = (lang: Lang): string =>
    failed
      .flatMap(({ name, faults }) => faults.slice(0, 10).map((each) => `  ${name}: ${each[lang]}`))
      .join("\n");
  throw new BayanError("release_refused", {
    fr: `la version n’est pas publiée, ${failed.length} contrôle(s) en échec :\n${list("fr")}`,
    ar: `لم يُنشر الإصدار، عدد المراقبات الفاشلة ${failed.length}:\n${list("ar")}`,
    en: `the release is not published, ${failed.length} check(s) failed:\n${list("en")}`,
  });
}
