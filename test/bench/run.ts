import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PROJECT_ROOT } from "#warehouse/home.ts";

/** One figure beside its reference, both taken in the same call on the same files. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly reference: number;
  /** value ÷ reference: what is quoted and kept. */
  readonly ratio: number;
  /** The ratio that may not be passed, or null where a figure is only told. */
  readonly bar: number | null;
  readonly unit: string;
}
export interface BenchContext {
  readonly scale: number;
  /** A folder that the bench may fill; it is removed at the end. */
  readonly work: string;
}

const BENCHES: Readonly<
  Record<string, () => Promise<{ bench(ctx: BenchContext): Promise<readonly Figure[]> }>>
> = {
  index: () => import("./index.ts"),
  catalogue: () => import("./catalogue.ts"),
  finance: () => import("./finance.ts"),
  load: () => import("./load.ts"),
  flow: () => import("./flow.ts"),
  api: () => import("./api.ts"),
  crowd: () => import("./crowd.ts"),
  reports: () => import("./reports.ts"),
  geo: () => import("./geo.ts"),
  browser: () => import("./browser.ts"),
  alerts: () => import("./alerts.ts"),
  forecast: () => import("./forecast.ts"),
  projects: () => import("./projects.ts"),
  scale: () => import("./scale.ts"),
  processes: () => import("./processes.ts"),
};
const HISTORY = join(PROJECT_ROOT, "test/bench/history.json");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { scale: { type: "string", default: "1" }, keep: { type: "boolean", default: false } },
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const scale = Number(values.scale);
const work = join(tmpdir(), `bayan-bench-${process.pid}`);
const history = existsSync(HISTORY)
  ? (JSON.parse(readFileSync(HISTORY, "utf8")) as Record<string, unknown>[])
  : [];
let missed = 0;
mkdirSync(work, { recursive: true });
try {
  for (const name of names) {
    const load = BENCHES[name];
    if (load === undefined) throw new Error(`bench: ${name}: known are ${Object.keys(BENCHES).join(", ")}`);
    const { bench } = await load();
    for (const figure of await bench({ scale, work: join(work, name) })) {
      const late = figure.bar !== null && figure.ratio > figure.bar;
      if (late) missed += 1;
      const bar = figure.bar === null ? "" : ` (bar ${figure.bar}${late ? ", MISSED" : ""})`;
      process.stdout.write(
        `${name.padEnd(6)} ${figure.name.padEnd(58)} ${figure.value.toFixed(2)} ${figure.unit} against ${figure.reference.toFixed(2)}: ratio ${figure.ratio.toFixed(2)}${bar}\n`,
      );
      history.push({
        bench: name,
        name: figure.name,
        scale,
        ratio: Number(figure.ratio.toFixed(3)),
        bar: figure.bar,
      });
    }
  }
  writeFileSync(HISTORY, `[\n${history.map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]\n`);
} finally {
  if (!values.keep) rmSync(work, { recursive: true, force: true });
}
process.exitCode = missed > 0 ? 1 : 0;
