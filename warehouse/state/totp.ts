import { createHmac, randomBytes } from "node:crypto";

/** RFC 6238 with what every phone's application expects: SHA-1, six digits, thirty seconds. */
const STEP_SECONDS = 30;
const DIGITS = 6;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A new shared secret: 160 bits in base32. */
export const newTotpSecret = (): string => base32(randomBytes(20));

/** The code of a time step. */
export function totpAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", unbase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** The time step whose code this is, a step early or late allowed for clocks that differ; null when it is none. */
export function totpStep(secret: string, code: string, now: Date): number | null {
  const given = code.replaceAll(/\s/g, "");
  const step = Math.floor(now.getTime() / 1000 / STEP_SECONDS);
  return [step, step - 1, step + 1].find((one) => totpAt(secret, one) === given) ?? null;
}

/** What an authenticator application reads from a QR code. */
export const totpUri = (secret: string, name: string, issuer: string): string =>
  `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(name)}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)] ?? "").join("");
}

function unbase32(text: string): Buffer {
  const bits = [...text.toUpperCase()]
    .map((letter) => ALPHABET.indexOf(letter))
    .filter((index) => index >= 0)
    .map((index) => index.toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
