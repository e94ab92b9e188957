import type { Lang } from "#warehouse/text.ts";
import type { Period } from "../definition/period.ts";
import type { Input, Issue, KeyFigures, Names } from "../document/build.ts";

/** What every report of a batch shares: sent to a worker once. */
export interface Shared {
  readonly definition: string;
  readonly period: Period;
  readonly names: Names;
  /** Where the files go. */
  readonly folder: string;
}
/** One territory's reports, in every language asked for. */
export interface Task {
  readonly territory: Input["territory"];
  readonly answers: Input["answers"];
  readonly issue: Issue;
  readonly files: readonly { readonly lang: Lang; readonly file: string }[];
}
export interface Done {
  readonly files: readonly {
    readonly lang: Lang;
    readonly file: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly pages: number;
  }[];
}
export type Reply = { readonly done: Done } | { readonly error: string };
export interface Pending extends Task {
  readonly hash: string;
  readonly kpis: KeyFigures;
  readonly revision: number;
}
