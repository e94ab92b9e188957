import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseSpec } from "#warehouse/door/index.ts";
import { ROLES, type Role, type Viewer } from "#warehouse/door/types.ts";
import { UsageError } from "#warehouse/errors.ts";
import { sha256 } from "#warehouse/release/index.ts";
import type { Context, ReportDefinition } from "#warehouse/surface.ts";
import { isLang } from "#warehouse/text.ts";
import { type Cli, EXIT } from "../cli.ts";
import { loadSurfaces } from "../compose.ts";
import type { CommandSpec } from "../main.ts";
import { createContext } from "../server.ts";

type Options = Readonly<Record<string, unknown>>;
const AS: NonNullable<CommandSpec["options"]> = [
  ["--role <role>", "option.role"],
  ["--territory <code>", "option.territory"],
];

/** A question, out of a file or standard input (`-`); answered as the operator, or as `--role` sees it. */
export const query: CommandSpec = {
  name: "query",
  arguments: ["<spec.json>"],
  options: [...AS, ["--csv", "option.csv"]],
  async run(cli, [file = "-"], options) {
    const spec = parseSpec(readSpec(cli, file));
    const viewer = viewerOf(cli, options);
    await withContext(cli, async ({ door }) => {
      if (options.csv === true) {
        process.stdout.write(await door.stream(spec, viewer, "csv"));
        return;
      }
      const answer = await door.ask(spec, viewer);
      cli.answer(answer);
      cli.print(answer.columns.map(({ name }) => name).join("\t"));
      for (const row of answer.rows) {
        cli.print(answer.columns.map(({ name }) => String(row[name] ?? "")).join("\t"));
      }
    });
    return EXIT.done;
  },
};

/** Where a metric comes from: formula, tables, exports. */
export const explain: CommandSpec = {
  name: "explain",
  arguments: ["<metric>"],
  options: AS,
  async run(cli, [name = ""], options) {
    await withContext(cli, async ({ door }) => {
      const found = await door.explain(name, viewerOf(cli, options));
      cli.answer(found);
      cli.print(`${found.metric.name} = ${found.metric.formula}`);
      cli.print(`  ${found.metric.description[cli.lang]}`);
      for (const model of found.models) cli.print(`  ${model.name}: ${model.measures.join(", ")}`);
      for (const { system, table } of found.sources) {
        const files = found.exports.filter((each) => each.system === system && each.table === table);
        cli.print(`  ← ${system}.${table}: ${files.length} exports`);
      }
      cli.print(`  ${found.release}`);
    });
    return EXIT.done;
  },
};

/** One report now, into `--out` or a file named after it in the working folder. */
export const report: CommandSpec = {
  name: "report",
  arguments: ["<name>"],
  options: [
    ["--territory <code>", "option.territory"],
    ["--period <period>", "option.period"],
    ["--lang <lang>", "option.lang"],
    ["--format <format>", "option.format"],
    ["--out <file>", "option.out"],
  ],
  async run(cli, [name = ""], options) {
    const surfaces = await loadSurfaces();
    const known = surfaces.flatMap((surface) => surface.reports ?? []);
    const found = known.find((each) => each.name === name);
    if (found === undefined) {
      throw usage(cli.say("unknown_report", { name, known: known.map((each) => each.name).join(", ") }));
    }
    await withContext(cli, (ctx) => makeReport(cli, ctx, found, options));
    return EXIT.done;
  },
};

async function makeReport(
  cli: Cli,
  ctx: Context,
  definition: ReportDefinition,
  options: Options,
): Promise<void> {
  const format = options.format ?? "pdf";
  if (format !== "pdf" && format !== "html" && format !== "xlsx") {
    throw usage(
      cli.say("bad_choice", { option: "--format", value: String(format), known: "pdf, html, xlsx" }),
    );
  }
  const lang = options.lang ?? cli.lang;
  if (!isLang(lang))
    throw usage(cli.say("bad_choice", { option: "--lang", value: String(lang), known: "fr, ar, en" }));
  const release = await ctx.release();
  try {
    const territory = typeof options.territory === "string" ? options.territory : "MA";
    const period = typeof options.period === "string" ? options.period : release.manifest.until;
    const { door, clock } = ctx;
    const made = await definition.run({ door, release, clock }, { territory, period, lang, format });
    const mark = release.manifest.sample ? "-sample" : "";
    const name = `${definition.name}-${territory}-${period}-${lang}${mark}.${format}`;
    const file = resolve(typeof options.out === "string" ? options.out : name);
    writeFileSync(file, made.bytes);
    const answer = { file, sha256: sha256(made.bytes), pages: made.pages, release: release.id };
    cli.answer(answer);
    cli.print(cli.say("report_made", { file, pages: made.pages ?? "?", release: release.id }));
  } finally {
    release.release();
  }
}

async function withContext(cli: Cli, work: (ctx: Context) => Promise<void>): Promise<void> {
  const { ctx, releases } = await createContext(cli, await loadSurfaces(), cli.settings.publicUrl ?? "");
  try {
    await work(ctx);
  } finally {
    releases.close();
  }
}

function viewerOf(cli: Cli, options: Options): Viewer {
  const role = options.role ?? "national";
  if (!isRole(role))
    throw usage(cli.say("bad_choice", { option: "--role", value: String(role), known: ROLES.join(", ") }));
  const territory = typeof options.territory === "string" ? options.territory : null;
  return { role, territory, user: null, lang: cli.lang };
}

function readSpec(cli: Cli, file: string): unknown {
  try {
    return JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8"));
  } catch (error) {
    throw usage(
      cli.say("bad_spec", { file, reason: error instanceof Error ? error.message : String(error) }),
    );
  }
}

const isRole = (value: unknown): value is Role =>
  typeof value === "string" && (ROLES as readonly string[]).includes(value);

const usage = (text: string): UsageError => new UsageError("usage", { fr: text, ar: text, en: text });
