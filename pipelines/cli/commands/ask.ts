import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { parseSpec } from "#warehouse/door/index.ts";
import {
  type Cell,
  type CellExplanation,
  type Explanation,
  ROLES,
  type Role,
  type Viewer,
} from "#warehouse/door/types.ts";
import { sha256 } from "#warehouse/release/index.ts";
import type { Context, ReportDefinition } from "#warehouse/surface.ts";
import { isLang } from "#warehouse/text.ts";
import { type Cli, EXIT } from "../cli.ts";
import { loadSurfaces } from "../compose.ts";
import type { CommandSpec } from "../main.ts";
import { createContext } from "../server.ts";
import { badChoice, usageFault } from "../usage.ts";

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
    const spec = parseSpec(readSpec(file));
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

/**
 * Where a metric comes from: formula, tables, exports. With `--spec` (a file, `-` for standard input) where a figure of
 * its answer comes from, `--row` saying which: the statement, and the lines of the files.
 */
export const explain: CommandSpec = {
  name: "explain",
  arguments: ["<metric>"],
  options: [
    ...AS,
    ["--spec <file>", "option.spec"],
    ["--row <json>", "option.row"],
    ["--table <name>", "option.exports"],
    ["--page <n>", "option.page"],
  ],
  async run(cli, [name = ""], options) {
    const viewer = viewerOf(cli, options);
    await withContext(cli, async ({ door }) => {
      if (typeof options.spec !== "string") return printMetric(cli, await door.explain(name, viewer));
      const request = {
        spec: parseSpec(readSpec(options.spec)),
        metric: name,
        row: rowOf(options.row),
        page: Math.max(1, Math.trunc(Number(options.page ?? 1)) || 1),
        ...(typeof options.table === "string" ? { table: options.table } : {}),
      };
      printCell(cli, await door.explainCell(request, viewer));
    });
    return EXIT.done;
  },
};

function printMetric(cli: Cli, found: Explanation): void {
  cli.answer(found);
  cli.print(`${found.metric.name} = ${found.metric.formula}`);
  cli.print(`  ${found.metric.description[cli.lang]}`);
  for (const model of found.models) cli.print(`  ${model.name}: ${model.measures.join(", ")}`);
  for (const { system, table } of found.sources) {
    const files = found.exports.filter((each) => each.system === system && each.table === table);
    cli.print(`  ← ${system}.${table}: ${files.length} exports`);
  }
  cli.print(`  ${found.release}`);
}

function printCell(cli: Cli, found: CellExplanation): void {
  cli.answer(found);
  cli.print(`${found.metric.name} = ${found.value ?? found.reason ?? ""}`);
  cli.print(`  ${found.metric.formula}`);
  cli.print(`  ${found.sql.text}`);
  cli.print(`  ${JSON.stringify(found.sql.values)}`);
  for (const { system, table, rows } of found.tables) cli.print(`  ← ${system}.${table}: ${rows}`);
  for (const row of found.listed.rows)
    cli.print(`    ${row.file}:${row.line} ${row.sha256.slice(0, 12)} ${JSON.stringify(row.values)}`);
  cli.print(`  ${found.release}`);
}

function rowOf(given: unknown): Readonly<Record<string, Cell>> {
  if (typeof given !== "string") return {};
  try {
    return z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .parse(JSON.parse(given));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw usageFault("bad_spec", { file: "--row", reason });
  }
}

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
      throw usageFault("unknown_report", { name, known: known.map((each) => each.name).join(", ") });
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
    throw badChoice("--format", format, "pdf, html, xlsx");
  }
  const lang = options.lang ?? cli.lang;
  if (!isLang(lang)) throw badChoice("--lang", lang, "fr, ar, en");
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
  if (!isRole(role)) throw badChoice("--role", role, ROLES);
  const territory = typeof options.territory === "string" ? options.territory : null;
  return { role, territory, user: null, lang: cli.lang };
}

function readSpec(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8"));
  } catch (error) {
    throw usageFault("bad_spec", { file, reason: error instanceof Error ? error.message : String(error) });
  }
}

const isRole = (value: unknown): value is Role =>
  typeof value === "string" && (ROLES as readonly string[]).includes(value);
