import type { Lang } from "#warehouse/text.ts";
import type { FormatName } from "../definition/schema.ts";

/** A figure as it is printed, with the number behind it: XLSX holds the number, paper the text. */
export interface Cell {
  readonly text: string;
  /** Decimal text for money, a number otherwise; null where there is none. */
  readonly value: string | number | null;
  readonly format: FormatName;
}
export interface Kpi {
  readonly label: string;
  /** Address of the card that defines it; empty for none. Absolute where the site's public address is known. */
  readonly card: string;
  readonly cell: Cell;
  readonly note: string;
}
export interface ChartPart {
  readonly kind: "chart";
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly alt: string;
  readonly svg: string;
  readonly legend: readonly { readonly name: string; readonly stroke: string; readonly dash: string }[];
}
export interface TablePart {
  readonly kind: "table";
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly columns: readonly { readonly label: string; readonly numeric: boolean; readonly card: string }[];
  readonly rows: readonly {
    readonly kind: "group" | "row" | "total";
    readonly label: string;
    readonly cells: readonly Cell[];
  }[];
  readonly empty: string;
}
export interface TextPart {
  readonly kind: "text";
  readonly text: string;
}
export type Part = ChartPart | TablePart | TextPart;

/** What every part says of its origin, and what the reader of a re-issue is told. */
export interface Document {
  readonly lang: Lang;
  readonly name: string;
  readonly title: string;
  readonly kicker: string;
  readonly place: string;
  readonly placeOther: string;
  readonly code: string;
  readonly period: string;
  readonly periodShort: string;
  readonly publisher: string;
  readonly release: string;
  readonly sample: boolean;
  readonly watermark: string;
  /** Who may read it, where that is not everyone. */
  readonly restricted: string;
  /** Said on the first page: late sources, a revision and what it changed. */
  readonly notices: readonly string[];
  readonly sentences: readonly string[];
  readonly kpis: readonly Kpi[];
  readonly sections: readonly { readonly title: string; readonly parts: readonly Part[] }[];
  readonly method: readonly string[];
  /** Each metric that it tells, with the absolute address of the card that defines it. */
  readonly cards: readonly { readonly label: string; readonly card: string }[];
  /** Absolute where the site's public address is known, else a path. */
  readonly link: string;
  readonly words: Readonly<Record<string, string>>;
  /** sha256 of the answers that the report is made of: the same in every language and format. */
  readonly hash: string;
}
