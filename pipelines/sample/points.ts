import { dataFile } from "./nomenclature.ts";
import type { Workspace } from "./workspace.ts";

/** Makes `province_point`: a place within each province, to a few kilometres, around which the sample scatters. */
export async function makePoints(work: Workspace): Promise<void> {
  const points = dataFile("province_points.csv").map((row) => `('${row.province}', ${row.lon}, ${row.lat})`);
  await work.run(
    `CREATE TABLE province_point AS SELECT province, lon::DOUBLE AS lon, lat::DOUBLE AS lat FROM (VALUES ${points.join(", ")}) AS t(province, lon, lat)`,
  );
}
