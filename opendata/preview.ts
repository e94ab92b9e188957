import type { ReleaseHandle } from "#warehouse/release/types.ts";
import type { Dataset } from "./types.ts";

export type PreviewRow = Readonly<Record<string, string | null>>;

/** The last rows of a dataset's latest part, as the release holds them, every value as text. */
export async function previewOf(
  release: ReleaseHandle,
  dataset: Dataset,
  rows = 10,
): Promise<readonly PreviewRow[]> {
  const columns = dataset.fields.map(({ name }) => `"${name}"::varchar as "${name}"`).join(", ");
  const latest =
    dataset.splitBy === null
      ? ""
      : `where "${dataset.splitBy}" = (select max("${dataset.splitBy}") from preview)`;
  const order = dataset.key.map((name) => `"${name}"`).join(", ");
  const { connection, done } = await release.connect();
  try {
    const reader = await connection.runAndReadAll(
      `with preview as (${dataset.sql}) select ${columns} from preview ${latest} order by ${order} limit ${rows}`,
    );
    return reader.getRowObjectsJson() as unknown as PreviewRow[];
  } finally {
    done();
  }
}
