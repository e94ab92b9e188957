import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { PROJECT_ROOT } from "#warehouse/home.ts";

/** Locks of the Python side, and what each is for. */
export const PYTHON_LOCKS = [
  "requirements.txt",
  "warehouse/raw/requirements.txt",
  "warehouse/spark/requirements.txt",
] as const;

const lockSchema = z.object({
  name: z.string(),
  version: z.string(),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      integrity: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
    }),
  ),
});

export interface Package {
  readonly kind: "npm" | "pypi";
  readonly name: string;
  readonly version: string;
  readonly license: string | null;
  /** `algorithm:hex`, as the lock pins them. */
  readonly hashes: readonly string[];
  readonly dev: boolean;
}

const readText = (path: string): string => readFileSync(join(PROJECT_ROOT, path), "utf8");
const packageLock = () => lockSchema.parse(JSON.parse(readText("package-lock.json")));

/** Packages of package-lock.json, by name and version. */
export function npmPackages(): Package[] {
  return Object.entries(packageLock().packages)
    .filter(([path]) => path !== "")
    .map(([path, { version = "", license = null, integrity = "", dev = false }]) => ({
      kind: "npm" as const,
      name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
      ...{ version, license, dev },
      hashes: integrity
        .split(" ")
        .filter((each) => each !== "")
        .map((each) => {
          const [algorithm = "", value = ""] = each.split(/-(.*)/s);
          return `${algorithm}:${Buffer.from(value, "base64").toString("hex")}`;
        }),
    }));
}

/** Packages of a hash-pinned requirements file; a universal lock has some of them in several versions. */
export function pythonPackages(lock: string): Package[] {
  return [
    ...readText(lock).matchAll(
      /^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)([^\n]*(?:\n +--hash=[^\n]*)*)/gm,
    ),
  ].map(([, name = "", version = "", rest = ""]) => ({
    kind: "pypi" as const,
    ...{ name: name.toLowerCase().replace(/[._-]+/g, "-"), version, license: null, dev: false },
    hashes: [...rest.matchAll(/--hash=(\w+:[0-9a-f]+)/g)].map(([, hash = ""]) => hash),
  }));
}

const ALGORITHMS: Readonly<Record<string, string>> = { sha1: "SHA-1", sha256: "SHA-256", sha512: "SHA-512" };
const purl = ({ kind, name, version }: Package): string =>
  `pkg:${kind}/${kind === "npm" ? name.replace("@", "%40") : name}@${version}`;

/**
 * The bill of materials in CycloneDX 1.6, from the locks alone: no clock and no number of its own, so that the same locks
 * give the same bytes.
 */
export function billOfMaterials(): string {
  const { name, version } = packageLock();
  const all = [...npmPackages(), ...PYTHON_LOCKS.flatMap(pythonPackages)];
  const byPurl = new Map(all.map((each) => [purl(each), each]));
  const components = [...byPurl]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([ref, { name: called, version: at, license, hashes, dev }]) => ({
      ...{ type: "library", "bom-ref": ref, name: called, version: at, purl: ref },
      ...(dev ? { scope: "excluded" } : {}),
      ...(license === null ? {} : { licenses: [{ expression: license }] }),
      hashes: hashes.map((hash) => {
        const [algorithm = "", content = ""] = hash.split(":");
        return { alg: ALGORITHMS[algorithm] ?? algorithm, content };
      }),
    }));
  return `${JSON.stringify(
    {
      ...{ bomFormat: "CycloneDX", specVersion: "1.6", version: 1 },
      metadata: { component: { type: "application", "bom-ref": `${name}@${version}`, name, version } },
      components,
    },
    null,
    1,
  )}\n`;
}

if (import.meta.main) process.stdout.write(billOfMaterials());
