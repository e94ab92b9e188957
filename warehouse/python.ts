import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BayanError } from "./errors.ts";

/** A venv of the project: its folder, its hash-pinned lock and what that was made from, and the least Python 3 for it. */
export interface PythonKit {
  readonly folder: string;
  readonly lock: string;
  readonly direct: string;
  readonly minor: number;
}
const BUILD: PythonKit = { folder: ".venv", lock: "requirements.txt", direct: "requirements.in", minor: 10 };

export interface PythonPaths {
  readonly venv: string;
  readonly python: string;
  readonly dbt: string;
  readonly sitePackages: string;
}
export interface PythonEffects {
  /** Runs a program to its end; resolves with its exit code (127 when it is not there) and its output. */
  run(
    program: string,
    args: readonly string[],
    onLine?: (line: string) => void,
    environment?: Readonly<Record<string, string>>,
  ): Promise<{ code: number; output: string }>;
}

const STAMP = "bayan-requirements.sha256";
const CANDIDATES = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];

/** Where the Python side lies below the project's root; throws `python_not_set_up` when the venv is not there. */
export function pythonPaths(root: string, kit = BUILD): PythonPaths {
  const venv = join(root, kit.folder);
  const lib = join(venv, "lib");
  const version = existsSync(lib) ? readdirSync(lib).find((name) => name.startsWith("python3.")) : undefined;
  if (version === undefined) throw notSetUp(venv);
  return {
    venv,
    python: join(venv, "bin", "python"),
    dbt: join(venv, "bin", "dbt"),
    sitePackages: join(lib, version, "site-packages"),
  };
}

/** File of one of DuckDB's extensions, out of the venv: its own INSTALL asks a host that is no registry. */
export function extensionFile(root: string, name: string, kit = BUILD): string {
  const folder = join(pythonPaths(root, kit).sitePackages, `duckdb_extension_${name}`, "extensions");
  const version = existsSync(folder) ? readdirSync(folder).sort()[0] : undefined;
  if (version === undefined) throw notSetUp(folder);
  return join(folder, version, `${name}.duckdb_extension`);
}

/** Whether the venv holds what its lock says; quick, from its stamp alone. */
export function pythonReady(root: string, kit = BUILD): boolean {
  const stamp = join(root, kit.folder, STAMP);
  return existsSync(stamp) && readFileSync(stamp, "utf8").trim() === lockHash(root, kit);
}

/**
 * Makes the venv (by default that with dbt, DuckDB's extensions and the territory data) when it is missing or older
 * than its lock. A venv without a stamp is accepted once its versions have been compared.
 */
export async function ensurePython(
  root: string,
  onLine: (line: string) => void = () => undefined,
  effects: PythonEffects = systemEffects,
  kit = BUILD,
): Promise<PythonPaths> {
  if (pythonReady(root, kit)) return pythonPaths(root, kit);
  const place: Place = { ...kit, root, venv: join(root, kit.folder) };
  const own = join(place.venv, "bin", "python");
  const present = existsSync(own) && (await effects.run(own, ["-c", ""])).code === 0;
  if (present && (await versionsMatch(place, effects))) return stamped(place);
  // One that stands is brought up to date in place: other processes may be running out of it.
  if (!present) await makeVenv(place, effects, onLine);
  const quick = await installWithUv(place, effects, onLine);
  const done = quick?.code === 0 ? quick : await installWithPip(place, effects, onLine);
  if (done.code !== 0) throw installFailed(lastLine(done.output));
  return stamped(place);
}

type Place = PythonKit & { readonly root: string; readonly venv: string };

type Ran = Awaited<ReturnType<PythonEffects["run"]>>;
type OnLine = (line: string) => void;

/** Without pip of its own, which takes seconds to unpack, and which Debian's python3 cannot give. */
async function makeVenv(place: Place, effects: PythonEffects, onLine: OnLine): Promise<void> {
  const python = await findPython(effects, place.minor);
  onLine(`${python} -m venv ${place.folder}`);
  const made = await effects.run(python, ["-m", "venv", "--clear", "--without-pip", place.venv], onLine);
  if (made.code !== 0) throw noVenvModule(made.output);
}

/**
 * The lock by uv, which does in seconds what takes pip half a minute: the one of this machine, or the one that the lock
 * pins, from the same registry. Null where neither can be had.
 */
async function installWithUv(place: Place, effects: PythonEffects, onLine: OnLine): Promise<Ran | null> {
  const python = join(place.venv, "bin", "python");
  const uv = await findUv(place, effects, onLine);
  if (uv === null) return null;
  const requirements = join(place.root, place.lock);
  const args = [
    "pip",
    "install",
    "--python",
    python,
    "--compile-bytecode",
    "--require-hashes",
    "-r",
    requirements,
  ];
  return effects.run(uv, args, onLine, await registryOfPip(effects));
}

async function findUv(place: Place, effects: PythonEffects, onLine: OnLine): Promise<string | null> {
  const { venv } = place;
  const own = join(venv, "bin", "uv");
  for (const uv of new Set([own, join(place.root, BUILD.folder, "bin", "uv"), "uv"]))
    if ((await effects.run(uv, ["--version"])).code === 0) return uv;
  const pin = /^uv==[^\n]*(?:\n +--hash[^\n]*)*/m.exec(
    readFileSync(join(place.root, place.lock), "utf8"),
  )?.[0];
  const python = await findPython(effects);
  if (pin === undefined) return null;
  const wanted = join(venv, "uv.txt");
  writeFileSync(wanted, `${pin.replace(/\s*\\$/, "")}\n`);
  const install = [
    "-m",
    "pip",
    "--python",
    join(venv, "bin", "python"),
    ...PIP_INSTALL,
    "--no-deps",
    "-r",
    wanted,
  ];
  return (await effects.run(python, install, onLine)).code === 0 ? own : null;
}

const PIP_INSTALL = ["install", "--disable-pip-version-check", "--no-input", "--require-hashes"];

/** What uv does not read and a closed network needs: the registry and the certificates that pip was told of. */
async function registryOfPip(effects: PythonEffects): Promise<Record<string, string>> {
  const python = await findPython(effects);
  const { code, output } = await effects.run(python, ["-m", "pip", "config", "list"]);
  if (code !== 0) return {};
  const told = new Map<string, string>();
  // In pip's own order of precedence: files, the command's section, then the environment.
  for (const [, section, key, value] of output.matchAll(/^(global|install|:env:)\.([a-z-]+)='(.*)'$/gm))
    if (section !== undefined && key !== undefined && value !== undefined) told.set(key, value);
  const found = [...UV_NAMES].flatMap(([key, name]): [string, string][] => {
    const value = told.get(key);
    // pip prints lists with escaped line ends.
    return value === undefined || value === "" ? [] : [[name, value.replace(/(?:\\n|\s)+/g, " ").trim()]];
  });
  return Object.fromEntries(found);
}

const UV_NAMES = new Map([
  ["index-url", "UV_DEFAULT_INDEX"],
  ["extra-index-url", "UV_INDEX"],
  ["find-links", "UV_FIND_LINKS"],
  ["trusted-host", "UV_INSECURE_HOST"],
  ["cert", "SSL_CERT_FILE"],
  ["proxy", "ALL_PROXY"],
]);

/** The lock by pip, as slow as it is, in the same environment. */
async function installWithPip(place: Place, effects: PythonEffects, onLine: OnLine): Promise<Ran> {
  const { venv } = place;
  const own = join(venv, "bin", "python");
  if ((await effects.run(own, ["-m", "pip", "--version"])).code !== 0) {
    const given = await effects.run(await findPython(effects, place.minor), ["-m", "venv", venv], onLine);
    if (given.code !== 0) throw noVenvModule(given.output);
  }
  return effects.run(own, ["-m", "pip", ...PIP_INSTALL, "-r", join(place.root, place.lock)], onLine);
}

async function findPython(effects: PythonEffects, minor = BUILD.minor): Promise<string> {
  for (const candidate of CANDIDATES) {
    const test = `import sys; print(sys.version_info >= (3, ${minor}))`;
    const { code, output } = await effects.run(candidate, ["-c", test]);
    if (code === 0 && output.trim() === "True") return candidate;
  }
  throw new BayanError("python_missing", {
    fr: `Python 3.${minor} ou plus récent est introuvable : installez-le (par exemple « apt install python3 python3-venv »), puis relancez.`,
    ar: `لم يُعثر على Python 3.${minor} أو أحدث: ثبّته (مثلا ‎apt install python3 python3-venv‎) ثم أعد التشغيل.`,
    en: `Python 3.${minor} or newer was not found: install it (for instance “apt install python3 python3-venv”) and start again.`,
  });
}

/** Every pin of the lock that is installed must be that version, and those it was made from must be there. */
async function versionsMatch(place: Place, effects: PythonEffects): Promise<boolean> {
  const pins = pinned(readFileSync(join(place.root, place.lock), "utf8"));
  const direct = pinned(readFileSync(join(place.root, place.direct), "utf8"));
  const code =
    "import importlib.metadata as m; print('\\n'.join(f\"{(d.metadata['Name'] or '')}=={d.version}\" for d in m.distributions()))";
  const listed = await effects.run(join(place.venv, "bin", "python"), ["-c", code]);
  if (listed.code !== 0) return false;
  const installed = pinned(listed.output);
  const has = (name: string, versions: ReadonlySet<string>, absent: boolean): boolean => {
    const found = installed.get(name);
    return found === undefined ? absent : [...found].every((version) => versions.has(version));
  };
  return (
    [...direct].every(([name, versions]) => has(name, versions, false)) &&
    [...pins].every(([name, versions]) => has(name, versions, true))
  );
}

/** Versions by package: a universal lock pins some packages several times, once for each range of Pythons. */
function pinned(text: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const line of text.split("\n")) {
    const match = /^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)/.exec(line.trim());
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const name = match[1].toLowerCase().replace(/[._-]+/g, "-");
    found.set(name, (found.get(name) ?? new Set()).add(match[2]));
  }
  return found;
}

function stamped(place: Place): PythonPaths {
  const paths = pythonPaths(place.root, place);
  writeFileSync(join(paths.venv, STAMP), `${lockHash(place.root, place)}\n`);
  return paths;
}

const lockHash = (root: string, { lock }: PythonKit): string =>
  createHash("sha256")
    .update(readFileSync(join(root, lock)))
    .digest("hex");

const lastLine = (output: string): string => output.trim().split("\n").at(-1) ?? "";

const notSetUp = (path: string): BayanError =>
  new BayanError("python_not_set_up", {
    fr: `l’environnement Python manque (${path}) : lancez « npm start », qui le prépare`,
    ar: `بيئة Python غير موجودة (${path}): شغّل ‎npm start‎ لإعدادها`,
    en: `the Python environment is missing (${path}): run “npm start”, which sets it up`,
  });

const noVenvModule = (output: string): BayanError =>
  new BayanError("python_venv_missing", {
    fr: `Python ne sait pas créer d’environnement (${lastLine(output)}) : installez python3-venv, puis relancez.`,
    ar: `تعذّر على Python إنشاء بيئة (${lastLine(output)}): ثبّت python3-venv ثم أعد التشغيل.`,
    en: `Python cannot make an environment (${lastLine(output)}): install python3-venv and start again.`,
  });

const installFailed = (reason: string): BayanError =>
  new BayanError("python_install_failed", {
    fr: `l’installation des paquets Python a échoué : ${reason}`,
    ar: `فشل تثبيت حزم Python: ${reason}`,
    en: `installing the Python packages failed: ${reason}`,
  });

export const systemEffects: PythonEffects = {
  run: (program, args, onLine, environment) =>
    new Promise((done) => {
      const env = { ...environment, ...process.env };
      const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env });
      let output = "";
      const take = (chunk: Buffer) => {
        const text = chunk.toString("utf8");
        output = (output + text).slice(-1_000_000);
        if (onLine) for (const line of text.split("\n")) if (line.trim() !== "") onLine(line.trim());
      };
      child.stdout.on("data", take);
      child.stderr.on("data", take);
      child.on("error", (error) => done({ code: 127, output: error.message }));
      child.on("close", (code) => done({ code: code ?? 1, output }));
    }),
};
