import {
  type Column,
  column,
  date,
  type Rule,
  say,
  type Table,
  type TerritoryLevel,
  table,
  territory,
  timestamp,
} from "./contract.ts";
import { identifier, op, updatedAt } from "./labels.ts";

/** The owner of every system that the directorate runs itself. */
export const DGCT = say(
  "Direction générale des collectivités territoriales",
  "المديرية العامة للجماعات الترابية",
  "Directorate-General of Territorial Collectivities",
);

/** Whose the row is, of these levels of the territory. */
export const council = (...levels: TerritoryLevel[]): Column =>
  column(
    "ct_code",
    "collectivity_code",
    territory(...(levels.length > 0 ? levels : (["region", "province", "commune"] as const))),
    say("Collectivité territoriale", "الجماعة الترابية", "Territorial collectivity"),
  );

/** A number of one case: it tells a file apart, and is never published. */
export const caseNumber = (source: string, name: string): Column =>
  column(source, name, identifier, say("Numéro", "الرقم", "Number"), { publish: false });

/** An instant of a case's life; the first step is there from the start, later ones come. */
export const step = (source: string, name: string, fr: string, ar: string, en: string): Column =>
  column(source, name, timestamp, say(fr, ar, en), { nullable: true });
export const firstStep = (source: string, name: string, fr: string, ar: string, en: string): Column =>
  column(source, name, timestamp, say(fr, ar, en));
export const day = (source: string, name: string, fr: string, ar: string, en: string): Column =>
  column(source, name, date, say(fr, ar, en), { nullable: true });
export const firstDay = (source: string, name: string, fr: string, ar: string, en: string): Column =>
  column(source, name, date, say(fr, ar, en));

interface Cases {
  readonly name: string;
  readonly title: Table["title"];
  readonly number: Column;
  readonly columns: readonly Column[];
  readonly rules?: readonly Rule[];
  readonly references?: Table["references"];
}

/**
 * Cases that live: each export holds those to which something happened in its period, as they stood at its end, and the
 * latest row of a number wins.
 */
export const caseTable = ({ name, title, number, columns, rules = [], references = [] }: Cases): Table =>
  table({
    name,
    title,
    columns: [number, ...columns, op, updatedAt],
    key: [number.name],
    mode: "upsert",
    period: { grains: ["year", "month"], column: "updated_at" },
    rules,
    references,
  });

/** Facts that don't change once they are there; an export of a period stands for the whole period. */
export const factTable = (
  declared: Pick<Table, "name" | "title" | "columns" | "key"> &
    Partial<Pick<Table, "rules" | "references">> & {
      readonly dated: string;
      readonly grains?: Table["period"]["grains"];
    },
): Table => {
  const { dated, grains = ["year", "month"], ...rest } = declared;
  return table({ ...rest, mode: "replace_period", period: { grains, column: dated } });
};

/** A referential: each export holds all of it. */
export const snapshotTable = (
  declared: Pick<Table, "name" | "title" | "columns" | "key"> & Partial<Pick<Table, "rules" | "references">>,
): Table => table({ ...declared, mode: "replace_period", period: { grains: ["snapshot"], column: null } });
