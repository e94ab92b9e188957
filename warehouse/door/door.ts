import type { ReleaseHandle } from "../release/types.ts";
import { answerOf, type Result, resultOf } from "./answer.ts";
import { arrowOf } from "./arrow.ts";
import { createCache } from "./cache.ts";
import { compile } from "./compile.ts";
import { csvOf } from "./csv.ts";
import { execute } from "./execute.ts";
import { faults } from "./faults.ts";
import { createGate } from "./gate.ts";
import { DOOR_LIMITS, type DoorLimits } from "./limits.ts";
import { explain } from "./lineage.ts";
import { createOpener, type Opened } from "./opened.ts";
import { scopeKey, scopeOf } from "./policy.ts";
import { rankings } from "./rankings.ts";
import { resolve, visibleMetrics } from "./resolve.ts";
import { rows } from "./rows.ts";
import { sources } from "./sources.ts";
import { canonical, parseSpec } from "./spec.ts";
import type { Query } from "./sql/ast.ts";
import { print, type Statement } from "./sql/print.ts";
import type { Table } from "./table.ts";
import { territories } from "./territories.ts";
import { type Answer, type Door, type Format, PUBLIC_VIEWER, type QuerySpec, type Viewer } from "./types.ts";

export interface DoorOptions {
  readonly releases: { current(): Promise<ReleaseHandle> };
  /** The installation's settings, of which the door's limits are a part; what is missing keeps its default. */
  readonly settings?: object & Partial<DoorLimits>;
  /** False to answer from the models' own tables alone: the rollups give the same, sooner. */
  readonly rollups?: boolean;
  /** Told of a metric that a release defines and cannot answer. */
  readonly onFault?: (fault: string) => void;
}

/** Runs a statement of the door's own on a release, under its deadline and behind its gate. */
export type Run = (opened: Opened, query: Query | Statement) => Promise<Table>;

/** Opens the one way to a figure. Nothing is read until the first question. */
export function createDoor({
  releases,
  settings,
  rollups = true,
  onFault = () => undefined,
}: DoorOptions): Door {
  const limits: DoorLimits = { ...DOOR_LIMITS, ...picked(settings) };
  const gate = createGate({ running: limits.queryConcurrency, waiting: limits.queryQueue });
  const cache = createCache<Answer | Uint8Array>(limits.queryCacheBytes);
  const opened = createOpener(releases, onFault);

  const run: Run = (at, query) =>
    gate.run(async () => {
      const { connection, done } = await at.handle.connect();
      try {
        return await execute(connection, "sql" in query ? query : print(query), limits.queryTimeoutMs);
      } finally {
        done();
      }
    });

  const compute = async (at: Opened, spec: QuerySpec, viewer: Viewer): Promise<Result> => {
    const asked = resolve(at.catalog, spec, viewer);
    const catalog = rollups ? at.catalog : { ...at.catalog, rollups: [] };
    const statement = compile(catalog, asked, scopeOf(viewer), at.asOf, limits.queryMaxRows);
    const table = await run(at, statement);
    if (table.rows > limits.queryMaxRows) throw faults.tooManyRows(limits.queryMaxRows);
    return resultOf({ id: at.handle.id, sample: at.handle.manifest.sample }, at.catalog, asked, table);
  };

  const answered = async <T extends Answer | Uint8Array>(
    given: QuerySpec,
    viewer: Viewer,
    form: string,
    make: (result: Result) => { value: T; bytes: number },
    is: (value: Answer | Uint8Array) => value is T,
  ): Promise<T> => {
    const spec = parseSpec(given);
    const scope = scopeOf(viewer);
    return opened(async (at) => {
      const key = `${at.handle.id} ${scopeKey(scope)} ${form} ${canonical(spec)}`;
      const value = await cache.get(key, async () => make(await compute(at, spec, viewer)));
      if (!is(value)) throw new TypeError(`cache: ${form}`);
      return value;
    });
  };

  return {
    ask: (spec, viewer) =>
      answered(
        spec,
        viewer,
        "answer",
        (result) => ({ value: answerOf(result), bytes: weight(result) }),
        isAnswer,
      ),
    stream: (spec, viewer, format) =>
      answered(
        spec,
        viewer,
        format,
        (result) => {
          const value = ENCODERS[format](result);
          return { value, bytes: value.byteLength };
        },
        isBytes,
      ),
    metrics: (viewer = PUBLIC_VIEWER) =>
      opened(async (at) => [...visibleMetrics(at.catalog, viewer).values()].map((metric) => metric.info)),
    dimensions: () => opened(async (at) => [...at.catalog.dimensions.values()]),
    territories: (filter, viewer) => opened((at) => territories(at, run, filter, scopeOf(viewer))),
    rankings: (filter, viewer) => opened((at) => rankings(at, run, filter, viewer)),
    rows: (spec, viewer) => opened((at) => rows(at, run, spec, viewer, limits.queryMaxRows)),
    explain: (metric, viewer) => opened((at) => explain(at, run, metric, viewer)),
    sources: () => opened((at) => sources(at, run)),
    status: () => ({
      running: gate.running,
      waiting: gate.waiting,
      cacheBytes: cache.bytes,
      cacheHits: cache.hits,
      cacheMisses: cache.misses,
    }),
  };
}

const utf8 = new TextEncoder();
const ENCODERS: Readonly<Record<Format, (result: Result) => Uint8Array>> = {
  json: (result) => utf8.encode(JSON.stringify(answerOf(result))),
  csv: (result) => utf8.encode(csvOf(result)),
  arrow: arrowOf,
};

const isBytes = (value: Answer | Uint8Array): value is Uint8Array => value instanceof Uint8Array;
const isAnswer = (value: Answer | Uint8Array): value is Answer => !(value instanceof Uint8Array);

/** What an answer weighs as objects, roughly: V8 keeps a cell in about this much. */
const weight = (result: Result): number => 4096 + result.table.rows * (64 + result.table.columns.length * 40);

function picked(settings: Partial<DoorLimits> | undefined): Partial<DoorLimits> {
  const given = settings ?? {};
  const names = Object.keys(DOOR_LIMITS) as (keyof DoorLimits)[];
  return Object.fromEntries(
    names.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
  );
}
