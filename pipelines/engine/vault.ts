import { type CipherGCM, createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { pipeline, Readable } from "node:stream";
import { z } from "zod";
import { BayanError } from "#warehouse/errors.ts";
import type { Home } from "#warehouse/home.ts";

/** First bytes of a kept file, then 12 of nonce, the ciphertext, and 16 of tag (AES-256-GCM). */
const MAGIC = Buffer.from("BAYAN1\n\0", "latin1");
const NONCE = 12;
const TAG = 16;
const CONTENT = "content.enc";

/** Facts of a kept file, beside it: written once, never changed. */
const receiptSchema = z.object({
  system: z.string(),
  file: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  received_at: z.string(),
  cipher: z.literal("aes-256-gcm"),
  manifest: z.unknown(),
});
export type Receipt = z.infer<typeof receiptSchema>;

const folderOf = (home: Home, system: string, sha256: string): string => join(home.landing, system, sha256);

/** Writes one file's ciphertext while its bytes go by; it gets its place once its hash is known. */
export class VaultWriter {
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #cipher: CipherGCM;

  private constructor(handle: FileHandle, path: string, key: Uint8Array, nonce: Uint8Array) {
    this.#handle = handle;
    this.#path = path;
    this.#cipher = createCipheriv("aes-256-gcm", key, nonce);
  }

  static async create(path: string, key: Uint8Array): Promise<VaultWriter> {
    const nonce = randomBytes(NONCE);
    const handle = await open(path, "wx", 0o600);
    await handle.write(Buffer.concat([MAGIC, nonce]));
    return new VaultWriter(handle, path, key, nonce);
  }

  async push(piece: Uint8Array): Promise<void> {
    await this.#handle.write(this.#cipher.update(piece));
  }

  /** Puts the file in its place with its receipt; content that is kept already stays as it is. */
  async keep(home: Home, receipt: Receipt): Promise<void> {
    this.#cipher.final();
    await this.#handle.write(this.#cipher.getAuthTag());
    await this.#handle.datasync();
    await this.#handle.close();
    const folder = folderOf(home, receipt.system, receipt.sha256);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    renameSync(this.#path, join(folder, CONTENT));
    writeFileSync(join(folder, "receipt.json"), `${JSON.stringify(receipt, null, 2)}\n`, { flush: true });
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

export const isKept = (home: Home, system: string, sha256: string): boolean =>
  existsSync(join(folderOf(home, system, sha256), "receipt.json"));

export const readReceipt = (home: Home, system: string, sha256: string): Receipt =>
  receiptSchema.parse(JSON.parse(readFileSync(join(folderOf(home, system, sha256), "receipt.json"), "utf8")));

/** The kept file as it came. The stream fails at its end when a byte was changed since. */
export function openKept(home: Home, system: string, sha256: string, key: Uint8Array): Readable {
  const path = join(folderOf(home, system, sha256), CONTENT);
  const head = Buffer.alloc(MAGIC.length + NONCE);
  const tag = Buffer.alloc(TAG);
  const handle = openSync(path, "r");
  const size = fstatSync(handle).size;
  readSync(handle, head, 0, head.length, 0);
  readSync(handle, tag, 0, TAG, Math.max(0, size - TAG));
  closeSync(handle);
  if (size < head.length + TAG || !head.subarray(0, MAGIC.length).equals(MAGIC))
    throw damaged(system, sha256);
  const decipher = createDecipheriv("aes-256-gcm", key, head.subarray(MAGIC.length));
  decipher.setAuthTag(tag);
  if (size === head.length + TAG) return Readable.from(decipher.final());
  const source = createReadStream(path, { start: head.length, end: size - TAG - 1 });
  return pipeline(source, decipher, () => undefined);
}

const damaged = (system: string, sha256: string): BayanError =>
  new BayanError(
    "landing_damaged",
    {
      fr: `Le fichier reçu ${sha256.slice(0, 12)} est endommagé.`,
      ar: `الملف المستلم ${sha256.slice(0, 12)} تالف.`,
      en: `The kept file ${sha256.slice(0, 12)} is damaged.`,
    },
    { place: { system, file: sha256 } },
  );
