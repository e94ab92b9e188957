import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Door, PUBLIC_VIEWER, type TerritoryItem, type Viewer } from "#warehouse/door/types.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Lang } from "#warehouse/text.ts";
import { type Archive, type ArchivedReport, archiveKey } from "../archive/archive.ts";
import { reportFile } from "../archive/files.ts";
import { answersOfAll } from "../definition/answers.ts";
import type { Period } from "../definition/period.ts";
import type { Definition, Level } from "../definition/schema.ts";
import { dataHash, type Input, type Issue, keyFigures } from "../document/build.ts";
import { namesOf } from "../make.ts";
import { openPool } from "./pool.ts";
import type { Pending } from "./task.ts";

export interface BatchRequest {
  readonly definition: Definition;
  readonly period: Period;
  readonly levels: readonly Level[];
  readonly langs: readonly Lang[];
  readonly issue: Issue;
  /** The folder of all reports; files lie below it by name and period. */
  readonly root: string;
  readonly workers: number;
  readonly viewer?: Viewer;
  readonly onProgress?: (made: number, of: number) => void;
}
export interface BatchResult {
  readonly made: number;
  /** Kept from an earlier run: the same figures, the file in place. */
  readonly kept: number;
  /** Made again because their figures changed. */
  readonly revised: number;
}
/** Files that one transaction of the archive tells of: a run that is killed makes at most these again. */
const TOGETHER = 64;

/**
 * Makes a period's reports for every territory of the levels: each question is asked once for all of them, drawn
 * and typeset by workers. What an earlier run finished is kept, so a killed run goes on where it was; figures that
 * changed since give a revision that says what changed.
 */
export async function makeAll(door: Door, archive: Archive, request: BatchRequest): Promise<BatchResult> {
  const { definition, period, langs, issue } = request;
  const viewer = request.viewer ?? PUBLIC_VIEWER;
  const names = await namesOf(door, viewer);
  const below = join(definition.name, period.text);
  const folder = join(request.root, below);
  mkdirSync(folder, { recursive: true });
  const known = archive.latest(definition.name, period.text);
  const pending: Pending[] = [];
  let kept = 0;
  for (const level of request.levels) {
    const answers = await answersOfAll(door, definition, period, level, viewer);
    for (const unit of await territoriesOf(door, level, viewer)) {
      const territory: Input["territory"] = { ...unit, level };
      const input: Input = { definition, period, names, territory, answers: answers(unit.code), issue };
      const wanted = { ...input, hash: dataHash(input), kpis: keyFigures(input) };
      const due = dueOf(wanted, langs, known, request.root, below);
      kept += langs.length - (due?.files.length ?? 0);
      if (due !== null) pending.push(due);
    }
  }
  const pool = openPool({ definition: definition.name, period, names, folder }, request.workers);
  const finished: Omit<ArchivedReport, "made_at">[] = [];
  const faults: string[] = [];
  const total = pending.reduce((sum, { files }) => sum + files.length, 0);
  let made = 0;
  try {
    await Promise.all(
      pending.map(async (task) => {
        const { hash, kpis, revision, ...sent } = task;
        try {
          const { files } = await pool.run(sent);
          for (const { file, ...facts } of files) {
            const path = `${definition.name}/${period.text}/${file}`;
            const key = { name: definition.name, territory: task.territory.code, period: period.text };
            finished.push({
              ...key,
              ...facts,
              format: "pdf",
              revision,
              release: issue.release,
              hash,
              path,
              kpis,
            });
          }
          made += files.length;
          request.onProgress?.(made, total);
          if (finished.length >= TOGETHER) archive.add(finished.splice(0));
        } catch (error) {
          faults.push(`${task.territory.code}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }),
    );
    archive.add(finished.splice(0));
  } finally {
    await pool.close();
  }
  if (faults.length > 0) throw incomplete(definition.name, total - made, faults[0] ?? "");
  const revised = pending
    .filter(({ revision }) => revision > 0)
    .reduce((sum, { files }) => sum + files.length, 0);
  return { made, kept, revised };
}

/** What is left to make for one territory; null where every language stands with these very figures. */
function dueOf(
  wanted: Input & Pick<Pending, "hash" | "kpis">,
  langs: readonly Lang[],
  known: ReadonlyMap<string, ArchivedReport>,
  root: string,
  below: string,
): Pending | null {
  const { definition, period, territory, answers, issue, hash, kpis } = wanted;
  const before = langs.map((lang) => known.get(archiveKey(territory.code, lang)));
  const [old] = before.filter((report) => report !== undefined && report.hash !== hash);
  const revision =
    old === undefined ? Math.max(0, ...before.map((report) => report?.revision ?? 0)) : old.revision + 1;
  const files = langs
    .filter((_, at) => {
      const report = before[at];
      return report === undefined || report.hash !== hash || !existsSync(join(root, report.path));
    })
    .map((lang) => {
      const request = { territory: territory.code, period: period.text, lang, format: "pdf" };
      return { lang, file: reportFile(definition.name, request, issue.sample, revision) };
    });
  if (files.length === 0 || below === "") return null;
  const again =
    old === undefined ? {} : { revision: { number: revision, replaces: old.release, kpis: old.kpis } };
  return { territory, answers, files, hash, kpis, revision, issue: { ...issue, ...again } };
}

async function territoriesOf(
  door: Door,
  level: Level,
  viewer: Viewer,
): Promise<readonly Pick<TerritoryItem, "code" | "name_fr" | "name_ar" | "name_en">[]> {
  const units = await door.territories({ level }, viewer);
  // A préfecture d'arrondissements has a governor and no council: nothing to report on.
  return units
    .filter((unit) => level !== "province" || unit.collectivity_type === "province")
    .map(({ code, name_fr, name_ar, name_en }) => ({ code, name_fr, name_ar, name_en }));
}

const incomplete = (name: string, missing: number, first: string): BayanError =>
  new BayanError("reports_incomplete", {
    fr: `rapports ${name} : ${missing} n'ont pas pu être faits ; le premier : ${first}`,
    ar: `تقارير ${name}: تعذر إعداد ${missing} منها؛ أولها: ${first}`,
    en: `reports ${name}: ${missing} could not be made; the first: ${first}`,
  });
