import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { DATASETS } from "#opendata/datasets/index.ts";
import { signingKey } from "#opendata/shelf/keys.ts";
import { recordRelease, shelfAt } from "#opendata/shelf/shelf.ts";
import {
  homeSource,
  rebuild as rebuildEdition,
  siteSource,
  verifyDerived,
  verifyDownload,
} from "#opendata/verify.ts";
import { UsageError } from "#warehouse/errors.ts";
import { currentId, releaseDir } from "#warehouse/release/index.ts";
import { type Cli, EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";

/** Whether a downloaded file was published, whole: by the site it came from, or by this installation. */
export const verifyDownloaded: CommandSpec = {
  name: "verify-download",
  arguments: ["<file>"],
  options: [
    ["--from <site>", "option.from"],
    ["--key <file>", "option.key"],
  ],
  async run(cli, [given = ""], options) {
    const file = resolve(given);
    const pinned = typeof options.key === "string" ? readFileSync(options.key, "utf8") : null;
    const found =
      typeof options.from === "string"
        ? await verifyDownload(file, siteSource(options.from, pinned))
        : await verifyHere(cli, file, pinned);
    cli.answer(found);
    cli.print(
      cli.say("download_verified", {
        file: found.file,
        release: found.release,
        day: found.published_at.slice(0, 10),
      }),
    );
    cli.print(`  ${found.path}  sha256 ${found.sha256}`);
    return EXIT.done;
  },
};

async function verifyHere(cli: Cli, file: string, pinned: string | null) {
  await onShelf(cli);
  const pem = pinned ?? signingKey(cli.home, cli.settings).publicPem;
  const slugs = DATASETS.map(({ slug }) => slug);
  return (await verifyDerived(file, cli.home, pem, slugs)) ?? verifyDownload(file, homeSource(cli.home, pem));
}

/** Makes an edition's files again from the tables of a kept release; fails where a byte differs. */
export const rebuild: CommandSpec = {
  name: "rebuild",
  arguments: ["<edition>"],
  options: [["--out <dir>", "option.out"]],
  async run(cli, [given = ""], options) {
    await onShelf(cli);
    const [slug = "", version = "latest"] = given.split("@");
    const editions = shelfAt(cli.home).editions(slug);
    const edition =
      version === "latest" ? editions.at(-1) : editions.find((each) => each.version === version);
    if (edition === undefined)
      throw new UsageError("unknown_edition", {
        fr: `version inconnue : ${given} ; écrire JEU@VERSION`,
        ar: `نسخة غير معروفة: ${given}؛ الصيغة هي ‎DATASET@VERSION‎`,
        en: `unknown edition: ${given}; write DATASET@VERSION`,
      });
    const out = typeof options.out === "string" ? resolve(options.out) : null;
    const made = await rebuildEdition(cli.home, cli.settings, edition, out);
    cli.answer(made);
    for (const { name, sha256, same } of made.files) cli.print(`${same ? "✓" : "✗"} ${name}  ${sha256}`);
    const differ = made.files.filter(({ same }) => !same).length;
    cli.print(
      cli.say(differ === 0 ? "rebuilt_same" : "rebuilt_differs", {
        edition: made.edition,
        release: made.release,
        count: differ,
      }),
    );
    return differ === 0 ? EXIT.done : EXIT.failed;
  },
};

/** The release being served is on the shelf before anything is asked of it. */
async function onShelf(cli: Cli): Promise<void> {
  const id = currentId(cli.home);
  if (id !== null) await recordRelease(cli.home, releaseDir(cli.home, id), cli.settings, cli.clock);
}
