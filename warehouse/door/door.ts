import { tmpdir } from "node:os";
import type { RawStore } from "../raw/index.ts";
import type { ReleaseHandle } from "../release/types.ts";
import { answerOf, headIn, headOf, type Result, resultOf } from "./answer.ts";
import { createCache } from "./cache.ts";
import { compile } from "./compile.ts";
import { execute } from "./execute.ts";
import { faults } from "./faults.ts";
import { joined, partsOf } from "./forms/index.ts";
import { createGate } from "./gate.ts";
import { DOOR_LIMITS, type DoorLimits } from "./limits.ts";
import { explainCell } from "./lineage/cell.ts";
import { explain } from "./lineage/metric.ts";
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
import {
  type Answer,
  type AnswerHead,
  type Door,
  type Encoded,
  type Format,
  PUBLIC_VIEWER,
  type QuerySpec,
  type Viewer,
} from "./types.ts";

export interface DoorOptions {
  readonly releases: { current(): Promise<ReleaseHandle> };
  /** The installation's settings, of which the door's limits are a part; what is missing keeps its default. */
  readonly settings?: object & Partial<DoorLimits>;
  /** False to answer from the models' own tables alone: the rollups give the same, sooner. */
  readonly rollups?: boolean;
  /** Rows that an answer may have and still be made in one piece. */
  readonly wholeRows?: number;
  /** Folder for files that are being made; the system's own by default. */
  readonly temp?: string;
  /** Where the accepted exports are, so that a figure is followed to its lines; without it, to its files. */
  readonly raw?: RawStore | null;
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
  wholeRows = 4_000,
  temp = tmpdir(),
  raw = null,
  onFault = () => undefined,
}: DoorOptions): Door {
  const limits: DoorLimits = { ...DOOR_LIMITS, ...picked(settings) };
  const gate = createGate({ running: limits.queryConcurrency, waiting: limits.queryQueue });
  const cache = createCache<Kept>(limits.queryCacheBytes);
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
    const scope = scopeOf(viewer);
    const statement = compile(catalog, asked, scope, at.asOf, limits.queryMaxRows);
    const table = await run(at, statement);
    if (table.rows > limits.queryMaxRows) throw faults.tooManyRows(limits.queryMaxRows);
    const release = { id: at.handle.id, sample: at.handle.manifest.sample };
    return resultOf(headOf(release, scope, asked, spec), at.catalog, asked, table);
  };

  const kept = async <K extends Kept["kind"]>(
    given: QuerySpec,
    viewer: Viewer,
    form: string,
    make: (result: Result) => Promise<{ value: Kept; bytes: number }>,
    kinds: readonly K[],
  ): Promise<Extract<Kept, { kind: K }>> => {
    const spec = parseSpec(given);
    const scope = scopeOf(viewer);
    return opened(async (at) => {
      const key = `${at.handle.id} ${scopeKey(scope)} ${form} ${canonical(spec)}`;
      const value = await cache.get(key, async () => make(await compute(at, spec, viewer)));
      if (!isKind(value, kinds)) throw new TypeError(`cache: ${form}`);
      return value;
    });
  };
  const encode = async (spec: QuerySpec, viewer: Viewer, format: Format): Promise<Encoded> => {
    const found = await kept(
      spec,
      viewer,
      format,
      async (result) => {
        const parts = (): AsyncIterable<Uint8Array> => partsOf(result, format, temp);
        if (result.table.rows > wholeRows && PARTED.has(format))
          return { value: { kind: "long", head: headIn(result), parts }, bytes: weight(result) };
        // A workbook or a Parquet file is work for the processor: it waits for its turn as questions do.
        const bytes = await (PARTED.has(format) ? joined(parts()) : gate.run(() => joined(parts())));
        return { value: { kind: "bytes", head: headIn(result), bytes }, bytes: bytes.byteLength };
      },
      ["bytes", "long"],
    );
    if (found.kind === "long") return { ...found.head, bytes: null, chunks: found.parts };
    return { ...found.head, bytes: found.bytes, chunks: () => slices(found.bytes) };
  };

  return {
    ask: async (spec, viewer) => {
      const make = async (result: Result) => {
        const value: Kept = { kind: "answer", answer: answerOf(result) };
        return { value, bytes: weight(result) };
      };
      return (await kept(spec, viewer, "answer", make, ["answer"])).answer;
    },
    encode,
    stream: async (spec, viewer, format) => {
      const { bytes, chunks } = await encode(spec, viewer, format);
      return bytes ?? joined(chunks());
    },
    metrics: (viewer = PUBLIC_VIEWER) =>
      opened(async (at) => [...visibleMetrics(at.catalog, viewer).values()].map((metric) => metric.info)),
    dimensions: () => opened(async (at) => [...at.catalog.dimensions.values()]),
    territories: (filter, viewer) => opened((at) => territories(at, run, filter, scopeOf(viewer))),
    rankings: (filter, viewer) => opened((at) => rankings(at, run, filter, viewer)),
    rows: (spec, viewer) => opened((at) => rows(at, run, spec, viewer, limits.queryMaxRows)),
    explain: (metric, viewer) => opened((at) => explain(at, run, metric, viewer)),
    explainCell: (request, viewer) => {
      const spec = parseSpec(request.spec);
      const reading = { raw, temp, timeoutMs: limits.queryTimeoutMs };
      return opened((at) => explainCell(at, run, { ...request, spec }, viewer, reading));
    },
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

/** What is kept of an answer: objects, bytes, or for a long one what its parts are made from. */
type Kept =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "bytes"; readonly head: AnswerHead; readonly bytes: Uint8Array }
  | { readonly kind: "long"; readonly head: AnswerHead; parts(): AsyncIterable<Uint8Array> };

const isKind = <K extends Kept["kind"]>(
  value: Kept,
  kinds: readonly K[],
): value is Extract<Kept, { kind: K }> => (kinds as readonly string[]).includes(value.kind);

/** Forms that can be made part by part. */
const PARTED: ReadonlySet<Format> = new Set(["json", "columns", "csv", "xlsx"]);
const SLICE = 2 ** 18;

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += SLICE) yield bytes.subarray(at, at + SLICE);
}

/** What an answer weighs as objects, roughly: V8 keeps a cell in about this much. */
const weight = (result: Result): number => 4096 + result.table.rows * (64 + result.table.columns.length * 40);

function picked(settings: Partial<DoorLimits> | undefined): Partial<DoorLimits> {
  const given = settings ?? {};
  const names = Object.keys(DOOR_LIMITS) as (keyof DoorLimits)[];
  return Object.fromEntries(
    names.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
  );
}
