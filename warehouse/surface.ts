import type { Router } from "express";
import type { Logger } from "pino";
import type { ZodType } from "zod";
import type { Clock } from "./clock.ts";
import type { Door, Role } from "./door/types.ts";
import type { Home } from "./home.ts";
import type { ReleaseHandle } from "./release/types.ts";
import type { Settings } from "./settings.ts";
import type { Audit } from "./state/audit.ts";
import type { Lang, Text } from "./text.ts";

export type Messages = Readonly<Record<string, string>>;

/** What a surface is handed when it serves. */
export interface Context {
  readonly settings: Settings;
  readonly home: Home;
  readonly clock: Clock;
  readonly log: Logger;
  readonly door: Door;
  /** The release being served now; hold it for one request, then let go. */
  release(): Promise<ReleaseHandle>;
  /** Absolute address of the site, without a trailing slash: BAYAN_PUBLIC_URL or the bound host. */
  readonly publicUrl: string;
  /** What has to be written down, and the published heads of the log. */
  readonly audit: Audit;
  /** What came of the exports of each source; left out where nothing is taken in, as in tests. */
  sources?(): SourcesHealth;
  /** Every surface's menu entries, joined and ordered. */
  readonly nav: readonly NavItem[];
  /** Every surface's messages, joined: `messages[lang][key]`. */
  readonly messages: Readonly<Record<Lang, Messages>>;
}

/** What pipelines know of the exports of every table, whatever of them a release holds. */
export interface SourcesHealth {
  readonly tables: readonly {
    readonly system: string;
    readonly table: string;
    readonly exports: number;
    readonly rows_in: number;
    readonly rows_loaded: number;
    readonly rows_refused: number;
    /** When the latest accepted export was drawn, ISO; null where there is none. */
    readonly last_export: string | null;
    /** The next export is overdue by the contract's frequency. */
    readonly late: boolean;
    /** Changes of form that are not settled. */
    readonly drift: readonly {
      readonly code: string;
      readonly column: string | null;
      readonly detail: string;
      readonly rule: "warn" | "stop";
      readonly file: string;
      readonly period: string;
    }[];
    /** Marks from 0 to 1, and what would raise them most; null before the first export. */
    readonly maturity: {
      readonly reliability: number;
      readonly integrity: number;
      readonly traceability: number;
      readonly step: string | null;
    } | null;
  }[];
  /** What the codes of drift and the steps mean. */
  readonly words: Readonly<Record<"code" | "step", Readonly<Record<string, Text>>>>;
}

export interface NavItem {
  /** Without the language: `/tableaux/budget`. */
  readonly path: string;
  readonly label: string;
  readonly roles: readonly Role[];
  readonly order: number;
}

/** What a release step is handed while a release is being made; nothing is public yet. */
export interface Build {
  readonly id: string;
  /** The release's folder under construction; write below `dir` only. */
  readonly dir: string;
  /** The release's DuckDB file: closed, checkpointed, tables only. Open it read-only. */
  readonly database: string;
  readonly sample: boolean;
  /** Last month that the data covers, `2026-10`. */
  readonly until: string;
  readonly settings: Settings;
  readonly home: Home;
  readonly clock: Clock;
  readonly log: Logger;
  /** The release before, made by this very code; null where there is none. */
  readonly before: {
    readonly id: string;
    readonly dir: string;
    /** Those of its tables whose rows stand. */
    readonly stands: ReadonlySet<string>;
    /** Those of which only some years differ, by the values of a column, each with these. */
    readonly renewed: { readonly by: string; readonly tables: ReadonlyMap<string, readonly number[]> };
  } | null;
}

export interface ReleaseFile {
  /** Relative to the release's folder, with `/`. */
  readonly path: string;
  readonly public: boolean;
  /** Its hash, where who wrote it has read it already. */
  readonly sha256?: string;
}

export interface ReleaseStep {
  readonly name: string;
  readonly after: readonly string[];
  /** Work that needs nothing of the release: it begins while dbt runs. A fault of it is told by `run`. */
  prepare?(): Promise<unknown>;
  run(build: Build): Promise<readonly ReleaseFile[]>;
}

export interface Job {
  readonly name: string;
  readonly cronUtc: string;
  /** The period that a run at `now` belongs to: the ledger holds each (job, period) once. */
  period(now: Date): string;
  run(ctx: Context, period: string): Promise<void>;
}

/** Tables taken over from a release that passed a check, each with its years that were not: none, and it stands whole. */
export type Proved = ReadonlyMap<string, readonly number[]>;

/** A check that `bayan verify` runs on a release; it says which silent failure it prevents. */
export interface Check {
  readonly name: string;
  readonly prevents: Text;
  run(release: ReleaseHandle, proved?: Proved): Promise<readonly Text[]>;
}

export interface DatasetDefinition {
  readonly slug: string;
  readonly title: Text;
  readonly description: Text;
  /** A mart's query, with a total order; its columns must be publishable. */
  readonly sql: string;
}

export interface ReportDefinition {
  readonly name: string;
  readonly title: Text;
  run(
    ctx: { readonly door: Door; readonly release: ReleaseHandle; readonly clock: Clock },
    request: {
      readonly territory: string;
      readonly period: string;
      readonly lang: Lang;
      readonly format: "pdf" | "html" | "xlsx";
    },
  ): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string; readonly pages: number | null }>;
}

/** An address as the OpenAPI document tells it. A test holds every route of every surface to one. */
export interface RouteDoc {
  readonly method?: "get" | "post";
  /** As Express has it, `:name` for a part; where `localized`, without the language that stands before it. */
  readonly path: string;
  readonly localized?: boolean;
  /** The router's own pattern, where it is not the path: one pattern may stand for several addresses. */
  readonly route?: string;
  /** Unique in the document. */
  readonly id: string;
  readonly summary: Text;
  /** Parts of the path, each described. */
  readonly parts?: Readonly<Record<string, ZodType>>;
  /** Query parameters, each described. */
  readonly query?: Readonly<Record<string, ZodType>>;
  /** Fields of a form, or a JSON body. */
  readonly body?: { readonly type: string; readonly schema: ZodType };
  /** What comes back, by media type; null for what has no schema: pages, files, tiles. */
  readonly responses: Readonly<Record<string, ZodType | null>>;
  /** Other answers than 200 and errors: 204, 302, 303. */
  readonly also?: readonly number[];
  /** Errors that it may give, beside 429 and 503, which any may. */
  readonly errors?: readonly number[];
}

/** What a room hands to `pipelines/cli/compose.ts`, the only place that knows them all. */
export interface Surface {
  readonly name: string;
  readonly messages: Readonly<Record<Lang, Messages>>;
  readonly nav: readonly NavItem[];
  routes(ctx: Context): Router;
  /** Work on the release being served that its first readers should not wait for; a server does it once for each. */
  ahead?(ctx: Context): Promise<void>;
  /** Each of these routes, for the OpenAPI document. */
  readonly contract?: readonly RouteDoc[];
  readonly releaseSteps?: readonly ReleaseStep[];
  readonly jobs?: readonly Job[];
  readonly datasets?: readonly DatasetDefinition[];
  readonly reports?: readonly ReportDefinition[];
  readonly checks?: readonly Check[];
}
