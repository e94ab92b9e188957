import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BayanError } from "#warehouse/errors.ts";
import { ownersPart } from "./owners.ts";
import { type Definition, definitionSchema } from "./schema.ts";

const FOLDER = join(import.meta.dirname, "..", "definitions");

const badDefinition = (file: string, reason: string): BayanError =>
  new BayanError("report_definition", {
    fr: `définition de rapport : ${file} : ${reason}`,
    ar: `تعريف التقرير: ${file}: ${reason}`,
    en: `report definition: ${file}: ${reason}`,
  });

/** Reads one definition; throws `report_definition` with the place of the first fault. */
export function readDefinition(file: string, text: string): Definition {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw badDefinition(file, error instanceof Error ? error.message : String(error));
  }
  const parsed = definitionSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw badDefinition(file, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
  }
  const part = ownersPart(parsed.data);
  const fault = dangling(parsed.data) ?? (part === null ? null : dangling(part));
  if (fault !== null) throw badDefinition(file, fault);
  return parsed.data;
}

/** The first name of an answer that no question gives. */
function dangling(definition: Definition): string | null {
  const used = JSON.stringify([definition.kpis, definition.sentences, definition.sections]);
  for (const [, ask] of used.matchAll(/"([A-Za-z][A-Za-z0-9]*)\.[a-z0-9_]+"/gu)) {
    if (ask !== undefined && definition.asks[ask] === undefined) return `asks: ${ask} is not asked`;
  }
  for (const block of definition.sections.flatMap((section) => section.blocks)) {
    const ask = "chart" in block ? block.ask : "table" in block ? block.rows : null;
    if (ask !== null && definition.asks[ask] === undefined) return `asks: ${ask} is not asked`;
  }
  return null;
}

/** Every definition of the folder, by name. Adding a report is adding its file. */
export function loadDefinitions(folder: string = FOLDER): readonly Definition[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => {
      const definition = readDefinition(file, readFileSync(join(folder, file), "utf8"));
      if (`${definition.name}.json` !== file) throw badDefinition(file, `name: ${definition.name}`);
      return definition;
    });
}
