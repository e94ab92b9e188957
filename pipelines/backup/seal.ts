import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { BayanError } from "#warehouse/errors.ts";

/**
 * The form of a backup: a mark, eight random bytes, then frames of at most 4 MiB, each under AES-256-GCM with a
 * nonce of those bytes and its number. The last frame says that it is: a file that was cut, or whose frames were
 * moved, does not open.
 */
const MARK = Buffer.from("BAYANBK1");
const FRAME = 4 * 2 ** 20;
const TAG = 16;

const unreadable = (why: string, cause?: unknown): BayanError =>
  new BayanError(
    "backup_unreadable",
    {
      fr: `sauvegarde illisible : ${why}`,
      ar: `نسخة احتياطية غير مقروءة: ${why}`,
      en: `backup cannot be read: ${why}`,
    },
    { cause },
  );

const nonceOf = (prefix: Buffer, frame: number): Buffer => {
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce);
  nonce.writeUInt32BE(frame, 8);
  return nonce;
};

/** Seals a stream of bytes. */
export async function* seal(plain: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Buffer> {
  const prefix = randomBytes(8);
  yield Buffer.concat([MARK, prefix]);
  let frame = 0;
  const sealed = (data: Buffer, last: boolean): Buffer => {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(prefix, frame));
    cipher.setAAD(Buffer.from([last ? 1 : 0]));
    const body = Buffer.concat([cipher.update(data), cipher.final()]);
    const head = Buffer.alloc(5);
    head.writeUInt32BE(body.length, 0);
    head.writeUInt8(last ? 1 : 0, 4);
    frame += 1;
    return Buffer.concat([head, cipher.getAuthTag(), body]);
  };
  let pending: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of plain) {
    pending.push(chunk);
    size += chunk.length;
    while (size > FRAME) {
      const all = Buffer.concat(pending);
      yield sealed(all.subarray(0, FRAME), false);
      pending = [all.subarray(FRAME)];
      size = all.length - FRAME;
    }
  }
  yield sealed(Buffer.concat(pending), true);
}

/** Opens what `seal` made; throws `backup_unreadable` for another key, and for a file that was changed or cut. */
export async function* unseal(sealed: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Buffer> {
  const source = reader(sealed);
  const start = await source.take(MARK.length + 8);
  if (start === null || !start.subarray(0, MARK.length).equals(MARK)) throw unreadable("mark");
  const prefix = start.subarray(MARK.length);
  for (let frame = 0; ; frame += 1) {
    const head = await source.take(5 + TAG);
    if (head === null) throw unreadable("cut");
    const length = head.readUInt32BE(0);
    const last = head.readUInt8(4) === 1;
    if (length > FRAME) throw unreadable("frame");
    const body = length === 0 ? Buffer.alloc(0) : await source.take(length);
    if (body === null) throw unreadable("cut");
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(prefix, frame));
    decipher.setAAD(Buffer.from([last ? 1 : 0]));
    decipher.setAuthTag(head.subarray(5));
    let plain: Buffer;
    try {
      plain = Buffer.concat([decipher.update(body), decipher.final()]);
    } catch (cause) {
      throw unreadable("key", cause);
    }
    yield plain;
    if (!last) continue;
    if ((await source.take(1)) !== null) throw unreadable("tail");
    return;
  }
}

/** Takes exact lengths out of a stream of chunks. */
export function reader(stream: AsyncIterable<Uint8Array>): { take(length: number): Promise<Buffer | null> } {
  const chunks = stream[Symbol.asyncIterator]();
  let held: Uint8Array[] = [];
  let size = 0;
  return {
    async take(length) {
      while (size < length) {
        const next = await chunks.next();
        if (next.done === true) return null;
        held.push(next.value);
        size += next.value.length;
      }
      const all = Buffer.concat(held);
      held = [all.subarray(length)];
      size = all.length - length;
      return all.subarray(0, length);
    },
  };
}
