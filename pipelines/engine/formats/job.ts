import { z } from "zod";
import { FILE_KINDS } from "../../sources/contract.ts";

/** What a converter may take: beyond it, the file is refused. */
export const LIMITS = {
  /** Entries of an archive. */
  entries: 1000,
  /** Bytes out for one byte in. */
  ratio: 100,
  /** Bytes of what a zip or gzip holds. */
  archiveBytes: 200 << 20,
  /** Bytes of all parts of a workbook. */
  workbookBytes: 1 << 30,
  /** Resident memory of the converter's process. */
  memoryBytes: 1 << 30,
  seconds: 120,
} as const;
export type Limits = { readonly [name in keyof typeof LIMITS]: number };

const limits = z.object({
  entries: z.number(),
  ratio: z.number(),
  archiveBytes: z.number(),
  workbookBytes: z.number(),
  memoryBytes: z.number(),
  seconds: z.number(),
});

/** A file that is not plain text, and how its text is to be written. */
export const jobSchema = z.object({
  source: z.string(),
  target: z.string(),
  kind: z.enum(FILE_KINDS),
  wrap: z.enum(["gzip", "zip"]).nullable(),
  columns: z.array(z.object({ source: z.string(), kind: z.string(), separator: z.string().nullable() })),
  decimal: z.enum([".", ","]),
  dateFormat: z.enum(["iso", "dmy"]),
  limits,
});
export type ConvertJob = z.infer<typeof jobSchema>;

const places = z.array(z.object({ first: z.number(), n: z.number(), sheet: z.string().nullable() }));

/** `done`: the target stands, either delimited UTF-8 text or the bytes that an archive held (`bytes`). */
export const resultSchema = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("done"),
    bytes: z.boolean(),
    /** Of records whose line is not their number + 1, from `first` on: `n` lines more, and the sheet. */
    places,
    epoch: z.union([z.literal(1900), z.literal(1904)]),
  }),
  z.object({
    outcome: z.literal("refused"),
    code: z.enum([
      "archive_unsafe",
      "archive_too_large",
      "archive_too_many",
      "archive_ambiguous",
      "sheet_absent",
      "sheets_differ",
      "unreadable_file",
    ]),
    value: z.string().optional(),
  }),
]);
export type ConvertResult = z.infer<typeof resultSchema>;
export type ConvertRefusal = Extract<ConvertResult, { outcome: "refused" }>["code"];
export type Place = z.infer<typeof places>[number];

/** Thrown inside a converter; its parent makes the file's refusal of it. */
export class Refused extends Error {
  readonly code: ConvertRefusal;
  readonly value: string | undefined;
  constructor(code: ConvertRefusal, value?: string) {
    super(code);
    this.name = "Refused";
    this.code = code;
    this.value = value;
  }
}
