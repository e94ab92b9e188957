import type { Rows } from "../export.ts";
import type { Workspace } from "../workspace.ts";

/** The groupements and their members: three to fourteen communes of one province each, some of which came later. */
export async function makeGroupements(work: Workspace): Promise<void> {
  await work.run(`
    CREATE TABLE groupement_member AS
    SELECT groupement, member, unit, k,
      make_date(2012 + CAST(floor(6 * u(kg, 2)) AS INTEGER) + CASE WHEN u(k, 3) < 0.15 THEN 6 ELSE 0 END, 1, 1) AS valid_from,
      CASE WHEN u(k, 4) < 0.03 THEN DATE '2023-12-31' END AS valid_to
    FROM (
      SELECT body.code AS groupement, body.k AS kg, member.code AS member, body.no AS unit, key2(body.k, member.k) AS k,
        row_number() OVER (PARTITION BY body.code ORDER BY key2(body.k, member.k)) AS rank
      FROM unit AS body JOIN unit AS member ON member.level = 'commune' AND member.province_code = body.province_code
      WHERE body.level = 'groupement'
    ) WHERE rank <= 3 + floor(12 * u(kg, 1))`);
}

export const groupementRows = (work: Workspace): readonly Rows[] => [
  {
    system: "gid",
    table: "groupement",
    period: work.calendar.snapshot,
    from: "unit",
    where: "level = 'groupement'",
    columns: {
      code: "code",
      name_fr: "name_fr",
      name_ar: "'مجموعة نموذجية رقم ' || CAST(substr(code, 5) AS INTEGER)",
      province_code: "province_code",
    },
    order: ["code"],
    key: "k",
  },
  {
    system: "gid",
    table: "groupement_member",
    period: work.calendar.snapshot,
    from: "groupement_member",
    columns: {
      groupement_code: "groupement",
      collectivity_code: "member",
      valid_from: "valid_from",
      valid_to: "valid_to",
    },
    order: ["groupement", "member"],
    key: "k",
  },
];
