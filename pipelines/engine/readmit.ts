import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Clock } from "#warehouse/clock.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Home } from "#warehouse/home.ts";
import { contracts as allContracts, type Contract } from "../sources/index.ts";
import { convertFile, type FileText, isPlainText } from "./convert.ts";
import { eachRecord, fieldsOf, recordOf } from "./csv/records.ts";
import { recognise } from "./inbox.ts";
import type { ExportLedger, ExportRow } from "./ledger.ts";
import { formatOf, isRefusal, parseManifest } from "./manifest.ts";
import { readQuarantine } from "./quarantine.ts";
import { readPieces, TextScan } from "./scan.ts";
import { MASK, SHIFTED_FROM } from "./sql/refuse.ts";
import type { InboxFile } from "./types.ts";
import { openKept, readReceipt } from "./vault.ts";

export interface ReadmitContext {
  readonly home: Home;
  readonly ledger: ExportLedger;
  readonly clock: Clock;
  readonly landingKey: Uint8Array;
  readonly contracts?: readonly Contract[];
}
/** Columns that a correction's file has before those of the source; with them a row finds its place again. */
const PLACE = ["_export_id", "_row", "_line", "_codes"] as const;
const DELIMITER = ";";

/**
 * The refused rows of a table as they were sent, to be corrected in a spreadsheet and given back to `releaseRows`.
 * Personal values stay masked: a mask left as it is means the value that was sent.
 *
 * @returns how many rows `target` holds
 * @throws BayanError `table_unknown`, `landing_gone` when the kept file was purged
 */
export async function exportRefused(
  context: ReadmitContext,
  { system, table: name, target }: { system: string; table: string; target: string },
): Promise<number> {
  const { table } = tableOf(context, system, name);
  const refused = await readQuarantine(context.home, context.ledger, {
    ...{ system, table: name, limit: Number.MAX_SAFE_INTEGER },
  });
  const lines = [recordOf([...PLACE, ...table.columns.map(({ source }) => source)], DELIMITER)];
  const rows = refused.rows.filter(({ row }) => row !== null);
  for (const [exportId, faults] of Map.groupBy(rows, ({ export_id }) => export_id)) {
    const codes = Map.groupBy(faults, ({ row }) => row ?? 0);
    await withOriginal(context, exportId, async (text) => {
      await eachRecord(text.readable, text.format.delimiter, (record, index) => {
        const told = index === 0 ? undefined : codes.get(index);
        if (told === undefined) return;
        const fields = fieldsOf(record, text.format.delimiter);
        // So many faults in one row say that its columns are shifted: a name may stand in any of them.
        const shifted =
          told.length >= SHIFTED_FROM && table.columns.some(({ personal }) => personal !== null);
        const shown = table.columns.map(({ personal }, at) =>
          personal === null && !shifted ? (fields[at] ?? "") : MASK,
        );
        const why = [...new Set(told.map(({ column, code }) => `${column ?? ""}:${code}`))].join(" ");
        lines.push(
          recordOf([exportId, String(index), String(told[0]?.line ?? ""), why, ...shown], DELIMITER),
        );
      });
    });
  }
  writeFileSync(target, `\ufeff${lines.join("\n")}\n`, { mode: 0o600 });
  return lines.length - 1;
}

/**
 * Puts corrected rows back: of each export concerned, a whole file with the corrections in their places goes to the
 * inbox, a second younger than the one it corrects. The next run checks it as any file; the old revision is kept.
 *
 * @returns the files put into the inbox
 * @throws BayanError `fix_unreadable` for a file that is not one of `exportRefused`'s
 */
export async function releaseRows(
  context: ReadmitContext,
  fix: string,
): Promise<readonly { system: string; file: string; rows: number }[]> {
  const fixes = new Map<string, Map<number, string[]>>();
  let header: string[] = [];
  await eachRecord(fix, DELIMITER, (record, index) => {
    const fields = fieldsOf(index === 0 ? record.replace(/^\ufeff/, "") : record, DELIMITER);
    if (index === 0) header = fields;
    else {
      const [exportId = "", row = ""] = fields;
      const rows = fixes.get(exportId) ?? new Map<number, string[]>();
      fixes.set(exportId, rows.set(Number(row), fields.slice(PLACE.length)));
    }
  });
  if (PLACE.some((name, at) => header[at] !== name)) throw unreadable(fix, "1");
  const files: { system: string; file: string; rows: number }[] = [];
  for (const [exportId, rows] of fixes)
    files.push(await correct(context, exportId, rows, header.slice(PLACE.length)));
  return files;
}

async function correct(
  context: ReadmitContext,
  exportId: string,
  rows: ReadonlyMap<number, readonly string[]>,
  header: readonly string[],
) {
  const known = context.ledger.find(exportId);
  if (known === null) throw unreadable(exportId, "_export_id");
  const { table } = tableOf(context, known.system, known.table_name);
  const sources = table.columns.map(({ source }) => source);
  if (sources.some((name, at) => header[at] !== name)) throw unreadable(exportId, "1");
  const stem = `${known.table_name}_${known.period}_corrige`;
  const folder = join(context.home.inbox, known.system);
  const name = `${stem}-${known.sha256.slice(0, 8)}-${createHash("sha256")
    .update(JSON.stringify([...rows]))
    .digest("hex")
    .slice(0, 8)}.csv`;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `.${name}`);
  let count = 0;
  let changed = 0;
  await withOriginal(context, exportId, async ({ readable, format }) => {
    const hash = createHash("sha256");
    const out = createWriteStream(path, { mode: 0o600 });
    const write = async (text: string) => {
      hash.update(text);
      if (!out.write(text)) await once(out, "drain");
    };
    await eachRecord(readable, format.delimiter, async (record, index) => {
      const fix = rows.get(index);
      if (index > 0) count += 1;
      if (fix === undefined || index === 0) return write(`${record}\n`);
      const sent = fieldsOf(record, format.delimiter);
      changed += 1;
      await write(
        `${recordOf(
          fix.map((value, at) => (value === MASK ? (sent[at] ?? "") : value)),
          format.delimiter,
        )}\n`,
      );
    });
    out.end();
    await once(out, "close");
    const drawn = new Date(Date.parse(known.extracted_at) + 1000).toISOString();
    const manifest = {
      export_id: `${exportId} corrige`,
      ...{ source_system: known.system, table: known.table_name, period: known.period, extracted_at: drawn },
      ...{ row_count: count, sha256: hash.digest("hex"), sample: known.sample },
      format: {
        delimiter: format.delimiter,
        encoding: "utf-8",
        decimal: format.decimal,
        date_format: format.dateFormat,
      },
    };
    writeFileSync(join(folder, `${name}.manifest.json`), `${JSON.stringify(manifest, null, 2)}\n`);
  });
  renameSync(path, join(folder, name));
  return { system: known.system, file: name, rows: changed };
}

/** The text of an export as it was sent, out of the landing; thrown away after. */
async function withOriginal(
  context: ReadmitContext,
  exportId: string,
  use: (text: FileText) => Promise<void>,
): Promise<void> {
  const known = context.ledger.find(exportId);
  if (known === null) throw unreadable(exportId, "_export_id");
  const scratch = join(context.home.tmp, `readmit-${process.pid}`);
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  try {
    const file = await kept(context, known, scratch);
    const { manifest } = readReceipt(context.home, known.system, known.sha256);
    const said = manifest === null ? null : parseManifest(JSON.stringify(manifest));
    const format = formatOf(file.table, said === null || isRefusal(said) ? null : said, file.kind);
    if ("code" in format) throw unreadable(known.file, format.code);
    if (!isPlainText(file)) return await use(await convertFile(file, format, scratch));
    const readable = join(scratch, "text");
    const scan = await TextScan.open(format, readable);
    await readPieces(file.path, (piece) => scan.push(piece));
    const scanned = await scan.end(readable);
    await scan.close();
    await use({ readable, format, ...scanned });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function kept(context: ReadmitContext, known: ExportRow, scratch: string): Promise<InboxFile> {
  const { contract } = tableOf(context, known.system, known.table_name);
  const named = recognise(contract, known.file);
  if (named === null) throw unreadable(known.file, "name");
  const path = join(scratch, known.file);
  if (!existsSync(join(context.home.landing, known.system, known.sha256))) throw gone(known.file);
  await pipeline(
    openKept(context.home, known.system, known.sha256, context.landingKey),
    createWriteStream(path, { mode: 0o600 }),
  );
  const { size, mtime } = statSync(path);
  return {
    ...named,
    contract,
    system: known.system,
    name: known.file,
    path,
    bytes: size,
    stamp: "",
    modified: mtime,
  };
}

function tableOf({ contracts = allContracts }: ReadmitContext, system: string, name: string) {
  const contract = contracts.find((each) => each.system === system);
  const table = contract?.tables.find((each) => each.name === name);
  if (contract === undefined || table === undefined)
    throw new BayanError("table_unknown", {
      fr: `${system}.${name} : aucun contrat ne connaît cette table`,
      ar: `${system}.${name}: لا يوجد عقد لهذا الجدول`,
      en: `${system}.${name}: no contract knows this table`,
    });
  return { contract, table };
}

const unreadable = (file: string, what: string): BayanError =>
  new BayanError("fix_unreadable", {
    fr: `${file} : ce n'est pas un fichier de corrections produit par « bayan quarantine --export » (${what})`,
    ar: `${file}: ليس ملف تصحيحات من ‎bayan quarantine --export‎ (${what})`,
    en: `${file}: not a file of corrections made by “bayan quarantine --export” (${what})`,
  });
const gone = (file: string): BayanError =>
  new BayanError("landing_gone", {
    fr: `${file} : le fichier reçu a été purgé ; demandez-le de nouveau au système source`,
    ar: `${file}: حُذف الملف المستلم؛ اطلبه من جديد من النظام المصدر`,
    en: `${file}: the file that came was purged; ask the source system for it again`,
  });
