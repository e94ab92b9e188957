import { join } from "node:path";
import { placeFile } from "#warehouse/raw/index.ts";
import type { LoadContext } from "./load.ts";
import { writeQuarantineSql, writeRefusalSql } from "./sql/write.ts";
import type { Landed, Outcome, Refusal } from "./types.ts";

/** A file that is refused as a whole: all of its rows stay out, and the quarantine says why, once. */
export async function refuseFile(
  landed: Landed,
  refusal: Refusal,
  context: Pick<LoadContext, "connection" | "home" | "scratch">,
): Promise<Outcome> {
  const target = join(context.scratch, "refused.parquet");
  await context.connection.run(writeRefusalSql({ ...placeOf(landed), refusal, target }));
  const { quarantine } = pathsOf(landed);
  placeFile(target, join(context.home.root, quarantine));
  const rows = landed.structure.rows;
  return {
    ...{ landed, status: "refused", refusal, rowsIn: rows, rowsLoaded: 0, rowsRefused: rows },
    ...{ rawPath: null, quarantinePath: quarantine, drift: landed.drift, profile: [] },
  };
}

/** Writes what `fault` has of one file of a batch. */
export async function writeQuarantine(
  landed: Landed,
  index: number,
  path: string,
  context: LoadContext,
): Promise<void> {
  const target = join(context.scratch, `${index}.quarantine.parquet`);
  await context.connection.run(writeQuarantineSql({ ...placeOf(landed), index, target }));
  placeFile(target, path);
}

const placeOf = ({ file, exportId }: Landed) => ({
  system: file.system,
  table: file.table.name,
  exportId,
  file: file.name,
});

/** Below the home: a new content gives new names, so nothing that stands is ever overwritten with something else. */
export function pathsOf({ file, sha256 }: Landed): { readonly raw: string; readonly quarantine: string } {
  const name = `${file.system}/${file.table.name}/${file.period.id}__${sha256.slice(0, 12)}.parquet`;
  return { raw: `raw/${name}`, quarantine: `quarantine/${name}` };
}
