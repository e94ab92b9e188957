import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The key in a file, 32 bytes; made when it is missing, once, whoever comes first. */
export function keyIn(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const partial = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
    writeFileSync(partial, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
    try {
      // A link fails where the file already is: two processes end with one key.
      linkSync(partial, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(partial);
    }
  }
  const key = Buffer.from(readFileSync(file, "utf8").trim(), "hex");
  if (key.length !== 32) throw new Error(`key: ${file}: expected 64 hexadecimal digits`);
  return key;
}

export const signature = (key: Buffer, text: string | Uint8Array): string =>
  createHmac("sha256", key).update(text).digest("hex");

export function signedBy(key: Buffer, text: string, given: string): boolean {
  const [left, right] = [Buffer.from(signature(key, text)), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
