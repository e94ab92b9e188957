import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { BayanError } from "#warehouse/errors.ts";

const require = createRequire(import.meta.url);
const packageDir = (name: string) => dirname(require.resolve(`${name}/package.json`));

function isInstalled(name: string): boolean {
  try {
    return packageDir(name) !== "";
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") return false;
    throw error;
  }
}

/**
 * Only faces that the templates name: a smaller set opens faster. Arabic is set in Amiri, which draws lam-alef as two
 * glyphs: fonts with one glyph for it (Tajawal, Cairo, Almarai, Readex; tried) give its letters the other way round
 * to pdftotext and MuPDF. An installation without Amiri falls back on Tajawal.
 */
const AMIRI = "@expo-google-fonts/amiri";
const arabic = isInstalled(AMIRI) ? AMIRI : "@expo-google-fonts/tajawal";
const FONTS = [
  ...["400Regular", "600SemiBold"].map((face) => join(packageDir("@expo-google-fonts/ibm-plex-sans"), face)),
  ...["400Regular", "700Bold"].map((face) => join(packageDir(arabic), face)),
];

let compiler: NodeCompiler | undefined;

/** One compiler a process: it keeps fonts and parsed templates between reports. */
function theCompiler(): NodeCompiler {
  compiler ??= NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontPaths: FONTS }] });
  return compiler;
}

export interface Pdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/**
 * Compiles a Typst source to a tagged PDF. `inputs` are read by the template through `sys.inputs`. The same
 * source and inputs give the same bytes: the document sets its own date, and none is taken from the machine.
 */
export function compilePdf(source: string, inputs: Readonly<Record<string, string>>, name: string): Pdf {
  const engine = theCompiler();
  const compiled = engine.compile({ mainFileContent: source, inputs: { ...inputs } });
  const document = compiled.result;
  if (document === null) {
    const fault = compiled.takeDiagnostics();
    const detail = fault === null ? "" : JSON.stringify(engine.fetchDiagnostics(fault)).slice(0, 2000);
    throw new BayanError("report_failed", {
      fr: `Le rapport ${name} n'a pas pu être composé. ${detail}`,
      ar: `تعذر إعداد التقرير ${name}. ${detail}`,
      en: `Report ${name} could not be typeset. ${detail}`,
    });
  }
  const bytes = engine.pdf(document, { pdfTags: true, pdfStandard: "ua-1" });
  const pages = document.numOfPages;
  engine.evictCache(10);
  return { bytes: new Uint8Array(bytes), pages };
}
