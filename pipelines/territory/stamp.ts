import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** What a set of files was made from, kept beside them: the same inputs need no second making. */
export interface Stamp {
  readonly inputs: string;
  readonly files: Readonly<Record<string, string>>;
}

/** One hash over input files and the recipe's own text. */
export function inputsHash(paths: readonly string[], recipe: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(sha256(readFileSync(path)));
  for (const text of recipe) hash.update(sha256(text));
  return hash.digest("hex");
}

const stampFile = (folder: string): string => join(folder, "made-from.json");

/** True when the folder holds exactly what these inputs gave, byte for byte. */
export function isFresh(folder: string, inputs: string): boolean {
  if (!existsSync(stampFile(folder))) return false;
  const stamp: unknown = JSON.parse(readFileSync(stampFile(folder), "utf8"));
  if (typeof stamp !== "object" || stamp === null || !("inputs" in stamp) || stamp.inputs !== inputs)
    return false;
  if (!("files" in stamp) || typeof stamp.files !== "object" || stamp.files === null) return false;
  return Object.entries(stamp.files).every(([name, hash]) => {
    const path = join(folder, name);
    return existsSync(path) && sha256(readFileSync(path)) === hash;
  });
}

/** @param names files of the folder, relative to it */
export function writeStamp(folder: string, inputs: string, names: readonly string[]): void {
  const files = Object.fromEntries(names.map((name) => [name, sha256(readFileSync(join(folder, name)))]));
  writeFileSync(stampFile(folder), `${JSON.stringify({ inputs, files } satisfies Stamp, null, 1)}\n`);
}
