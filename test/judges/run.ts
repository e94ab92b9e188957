import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { freePort } from "../fixture/port.ts";
import { scratchFolder } from "../fixture/scratch.ts";

/**
 * Outside judges on the catalogue as it is served: `npm run judges [URL]`. Without an address, the home's own release
 * is served for the while. The judges live in a Python environment of their own, made on first use.
 */
const VENV = join(PROJECT_ROOT, ".cache/judges");
const PYTHON = join(VENV, "bin/python");
const HERE = join(PROJECT_ROOT, "test/judges");
/** Small datasets of every shape: whole and split, with dates, booleans, places, withheld counts. */
const SLUGS = [
  "territoires",
  "permis-par-categorie",
  "projets-programmes",
  "finances-locales-par-region",
  "nomenclature-budgetaire",
];

function ensureVenv(): void {
  if (existsSync(join(VENV, "bin/mlcroissant"))) return;
  mkdirSync(join(PROJECT_ROOT, ".cache"), { recursive: true });
  const needed = join(HERE, "requirements.txt");
  const tries = [
    [
      ["uv", "venv", "-q", VENV],
      ["uv", "pip", "install", "-q", "--python", PYTHON, "-r", needed],
    ],
    [
      ["python3", "-m", "venv", VENV],
      [PYTHON, "-m", "pip", "install", "-q", "-r", needed],
    ],
  ];
  for (const steps of tries) {
    const done = steps.every(
      ([command = "", ...args]) => spawnSync(command, args, { stdio: "inherit" }).status === 0,
    );
    if (done) return;
  }
  throw new Error("judges: the Python environment could not be made");
}

async function serve(): Promise<{ readonly base: string; stop(): void }> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(PROJECT_ROOT, "pipelines/cli/bayan.ts"), "serve"], {
    env: { ...process.env, BAYAN_PORT: String(port), BAYAN_PUBLIC_URL: base },
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (let tries = 0; tries < 120; tries += 1) {
    const ready = await fetch(`${base}/readyz`).then(
      (answer) => answer.ok,
      (error: unknown) => error instanceof SyntaxError,
    );
    if (ready) return { base, stop: () => child.kill() };
    await sleep(500);
  }
  child.kill();
  throw new Error("judges: the server did not start");
}

async function judge(base: string): Promise<number> {
  const results: [string, boolean][] = [];
  // Asked for first: the server lets go of a connection that waits while a judge runs.
  const folder = scratchFolder("croissant");
  const croissants: [slug: string, file: string][] = [];
  for (const slug of SLUGS.slice(0, 3)) {
    const file = join(folder, `${slug}.json`);
    writeFileSync(file, await (await fetch(`${base}/dataset/${slug}/croissant.json`)).text());
    croissants.push([slug, file]);
  }
  const run = (name: string, command: string, args: readonly string[]) => {
    process.stdout.write(`\n— ${name}\n`);
    const env = { ...process.env, PYTHONWARNINGS: "ignore" };
    results.push([name, spawnSync(command, args, { stdio: "inherit", env }).status === 0]);
  };
  run("rdflib: three forms, one graph", PYTHON, [join(HERE, "isomorphic.py"), base]);
  // The shapes are not ours to publish: named by whoever has them.
  const shapes = process.env.BAYAN_DCAT_SHAPES;
  if (shapes !== undefined)
    run("pyshacl: DCAT-AP 3", PYTHON, [join(shapes, "run_shacl.py"), `${base}/catalog.ttl`, "turtle"]);
  else process.stdout.write("\n— pyshacl: BAYAN_DCAT_SHAPES is not set, left out\n");
  run("MQA, counted from outside", PYTHON, [
    join(HERE, "mqa.py"),
    base,
    ...(shapes === undefined ? [] : [shapes]),
  ]);
  run("frictionless and ckanapi", PYTHON, [join(HERE, "packages.py"), base, SLUGS.join(",")]);
  for (const [slug, file] of croissants) {
    const croissant = join(VENV, "bin/mlcroissant");
    run(`mlcroissant validate ${slug}`, croissant, ["validate", "--jsonld", file]);
    run(`mlcroissant load ${slug}`, croissant, [
      "load",
      "--jsonld",
      file,
      "--record_set",
      "rows",
      "--num_records",
      "3",
    ]);
  }
  process.stdout.write("\n");
  for (const [name, ok] of results) process.stdout.write(`${ok ? "pass" : "FAIL"}  ${name}\n`);
  return results.every(([, ok]) => ok) ? 0 : 1;
}

ensureVenv();
const given = process.argv[2];
const served = given === undefined ? await serve() : { base: given, stop: () => undefined };
try {
  process.exitCode = await judge(served.base);
} finally {
  served.stop();
}
