import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "#warehouse/clock.ts";
import type { Home } from "#warehouse/home.ts";
import { convertFile, type FileText, isPlainText, NOTHING as UNREAD } from "./convert.ts";
import { type Fit, fitHeader } from "./drift/header.ts";
import { MANIFEST_SUFFIX } from "./inbox.ts";
import { formatOf, isRefusal, type Manifest, parseManifest } from "./manifest.ts";
import { readPieces, TextScan } from "./scan.ts";
import type { Sieve } from "./sieve/sieve.ts";
import type { Format, InboxFile, Landed, Refusal } from "./types.ts";
import { isKept, VaultWriter } from "./vault.ts";

export interface LandContext {
  readonly home: Home;
  readonly clock: Clock;
  readonly key: Uint8Array;
  /** A folder of this run's own. */
  readonly scratch: string;
  /** Whether this very content stands in the warehouse: then there is no need to look into it. */
  isLoaded(exportId: string): boolean;
}

/**
 * Reads a file once: hash, encrypted copy, check of the encoding, count of the records, all while its bytes go by.
 * What is wrong with the file as a whole comes back as its refusal; null when it changed while being read, and so is
 * still being written.
 */
export async function land(
  file: InboxFile,
  context: LandContext,
  sieve: Sieve | null = null,
): Promise<Landed | null> {
  const said = readManifest(file);
  const manifest = said === null || isRefusal(said.manifest) ? null : said.manifest;
  const asked = formatOf(file.table, manifest, file.kind);
  const format = "code" in asked ? firstFormat(file) : asked;
  const found = await read(file, format, context, said?.manifest ?? null, !("code" in asked), sieve);
  if (found === null) return null;
  const exportId = exportIdOf(file, found.sha256);
  const fit = fitOf(file, found);
  const refusal =
    (said !== null && isRefusal(said.manifest) ? said.manifest : null) ??
    (manifest === null ? null : mismatch(file, manifest, found.sha256)) ??
    ("code" in asked ? asked : null) ??
    found.refusal ??
    (found.structure === UNREAD ? null : contentRefusal(found, fit, manifest));
  return {
    file,
    manifest,
    manifestSha256: said?.sha256 ?? null,
    format: { ...found.format, layout: fit.layout },
    sha256: found.sha256,
    exportId,
    extractedAt: (manifest === null
      ? wholeSecond(file.modified)
      : new Date(manifest.extracted_at)
    ).toISOString(),
    structure: found.structure,
    sifted: found.sifted,
    readable: found.readable,
    refusal,
    drift: fit.drift,
  };
}

const exportIdOf = (file: InboxFile, sha256: string): string =>
  `${file.system}.${file.table.name}.${file.period.id}.${sha256.slice(0, 12)}`;

/** A file without a manifest was drawn when it was last written, as far as anyone knows. */
const wholeSecond = (date: Date): Date => new Date(Math.floor(date.getTime() / 1000) * 1000);

/** The format that a file's manifest or contract gives it; null where that cannot be told. */
export function formatAsked(file: InboxFile): Format | null {
  const said = readManifest(file);
  const manifest = said === null || isRefusal(said.manifest) ? null : said.manifest;
  const asked = formatOf(file.table, manifest, file.kind);
  return "code" in asked ? null : asked;
}

function readManifest(file: InboxFile): { manifest: Manifest | Refusal; sha256: string } | null {
  const path = `${file.path}${MANIFEST_SUFFIX}`;
  if (!existsSync(path)) return null;
  const content = readFileSync(path, "utf8");
  return { manifest: parseManifest(content), sha256: createHash("sha256").update(content).digest("hex") };
}

function firstFormat({ table: { accepts }, kind }: InboxFile): Format {
  return {
    ...{ values: accepts.values ?? [], sheet: kind.kind === "xlsx", epoch: 1900, layout: null },
    delimiter: accepts.delimiters[0] ?? ";",
    encoding: accepts.encodings[0] ?? "utf-8",
    decimal: accepts.decimals[0] ?? ".",
    dateFormat: accepts.dateFormats[0] ?? "iso",
  };
}

function mismatch(file: InboxFile, manifest: Manifest, sha256: string): Refusal | null {
  const said = [manifest.source_system, manifest.table, manifest.period];
  const known = [file.system, file.table.name, file.period.id];
  const at = said.findIndex((each, index) => each !== known[index]);
  const names = ["source_system", "table", "period"];
  if (at >= 0) return { code: "name_mismatch", column: names[at], value: `${said[at]} ≠ ${known[at]}` };
  if (manifest.sha256.toLowerCase() === sha256) return null;
  return { code: "sha256_mismatch", value: `${manifest.sha256.slice(0, 12)} ≠ ${sha256.slice(0, 12)}` };
}

const fitOf = ({ table }: InboxFile, { structure, format }: FileText): Fit =>
  structure.head.length === 0
    ? { refusal: null, layout: null, drift: [] }
    : fitHeader(structure.head, format.delimiter, table);

function contentRefusal({ structure }: FileText, fit: Fit, manifest: Manifest | null): Refusal | null {
  if (structure.head.length === 0) return { code: "empty_file" };
  if (fit.refusal !== null) return fit.refusal;
  if (structure.open) return { code: "open_quote" };
  if (manifest !== null && manifest.row_count !== structure.rows)
    return { code: "row_count_mismatch", value: `${manifest.row_count} ≠ ${structure.rows}` };
  return null;
}

interface Read extends FileText {
  readonly sha256: string;
}

/** Plain text is scanned while it is sealed; anything else is converted after, unless the export is known. */
async function read(
  file: InboxFile,
  format: Format,
  context: LandContext,
  manifest: unknown,
  accepted: boolean,
  sieve: Sieve | null,
): Promise<Read | null> {
  if (!isPlainText(file)) {
    const sha256 = await seal(file, context, manifest, async () => undefined);
    if (sha256 === null) return null;
    if (!accepted || context.isLoaded(exportIdOf(file, sha256)))
      return { sha256, readable: file.path, format, structure: UNREAD, sifted: null, refusal: null };
    return { sha256, ...(await convertFile(file, format, context.scratch)) };
  }
  const copy = format.encoding === "utf-8" ? null : join(context.scratch, `${file.system}-${file.name}`);
  const scan = await TextScan.open(format, copy, sieve);
  try {
    const sha256 = await seal(file, context, manifest, (piece) => scan.push(piece));
    return sha256 === null
      ? null
      : { sha256, readable: copy ?? file.path, format, ...(await scan.end(copy ?? file.path)) };
  } finally {
    await scan.close();
  }
}

/** Keeps the encrypted copy; gives the content's hash, or null where the file changed meanwhile. */
async function seal(
  file: InboxFile,
  context: LandContext,
  manifest: unknown,
  take: (piece: Uint8Array) => Promise<void>,
): Promise<string | null> {
  const sealed = join(context.scratch, `${file.system}-${file.name}.enc`);
  const hash = createHash("sha256");
  const writer = await VaultWriter.create(sealed, context.key);
  try {
    await readPieces(file.path, async (piece) => {
      hash.update(piece);
      await writer.push(piece);
      await take(piece);
    });
    const sha256 = hash.digest("hex");
    const changed = hasChanged(file);
    if (changed || isKept(context.home, file.system, sha256)) await writer.close();
    else
      await writer.keep(context.home, {
        ...{ system: file.system, file: file.name, sha256, bytes: file.bytes },
        received_at: context.clock.now().toISOString(),
        cipher: "aes-256-gcm",
        manifest,
      });
    return changed ? null : sha256;
  } finally {
    rmSync(sealed, { force: true });
  }
}

const hasChanged = (file: InboxFile): boolean => {
  const now = statSync(file.path, { bigint: true });
  return !file.stamp.startsWith(`${now.size}@${now.mtimeNs} `);
};
