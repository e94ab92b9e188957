import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { createDoor } from "#warehouse/door/index.ts";
import { manifestSchema } from "#warehouse/door/manifest.ts";
import { readCatalog } from "#warehouse/door/opened.ts";
import { type Answer, type Cell, PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import type { ReleaseHandle, Releases } from "#warehouse/release/index.ts";
import { type Question, questions } from "./questions.ts";

const NATIONAL = { ...PUBLIC_VIEWER, role: "national" as const };
const theirAnswer = z.object({
  id: z.string(),
  columns: z.array(z.string()).default([]),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))).default([]),
  error: z.string().optional(),
});
type TheirAnswer = z.output<typeof theirAnswer>;

export interface Compared {
  readonly id: string;
  readonly rows: number;
  /** What differs, at most a few lines; empty when nothing does. */
  readonly differences: readonly string[];
}

/** Asks both `count` questions, spread over all metrics, on one release, and compares their rows. */
export async function compared(
  releases: Pick<Releases, "current">,
  python: string,
  count: number,
  among: (metric: string) => boolean = () => true,
): Promise<readonly Compared[]> {
  const release = await releases.current();
  try {
    const catalog = await readCatalog(release, () => undefined);
    const semantic: unknown = JSON.parse(readFileSync(join(release.dir, "semantic.json"), "utf8"));
    const all = questions(catalog, manifestSchema.parse(semantic)).filter((one) => among(one.id));
    const asked = Array.from({ length: Math.min(count, all.length) }, (_, index) => {
      return all[Math.floor((index * all.length) / Math.min(count, all.length))];
    }).filter((one) => one !== undefined);
    const theirs = await metricflow(release, python, asked);
    const door = createDoor({ releases, settings: { queryTimeoutMs: 60_000 } });
    const results: Compared[] = [];
    for (const one of asked) {
      const answer = await door.ask(one.spec, NATIONAL);
      const found = differences(one, answer, theirs.get(one.id));
      results.push({ id: one.id, rows: answer.rows.length, differences: found });
    }
    return results;
  } finally {
    release.release();
  }
}

function metricflow(
  release: ReleaseHandle,
  python: string,
  asked: readonly Question[],
): Promise<ReadonlyMap<string, TheirAnswer>> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, "ask.py");
    const child = spawn(
      python,
      [script, join(release.dir, "semantic.json"), join(release.dir, "warehouse.duckdb")],
      {
        stdio: ["pipe", "pipe", "pipe"],
      },
    );
    const [out, told]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => told.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code !== 0)
        return reject(new Error(`metricflow: ${Buffer.concat(told).toString("utf8").slice(-2000)}`));
      const lines = Buffer.concat(out).toString("utf8").trim().split("\n");
      const answers = lines.map((line) => theirAnswer.parse(JSON.parse(line)));
      resolve(new Map(answers.map((answer) => [answer.id, answer])));
    });
    child.stdin.end(JSON.stringify(asked.map((one) => one.theirs)));
  });
}

function differences(question: Question, answer: Answer, their: TheirAnswer | undefined): readonly string[] {
  if (their === undefined) return ["no answer"];
  if (their.error !== undefined) return [their.error];
  const [metric = ""] = question.spec.metrics;
  const keys = question.spec.groupBy ?? [];
  const theirKeys = question.theirs.group_by.map((name) => their.columns.indexOf(name));
  const theirFigure = their.columns.indexOf(metric);
  if (theirFigure < 0 || theirKeys.includes(-1)) return [`columns: ${their.columns.join(", ")}`];

  const ours = new Map<string, Cell>();
  for (const row of answer.rows) {
    const key = keys.map((name) => row[name] ?? null);
    if (row[metric] !== null && !(question.lenient.nullKeys && key.includes(null)))
      ours.set(JSON.stringify(key.map(String)), row[metric] ?? null);
  }
  const found: string[] = [];
  const seen = new Set<string>();
  for (const row of their.rows) {
    const figure = row[theirFigure] ?? null;
    const cells = theirKeys.map((place, index) => period(keys[index] ?? "", row[place] ?? null));
    if (figure === null || (question.lenient.nullKeys && cells.includes(null))) continue;
    const key = JSON.stringify(cells.map(String));
    seen.add(key);
    const own = ours.get(key);
    if (own === undefined) {
      if (!question.lenient.more) found.push(`${key}: ${figure} there, nothing here`);
    } else if (!near(Number(own), Number(figure))) found.push(`${key}: ${String(own)} here, ${figure} there`);
  }
  for (const [key, figure] of ours)
    if (!seen.has(key)) found.push(`${key}: ${String(figure)} here, nothing there`);
  return found.slice(0, 5);
}

/** A period as we write it, of its first day. */
function period(name: string, cell: Cell): Cell {
  if (typeof cell !== "string") return cell;
  if (name === "year") return Number(cell.slice(0, 4));
  if (name === "month") return cell.slice(0, 7);
  return name === "quarter" ? `${cell.slice(0, 4)}-Q${Math.ceil(Number(cell.slice(5, 7)) / 3)}` : cell;
}

/** Doubles are rounded here at six digits and there not at all; money and counts are the same to the digit. */
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a)) * 0.51;
