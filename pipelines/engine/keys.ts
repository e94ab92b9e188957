import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { BayanError } from "#warehouse/errors.ts";

const BYTES = 32;

/**
 * Reads a key file (64 hex digits), or makes one that only its owner can read. Two processes that make it at once
 * end up with the same key.
 */
export function keyAt(file: string): Buffer {
  const known = read(file);
  if (known !== null) return known;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(BYTES).toString("hex")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = read(file);
  if (made === null) throw unusable(file);
  return made;
}

function read(file: string): Buffer | null {
  let content: string;
  try {
    content = readFileSync(file, "utf8").trim();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
  if (!new RegExp(`^[0-9a-f]{${BYTES * 2}}$`, "i").test(content)) throw unusable(file);
  return Buffer.from(content, "hex");
}

const codeOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "code" in error ? error.code : undefined;

const unusable = (file: string): BayanError =>
  new BayanError(
    "key_unusable",
    {
      fr: `Le fichier de clé ${file} ne contient pas 64 chiffres hexadécimaux. Remettez la clé d'origine : une autre changerait tous les pseudonymes.`,
      ar: `ملف المفتاح ${file} لا يحتوي على 64 رقما ست عشريا. أعد المفتاح الأصلي، فغيره يبدّل كل الأسماء المستعارة.`,
      en: `Key file ${file} does not hold 64 hex digits. Put the original key back: another one would change every pseudonym.`,
    },
    { place: { file } },
  );
