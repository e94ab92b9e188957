import type { UsageError } from "#warehouse/errors.ts";
import {
  collectGarbage,
  currentId,
  listReleases,
  publishRelease,
  releaseDir,
  releaseIds,
  rollbackTo,
  verifyRelease,
} from "#warehouse/release/index.ts";
import { exportLedger, purgeLanding } from "../../engine/index.ts";
import { EXIT } from "../cli.ts";
import { loadSurfaces, releaseParts } from "../compose.ts";
import type { CommandSpec } from "../main.ts";
import { recordPublication, takeBuildLock } from "../pipeline.ts";
import { storedFiles } from "../store.ts";
import { usageFault } from "../usage.ts";

export const releases: CommandSpec = {
  name: "releases",
  async run(cli) {
    const list = listReleases(cli.home, cli.ledger());
    cli.answer({ releases: list });
    if (list.length === 0) cli.print(cli.say("no_releases"));
    for (const each of list) {
      const mark = each.current ? "→" : " ";
      const sample = each.sample ? "sample" : "";
      cli.print(
        `${mark} ${each.id}  ${each.built_at.slice(0, 16)}Z  ${each.state.padEnd(11)} ${each.exports} exports  ${sample}`,
      );
    }
    return EXIT.done;
  },
};

/** Adds a validation and publishes when it may; without an id, the newest release. */
export const publish: CommandSpec = {
  name: "publish",
  arguments: ["[id]"],
  options: [["--by <name>", "option.by"]],
  async run(cli, [given], options) {
    const id = given ?? releaseIds(cli.home).at(-1);
    if (id === undefined) throw none();
    const by = typeof options.by === "string" ? options.by : null;
    const state = publishRelease(cli.home, cli.ledger(), id, by);
    if (state === "public") await recordPublication(cli);
    cli.answer({ release: id, state, current: currentId(cli.home) });
    cli.print(cli.say("release_state", { id, state }));
    return EXIT.done;
  },
};

export const rollback: CommandSpec = {
  name: "rollback",
  arguments: ["<id>"],
  options: [["--by <name>", "option.by"]],
  async run(cli, [id = ""], options) {
    const actor = typeof options.by === "string" ? options.by : "operator";
    const { from } = rollbackTo(cli.home, cli.ledger(), id, actor);
    cli.answer({ release: id, from });
    if (from === id) cli.print(cli.say("release_state", { id, state: "public" }));
    else cli.print(cli.say("rolled_back", { to: id, from: from ?? "—" }));
    return EXIT.done;
  },
};

/** Every check, printed with what it prevents. */
export const verify: CommandSpec = {
  name: "verify",
  arguments: ["[id]"],
  async run(cli, [given]) {
    const id = given ?? currentId(cli.home);
    if (id === null || !releaseIds(cli.home).includes(id)) throw none();
    const { checks } = releaseParts(await loadSurfaces());
    const results = await verifyRelease(releaseDir(cli.home, id), cli.settings, checks, {
      clock: cli.clock,
      onCheck: (result) => {
        const word = cli.say(result.ok ? "check_ok" : "check_failed");
        cli.print(
          `${result.ok ? "✓" : "✗"} ${result.name.padEnd(28)} ${word}  ${result.seconds.toFixed(2)} s  ${result.prevents[cli.lang]}`,
        );
        for (const line of [...result.faults.slice(0, 20), ...result.notes.slice(0, 20)])
          cli.print(`    ${line[cli.lang]}`);
      },
    });
    const failed = results.filter(({ ok }) => !ok).length;
    cli.answer({ release: id, ok: failed === 0, checks: results });
    const key = failed === 0 ? "verify_all" : "verify_some";
    cli.print(cli.say(key, { count: results.length, failed, id }));
    return failed === 0 ? EXIT.done : EXIT.failed;
  },
};

export const gc: CommandSpec = {
  name: "gc",
  options: [
    ["--keep <count>", "option.keep"],
    ["--dry-run", "option.dry_run"],
  ],
  async run(cli, _args, options) {
    const keep = Math.max(
      7,
      options.keep === undefined ? cli.settings.keepReleases : Number(options.keep) || 0,
    );
    const lock = takeBuildLock(cli);
    try {
      const result = collectGarbage(cli.home, cli.ledger(), keep, options.dryRun === true);
      const landing = purgeLanding(cli.home, exportLedger(cli.state()), cli.clock, {
        dryRun: options.dryRun === true,
        isStored: await storedFiles(cli),
      });
      const { trust } = await import("#opendata/index.ts");
      const shelf = await trust.thin({ home: cli.home }, options.dryRun === true);
      cli.answer({ ...result, landing, shelf });
      const [removed, kept] = [result.removed.length, result.kept.length];
      const mib = Math.round((result.bytes + shelf.bytes) / 2 ** 20);
      cli.print(cli.say("gc_done", { removed, objects: result.objects, mib, kept }));
      if (landing.files > 0)
        cli.print(
          cli.say("landing_purged", { files: landing.files, mib: Math.round(landing.bytes / 2 ** 20) }),
        );
    } finally {
      lock.release();
    }
    return EXIT.done;
  },
};

const none = (): UsageError => usageFault("no_releases", {}, "no_release");
