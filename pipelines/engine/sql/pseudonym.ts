import { createHmac } from "node:crypto";

const BLOCK = 64;
/** 128 bits of the HMAC, in hex. */
export const PSEUDONYM_LENGTH = 32;

/**
 * The key of one kind of person or body: those of debtors and of complainants differ, so that nobody can be followed
 * from one register into another; the same name in two tables gives the same key.
 */
export const columnKey = (master: Uint8Array, name: string): Buffer =>
  createHmac("sha256", master).update(`bayan pseudonym ${name}`).digest();

/**
 * HMAC-SHA256 (RFC 2104) of a text as DuckDB SQL, cut to 128 bits; null stays null. DuckDB has no HMAC of its own:
 * sha256(key ⊕ opad ‖ sha256(key ⊕ ipad ‖ text)).
 */
export function hmacSql(key: Uint8Array, value: string): string {
  if (key.length > BLOCK) throw new RangeError(`key: ${key.length} bytes`);
  const pad = (byte: number): string => {
    const block = Buffer.alloc(BLOCK, byte);
    for (const [at, each] of key.entries()) block[at] = each ^ byte;
    return `unhex('${block.toString("hex")}')`;
  };
  return `left(sha256(${pad(0x5c)} || unhex(sha256(${pad(0x36)} || encode(${value})))), ${PSEUDONYM_LENGTH})`;
}

/** The same in JavaScript, for whoever has to find a person's rows. */
export const pseudonym = (master: Uint8Array, name: string, value: string): string =>
  createHmac("sha256", columnKey(master, name))
    .update(value, "utf8")
    .digest("hex")
    .slice(0, PSEUDONYM_LENGTH);
