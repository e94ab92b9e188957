import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import ExcelJS from "exceljs";
import { PROJECT_ROOT } from "#warehouse/home.ts";

/**
 * Outside judges on the reports of the home's release: `npm run judge:documents`. veraPDF (from Maven Central, through
 * `mvn`) says whether each PDF is PDF/UA-1; LibreOffice (`soffice`) opens each workbook and writes it again, and every
 * number must come back as it was. Every definition is made, in French and in Arabic.
 */
const JARS = join(PROJECT_ROOT, ".cache/judges/verapdf");
const DEFINITIONS = globSync("reports/definitions/*.json", { cwd: PROJECT_ROOT }).map((file) =>
  basename(file, ".json"),
);
/** Tanger: a commune, for the reports that a collectivity has. */
const PLACES: Readonly<Record<string, string>> = { monthly: "01.511.01.0", monograph: "01.511.01.0" };

/** Runs a program, and throws with what it printed when it fails. */
function run(program: string, args: readonly string[], options: { readonly cwd?: string } = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...options,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (error !== undefined) throw new Error(`${program}: ${error.message}`);
  if (status !== 0) throw new Error(`${program} ${args[0] ?? ""}: exit ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

function make(folder: string): { readonly pdf: string[]; readonly xlsx: string[] } {
  const made = { pdf: [] as string[], xlsx: [] as string[] };
  for (const name of DEFINITIONS) {
    for (const lang of ["fr", "ar"]) {
      for (const format of ["pdf", "xlsx"] as const) {
        const out = join(folder, `${name}-${lang}.${format}`);
        const place = PLACES[name] ?? "MA";
        const asked = ["--territory", place, "--lang", lang, "--format", format, "--out", out];
        run(process.execPath, [join(PROJECT_ROOT, "pipelines/cli/bayan.ts"), "report", name, ...asked]);
        made[format].push(out);
      }
    }
  }
  return made;
}

/** Files that veraPDF does not pass as PDF/UA-1. */
function notAccessible(files: readonly string[]): readonly string[] {
  if (!existsSync(JARS)) {
    mkdirSync(JARS, { recursive: true });
    const asked = ["-q", "-f", join(PROJECT_ROOT, "test/judges/verapdf.xml"), "dependency:copy-dependencies"];
    run("mvn", [...asked, `-DoutputDirectory=${JARS}`]);
  }
  const judge = ["-cp", join(JARS, "*"), "org.verapdf.apps.GreenfieldCliWrapper", "-f", "ua1"];
  const { stdout } = spawnSync("java", [...judge, "--format", "text", ...files], { encoding: "utf8" });
  const passed = new Set(
    stdout.split("\n").flatMap((line) => /^PASS (.+) ua1$/.exec(line.trim())?.[1] ?? []),
  );
  return files.filter((file) => !passed.has(file));
}

/** Numbers of a workbook, by sheet and cell. */
async function numbersOf(file: string): Promise<ReadonlyMap<string, number>> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const found = new Map<string, number>();
  book.eachSheet((sheet) => {
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        if (typeof cell.value === "number") found.set(`${sheet.name}!${cell.address}`, cell.value);
      });
    });
  });
  return found;
}

/** Cells that LibreOffice read as something else. */
async function misread(folder: string, files: readonly string[]): Promise<readonly string[]> {
  const again = join(folder, "again");
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  run("soffice", [profile, "--headless", "--convert-to", "xlsx", "--outdir", again, ...files]);
  const faults: string[] = [];
  let cells = 0;
  for (const file of files) {
    const [ours, theirs] = [await numbersOf(file), await numbersOf(join(again, basename(file)))];
    if (ours.size === 0) faults.push(`${basename(file)}: no number`);
    cells += ours.size;
    for (const [cell, number] of ours) {
      const read = theirs.get(cell);
      if (read === undefined || Math.abs(read - number) > Math.abs(number) * 1e-12)
        faults.push(`${basename(file)} ${cell}: ${number}, read as ${String(read)}`);
    }
  }
  process.stdout.write(
    `LibreOffice: ${files.length} workbooks, ${cells} numbers, ${faults.length} misread\n`,
  );
  return faults;
}

const folder = mkdtempSync(join(tmpdir(), "bayan-documents-"));
try {
  const made = make(folder);
  const refused = notAccessible(made.pdf);
  process.stdout.write(`veraPDF: ${made.pdf.length} PDFs, ${refused.length} not PDF/UA-1\n`);
  const faults = [...refused.map((file) => basename(file)), ...(await misread(folder, made.xlsx))];
  for (const fault of faults.slice(0, 40)) process.stdout.write(`  ${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
