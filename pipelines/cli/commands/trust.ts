import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "#warehouse/errors.ts";
import { EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";

/** The catalogue's door, loaded only by the commands that need it. */
const door = async () => (await import("#opendata/index.ts")).trust;

/** Whether a downloaded file was published, whole: by the site it came from, or by this installation. */
export const verifyDownloaded: CommandSpec = {
  name: "verify-download",
  arguments: ["<file>"],
  options: [
    ["--from <site>", "option.from"],
    ["--key <file>", "option.key"],
  ],
  async run(cli, [given = ""], options) {
    const trust = await door();
    const file = resolve(given);
    const key = typeof options.key === "string" ? readFileSync(options.key, "utf8") : null;
    const found =
      typeof options.from === "string"
        ? await trust.verifyFrom(file, options.from, key)
        : await trust.verifyHere(file, cli, key);
    cli.answer(found);
    const day = found.published_at.slice(0, 10);
    cli.print(cli.say("download_verified", { file: found.file, release: found.release, day }));
    cli.print(`  ${found.path}  sha256 ${found.sha256}`);
    return EXIT.done;
  },
};

/** Makes an edition's files again from the tables of a kept release; fails where a byte differs. */
export const rebuild: CommandSpec = {
  name: "rebuild",
  arguments: ["<edition>"],
  options: [["--out <dir>", "option.out"]],
  async run(cli, [given = ""], options) {
    const trust = await door();
    const edition = await trust.edition(given, cli);
    if (edition === null)
      throw new UsageError("unknown_edition", {
        fr: `version inconnue : ${given} ; écrire JEU@VERSION`,
        ar: `نسخة غير معروفة: ${given}؛ الصيغة هي ‎DATASET@VERSION‎`,
        en: `unknown edition: ${given}; write DATASET@VERSION`,
      });
    const made = await trust.rebuild(
      edition,
      cli,
      typeof options.out === "string" ? resolve(options.out) : null,
    );
    cli.answer(made);
    for (const { name, sha256, same } of made.files) cli.print(`${same ? "✓" : "✗"} ${name}  ${sha256}`);
    const count = made.files.filter(({ same }) => !same).length;
    const key = count === 0 ? "rebuilt_same" : "rebuilt_differs";
    cli.print(cli.say(key, { edition: made.edition, release: made.release, count }));
    return count === 0 ? EXIT.done : EXIT.failed;
  },
};
