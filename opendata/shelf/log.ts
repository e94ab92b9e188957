import { z } from "zod";
import { sha256 } from "#warehouse/release/index.ts";
import { type SigningKey, signed } from "./keys.ts";

/** One publication. `previous` is the hash of the entry before, so that none can be changed or taken out unseen. */
export interface LogEntry {
  readonly n: number;
  readonly release: string;
  readonly until: string;
  readonly sample: boolean;
  readonly published_at: string;
  readonly manifest_sha256: string;
  readonly previous: string | null;
}
export interface SignedEntry extends LogEntry {
  /** sha256 of the entry's bytes. */
  readonly hash: string;
  /** Ed25519 over the entry's bytes, base64. */
  readonly signature: string;
}

const sha = z.string().regex(/^[0-9a-f]{64}$/);
export const signedEntrySchema: z.ZodType<SignedEntry> = z.object({
  n: z.number().int().positive(),
  release: z.string(),
  until: z.string(),
  sample: z.boolean(),
  published_at: z.string(),
  manifest_sha256: sha,
  previous: sha.nullable(),
  hash: sha,
  signature: z.string(),
});

/** The bytes that are hashed and signed: the entry's members in this order, without spaces. */
export const entryBytes = (entry: LogEntry): string =>
  JSON.stringify({
    n: entry.n,
    release: entry.release,
    until: entry.until,
    sample: entry.sample,
    published_at: entry.published_at,
    manifest_sha256: entry.manifest_sha256,
    previous: entry.previous,
  });

export function signEntry(entry: LogEntry, key: SigningKey): SignedEntry {
  const bytes = entryBytes(entry);
  return { ...entry, hash: sha256(bytes), signature: key.sign(bytes).toString("base64") };
}

/** What is wrong with a log, entry by entry; nothing where it is whole and each signature stands. */
export function faultsOfLog(log: readonly SignedEntry[], publicPem: string): readonly string[] {
  return log.flatMap((entry, index) => {
    const bytes = entryBytes(entry);
    const faults: string[] = [];
    if (entry.n !== index + 1) faults.push(`entry ${index + 1}: numbered ${entry.n}`);
    if (entry.hash !== sha256(bytes)) faults.push(`entry ${entry.n}: hash does not fit its content`);
    if (entry.previous !== (log[index - 1]?.hash ?? null))
      faults.push(`entry ${entry.n}: does not follow the one before`);
    if (!signed(publicPem, bytes, Buffer.from(entry.signature, "base64")))
      faults.push(`entry ${entry.n}: signature does not fit`);
    return faults;
  });
}
