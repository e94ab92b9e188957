import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "#warehouse/clock.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { loadContracts } from "../sources/index.ts";
import { inferContract } from "./infer/index.ts";
import { EngineHome } from "./testing/home.ts";
import { tryFile } from "./trial.ts";

const PAGE = readFileSync(join(PROJECT_ROOT, "docs", "adding-a-source.md"), "utf8");
const FILE = "factura_2026-03.csv";
/** The page's block of one language, as it stands. */
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(PAGE)?.[1] ?? "";

let at: EngineHome;
let folder: string;
beforeAll(async () => {
  at = await EngineHome.create();
  folder = mkdtempSync(join(tmpdir(), "bayan-source-"));
  writeFileSync(join(folder, FILE), Buffer.from(block("csv"), "latin1"));
});
afterAll(() => {
  at.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** A contract's text in a folder of sources of its own; the language it is written in stays where it is. */
async function contractsOf(text: string, system: string, under: string) {
  const root = join(folder, under);
  mkdirSync(join(root, system), { recursive: true });
  const language = join(PROJECT_ROOT, "pipelines", "sources", "contract.ts");
  writeFileSync(
    join(root, system, "contract.ts"),
    text.replace('"../contract.ts"', JSON.stringify(language)),
  );
  return loadContracts(root);
}

test("the page's contract loads the page's file as the page says", async () => {
  const contracts = await contractsOf(block("ts"), "hacienda", "written");
  expect(contracts[0]?.tables[0]?.columns).toHaveLength(20);
  const trial = await tryFile(join(folder, FILE), { home: at.home, clock: systemClock, contracts });
  const wanted = JSON.parse(block("json"));
  expect(trial.file).toMatchObject({
    status: "loaded",
    rows_in: wanted.rows_in,
    rows_loaded: wanted.rows_loaded,
  });
  const refused = trial.quarantine.rows.map(({ line, column, code }) => ({ line, column, code }));
  expect(refused).toEqual(wanted.refused);
});

test("a trial leaves nothing behind, and knows what it cannot read", async () => {
  const before = [...at.files("root").keys()];
  const trial = await tryFile(join(folder, FILE), { home: at.home, clock: systemClock, contracts: [] });
  expect(trial.file).toBeNull();
  expect([...at.files("root").keys()]).toEqual(before);
});

test("the draft of a contract compiles, loads and keeps no person in the clear", async () => {
  const { draft, columns, encoding, delimiter } = inferContract(join(folder, FILE), "borrador");
  expect({ encoding, delimiter }).toEqual({ encoding: "windows-1252", delimiter: ";" });
  const personal = columns
    .filter((each) => each.personal !== null)
    .map(({ source, personal: how }) => [source, how]);
  expect(personal).toEqual([
    ["nif_proveedor", "pseudonym"],
    ["nombre_proveedor", "drop"],
    ["observaciones", "drop"],
  ]);
  const contracts = await contractsOf(
    draft.replace(/key: \[\]/, 'key: ["num_factura"]'),
    "borrador",
    "drafted",
  );
  expect(contracts[0]?.tables[0]).toMatchObject({
    name: "factura",
    period: { grains: ["month"], column: "fecha_registro" },
  });
  const trial = await tryFile(join(folder, FILE), { home: at.home, clock: systemClock, contracts });
  expect(trial.file).toMatchObject({ status: "loaded", rows_in: 6 });
});
