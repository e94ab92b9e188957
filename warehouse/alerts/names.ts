import type { ReleaseHandle } from "../release/types.ts";
import type { Lang } from "../text.ts";
import type { Alert } from "./ledger.ts";

/** Names of what alerts are about: titles of projects, and of places in each language. */
export interface AlertNames {
  readonly project: ReadonlyMap<string, string>;
  readonly place: ReadonlyMap<string, Readonly<Record<Lang, string>>>;
}

/** Looks up the names of these alerts' subjects and places in the release. */
export async function alertNames(
  release: Pick<ReleaseHandle, "connect">,
  alerts: readonly Pick<Alert, "subject" | "territory">[],
): Promise<AlertNames> {
  const { connection, done } = await release.connect();
  try {
    const rows = async (sql: string, keys: readonly string[]) =>
      keys.length === 0
        ? []
        : (
            await connection.runAndReadAll(
              sql.replace("{keys}", keys.map((_, index) => `$${index + 1}`).join(", ")),
              [...keys],
            )
          ).getRowObjectsJS();
    const places = [...new Set(alerts.flatMap(({ territory }) => (territory === null ? [] : [territory])))];
    const titles = await rows("SELECT project_id, title FROM fct_project WHERE project_id IN ({keys})", [
      ...new Set(alerts.map(({ subject }) => subject)),
    ]);
    const names = await rows(
      "SELECT code, name_fr, name_ar, name_en FROM dim_territory WHERE code IN ({keys})",
      places,
    );
    return {
      project: new Map(titles.map((row) => [String(row.project_id), String(row.title)])),
      place: new Map(
        names.map((row) => [
          String(row.code),
          { fr: String(row.name_fr), ar: String(row.name_ar), en: String(row.name_en ?? row.name_fr) },
        ]),
      ),
    };
  } finally {
    done();
  }
}
