import { rmSync } from "node:fs";
import { join } from "node:path";
import { type ConvertJob, LIMITS } from "./formats/job.ts";
import { convertApart } from "./formats/sandbox.ts";
import { DELIMITER } from "./formats/text.ts";
import { readPieces, TextScan } from "./scan.ts";
import type { Sifted } from "./sieve/sieve.ts";
import type { Format, InboxFile, Refusal, Structure } from "./types.ts";

/** A file's text: where it stands, how it is written, what it is made of. */
export interface FileText {
  readonly readable: string;
  readonly format: Format;
  readonly structure: Structure;
  readonly sifted: Sifted | null;
  readonly refusal: Refusal | null;
}

export const isPlainText = ({ kind }: InboxFile): boolean => kind.kind === "csv" && kind.wrap === null;

/** Makes plain text of a workbook, a document or an archive; its limits are those of `formats/job.ts`. */
export async function convertFile(file: InboxFile, format: Format, scratch: string): Promise<FileText> {
  const target = join(scratch, `${file.system}-${file.name}.txt`);
  const converted = await convertApart(jobOf(file, format, target));
  const refused = (refusal: Refusal): FileText => {
    rmSync(target, { force: true });
    return { readable: file.path, format, structure: NOTHING, sifted: null, refusal };
  };
  if (converted.outcome === "costly") return refused({ code: "file_too_costly", value: converted.value });
  if (converted.outcome === "refused")
    return refused({
      code: converted.code,
      ...(converted.value === undefined ? {} : { value: converted.value }),
    });
  const written: Format = converted.bytes
    ? format
    : { ...format, delimiter: DELIMITER, encoding: "utf-8", epoch: converted.epoch };
  const copy = written.encoding === "utf-8" ? null : `${target}.utf8`;
  const scan = await TextScan.open(written, copy);
  try {
    await readPieces(target, (piece) => scan.push(piece));
    const { structure, refusal } = await scan.end(copy ?? target);
    if (copy !== null) rmSync(target);
    const places = converted.bytes ? null : { places: converted.places };
    return {
      readable: copy ?? target,
      format: written,
      structure: { ...structure, ...places },
      sifted: null,
      refusal,
    };
  } finally {
    await scan.close();
  }
}

/** Of a file that cannot be read nothing is known, not even its rows. */
export const NOTHING: Structure = {
  ...{ rows: 0, eol: "\n", blanks: [], breaks: [], places: null, open: false },
  head: new Uint8Array(0),
};

function jobOf(file: InboxFile, { decimal, dateFormat }: Format, target: string): ConvertJob {
  return {
    ...{ source: file.path, target, kind: file.kind.kind, wrap: file.kind.wrap, decimal, dateFormat },
    columns: file.table.columns.map(({ source, type }) => ({
      ...{ source, kind: type.kind },
      separator: type.kind === "list" ? type.separator : null,
    })),
    limits: LIMITS,
  };
}
