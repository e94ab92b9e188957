import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { version as duckdbVersion } from "@duckdb/node-api";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { pythonPaths, pythonReady } from "#warehouse/python.ts";
import { currentId, lockOwner, releaseIds, tryLock } from "#warehouse/release/index.ts";
import {
  exportLedger,
  exportRefused,
  keyAt,
  MATURITY_STEPS,
  type Maturity,
  readQuarantine,
  releaseRows,
  sourcesReport,
} from "../../engine/index.ts";
import { type Cli, EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";
import { openAccessOf } from "../server.ts";
import { badChoice } from "../usage.ts";

export const sources: CommandSpec = {
  name: "sources",
  async run(cli) {
    const tables = sourcesReport(exportLedger(cli.state()), cli.clock);
    cli.answer({ tables });
    for (const each of tables) {
      const name = `${each.system}.${each.table}`.padEnd(26);
      cli.print(
        `${name} ${String(each.exports).padStart(4)} exports  ${each.rows_in} = ${each.rows_loaded} + ${each.rows_refused}  ${each.last_export ?? "—"}${each.late ? "  late" : ""}`,
      );
      if (each.maturity !== null && each.maturity.raisedBy.length > 0) cli.print(marks(each.maturity, cli));
      for (const { file, code, column, detail, rule } of each.drift)
        cli.print(`  ${rule.padEnd(5)} ${code}  ${file}  ${column ?? ""}  ${detail}`);
    }
    return EXIT.done;
  },
};

function marks({ raisedBy, ...maturity }: Maturity, cli: Cli): string {
  const percent = Object.values(maturity).map((mark) => `${Math.floor(mark * 1000) / 10} %`);
  const [first] = raisedBy;
  return `  ${percent.join(" · ")}  ${first === undefined ? "" : MATURITY_STEPS[first][cli.lang]}`;
}

export const quarantine: CommandSpec = {
  name: "quarantine",
  options: [
    ["--export <file>", "option.refused_out"],
    ["--release <file>", "option.refused_in"],
    ["--system <system>", "option.source"],
    ["--table <table>", "option.table"],
    ["--limit <rows>", "option.limit"],
  ],
  async run(cli, _args, options) {
    const limit = Number(options.limit ?? 50);
    const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
    const [out, back] = [text(options.export), text(options.release)];
    if (out !== null) return writeRefused(cli, out, text(options.system), text(options.table));
    if (back !== null) return releaseFixed(cli, back);
    const found = await readQuarantine(cli.home, exportLedger(cli.state()), {
      ...{ system: text(options.system), table: text(options.table) },
      limit: Number.isFinite(limit) ? limit : 50,
    });
    cli.answer(found);
    if (found.total === 0) cli.print(cli.say("quarantine_none"));
    for (const { system, table, code, rows } of found.reasons) {
      cli.print(`${`${system}.${table}`.padEnd(26)} ${code.padEnd(24)} ${rows}`);
    }
    for (const row of found.rows) {
      cli.print(`${row.file}:${row.line ?? ""}  ${row.column ?? ""}  ${row.code}  ${row.value ?? ""}`);
    }
    return EXIT.done;
  },
};

const readmitContext = (cli: Cli) => ({
  ...{ home: cli.home, ledger: exportLedger(cli.state()), clock: cli.clock },
  landingKey: keyAt(cli.settings.landingKeyFile ?? join(cli.home.keys, "landing.key")),
});

async function writeRefused(cli: Cli, target: string, system: string | null, table: string | null) {
  if (system === null || table === null) {
    throw badChoice("--export", target, "--system S --table T");
  }
  const rows = await exportRefused(readmitContext(cli), { system, table, target });
  cli.answer({ file: target, rows });
  cli.print(cli.say("rows_written", { rows, file: target }));
  return EXIT.done;
}

async function releaseFixed(cli: Cli, fix: string) {
  const files = await releaseRows(readmitContext(cli), fix);
  cli.answer({ files });
  for (const each of files) cli.print(cli.say("rows_released", each));
  return EXIT.done;
}

/** Every setting with where it came from, the versions, and the state of the home. */
export const doctor: CommandSpec = {
  name: "doctor",
  options: [["--markdown", "option.markdown"]],
  async run(cli, _args, options) {
    if (options.markdown === true) {
      cli.print(settingsTable(cli));
      return EXIT.done;
    }
    const versions = versionsOf();
    const locks = Object.fromEntries((["serve", "build"] as const).map((name) => [name, holder(cli, name)]));
    const state = {
      home: cli.home.root,
      current: currentId(cli.home),
      releases: releaseIds(cli.home).length,
      python: pythonReady(PROJECT_ROOT),
      browser: existsSync(join(PROJECT_ROOT, "dist", "web", ".vite", "manifest.json")),
      locks,
      ...accessState(cli),
    };
    const advice = adviceFor(cli, state);
    cli.answer({ settings: cli.loaded.rows, file: cli.loaded.file, versions, state, advice });
    for (const row of cli.loaded.rows) {
      cli.print(
        `${row.env.padEnd(26)} ${String(row.value ?? "—").padEnd(34)} ${row.origin.padEnd(12)} ${row.doc[cli.lang]}`,
      );
    }
    cli.print("");
    for (const [name, version] of Object.entries(versions)) cli.print(`${name.padEnd(26)} ${version}`);
    for (const [name, value] of Object.entries(state)) {
      cli.print(`${name.padEnd(26)} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`);
    }
    for (const line of advice) cli.print(`! ${line}`);
    return EXIT.done;
  },
};

interface AccessState {
  readonly accounts: number;
  readonly admins: number;
  readonly demonstration: boolean;
  readonly audit_records: number;
}

function accessState(cli: Cli): AccessState {
  const access = openAccessOf(cli);
  const open = access.accounts.list().filter(({ demo, disabled }) => !demo && !disabled);
  return {
    accounts: open.length,
    admins: open.filter(({ role }) => role === "admin").length,
    demonstration: access.demonstration(),
    audit_records: access.audit.size(),
  };
}

/** What an operator should look at before others use the site. */
function adviceFor(cli: Cli, state: AccessState & { readonly current: string | null }): string[] {
  const { host, publicUrl, insecureSignIn, oidcIssuer, oidcClientId } = cli.settings;
  const far = !["127.0.0.1", "::1", "localhost"].includes(host);
  return [
    far && publicUrl?.startsWith("https:") !== true && !insecureSignIn ? cli.say("doctor_plain") : "",
    insecureSignIn ? cli.say("doctor_insecure") : "",
    state.current !== null && !state.demonstration && state.admins === 0 ? cli.say("doctor_no_admin") : "",
    (oidcIssuer === null) !== (oidcClientId === null) ? cli.say("doctor_oidc") : "",
  ].filter((line) => line !== "");
}

/** The settings as the documentation shows them: name, variable, default, meaning. */
function settingsTable(cli: Cli): string {
  const lines = cli.loaded.rows.map(
    (row) => `| \`${row.name}\` | \`${row.env}\` | ${row.default ?? ""} | ${row.doc[cli.lang]} |`,
  );
  return ["| | | | |", "|---|---|---|---|", ...lines].join("\n");
}

/** The dictionary of every contract's columns, as a document or a table in Markdown. */
export const dictionary: CommandSpec = {
  name: "dictionary",
  async run(cli) {
    const { contracts } = await import("../../sources/index.ts");
    const { dictionary: rowsOf } = await import("../../sources/dictionary.ts");
    const rows = rowsOf(contracts);
    cli.answer({ columns: rows });
    cli.print("| table | column | warehouse | type | unit | label |");
    cli.print("|---|---|---|---|---|---|");
    for (const row of rows) {
      const cells = [
        `${row.system}.${row.table}`,
        row.source,
        row.name ?? "—",
        row.type,
        row.unit ?? "",
        row.label[cli.lang],
      ];
      cli.print(`| ${cells.join(" | ")} |`);
    }
    return EXIT.done;
  },
};

function holder(cli: Cli, name: "serve" | "build"): string | null {
  const lock = tryLock(cli.home, name);
  if (lock === null) return lockOwner(cli.home, name)?.note ?? "?";
  lock.release();
  return null;
}

function versionsOf(): Record<string, string> {
  const python = pythonReady(PROJECT_ROOT)
    ? execFileSync(pythonPaths(PROJECT_ROOT).python, ["--version"], { encoding: "utf8" }).trim()
    : "—";
  return { node: process.versions.node, duckdb: duckdbVersion(), python };
}
