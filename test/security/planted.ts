import type { DuckDBConnection } from "@duckdb/node-api";
import { createFixture, type DoorFixture } from "#warehouse/door/testing/fixture.ts";
import { CLOSURE, PLACES, placeAt } from "./territory.ts";

/**
 * The door's small country with the places of `territory.ts`, and facts in each. `visible` tells which units' facts are
 * the true ones: all others' hold other values, and more rows. What one may not see must not change any answer.
 */
export async function plantedCountry(options: {
  readonly visible: (unit: string) => boolean;
  /** Whether unpublished measures hold their true values. */
  readonly unpublished: boolean;
}): Promise<DoorFixture> {
  const plant = async (connection: DuckDBConnection): Promise<void> => {
    await addPlaces(connection);
    await addFacts(connection);
    const units = (
      await connection.runAndReadAll("SELECT DISTINCT code FROM dim_territory")
    ).getRowObjectsJson();
    const hidden = units.map(({ code }) => String(code)).filter((code) => !options.visible(code));
    if (hidden.length > 0) await change(connection, hidden.map(quoted).join(", "));
    if (!options.unpublished) {
      await connection.run("UPDATE fct_permit SET clock_days = clock_days * 7 + 1000");
      await connection.run("UPDATE fct_secret SET secret_mad = 777777.77");
    }
  };
  return createFixture({ plant });
}

const quoted = (text: string | null): string => (text === null ? "NULL" : `'${text.replaceAll("'", "''")}'`);

async function addPlaces(connection: DuckDBConnection): Promise<void> {
  for (const { code, level, parent, name } of PLACES) {
    const council = ["region", "commune"].includes(level) || (level === "province" && !code.endsWith("0"));
    const cells = [code, level, level, name, `${name} ع`, name, parent];
    const places = ["region", "province", "commune"].map((one) => placeAt(code, one));
    await connection.run(
      `INSERT INTO dim_territory VALUES (${[...cells, ...places].map(quoted).join(", ")}, ${council}, ${quoted(council ? level : null)},
        'gt_250k', 1000, 1000, NULL, true)`,
    );
  }
  for (const { unit, ancestor, to } of CLOSURE)
    await connection.run(
      `INSERT INTO bridge_territory VALUES (${quoted(unit)}, ${quoted(ancestor)}, 1, '2015-01-01', ${quoted(to)})`,
    );
}

async function addFacts(connection: DuckDBConnection): Promise<void> {
  const councils = PLACES.filter(
    ({ level }) => level === "region" || level === "province" || level === "commune",
  );
  const list = councils.map(({ code }) => `(${quoted(code)})`).join(", ");
  await connection.run(`INSERT INTO fct_budget SELECT code, fiscal_year, month_start, direction, chapter, line_code, ordinal,
      credit_final_mad, (ordered_mad + length(code) * 1000 + ascii(code[4]))::DECIMAL(18,2), paid_mad, sample
    FROM (VALUES ${list}) AS c(code), (SELECT * FROM fct_budget WHERE collectivity_code = '01.511.05.03')`);
  await connection.run(`INSERT INTO fct_receipts SELECT code, month_start, nature, collected_mad, sample
    FROM (VALUES ${list}) AS c(code), (SELECT * FROM fct_receipts WHERE collectivity_code = '01.511.05.03')`);
  await connection.run(`INSERT INTO fct_outstanding SELECT code, as_of, outstanding_mad, sample
    FROM (VALUES ${list}) AS c(code), (SELECT * FROM fct_outstanding WHERE collectivity_code = '01.511.05.03')`);
  const units = PLACES.filter(({ level }) => level === "commune" || level === "arrondissement");
  await connection.run(`INSERT INTO fct_permit SELECT replace(file_no, '01.511.05.03', code), code, deposited_on, decided_on, category,
      on_time, e_signed, clock_days, sample
    FROM (VALUES ${units.map(({ code }) => `(${quoted(code)})`).join(", ")}) AS c(code), (SELECT * FROM fct_permit WHERE unit_code = '01.511.05.03')`);
}

/** Other amounts, other categories and years, and twice the rows. */
async function change(connection: DuckDBConnection, hidden: string): Promise<void> {
  await connection.run(`INSERT INTO fct_budget SELECT collectivity_code, fiscal_year, month_start, direction, 'Z9', 'Z901', ordinal,
    credit_final_mad, ordered_mad, paid_mad, sample FROM fct_budget WHERE collectivity_code IN (${hidden})`);
  await connection.run(
    `UPDATE fct_budget SET ordered_mad = 913111000001.17, paid_mad = 5, credit_final_mad = 1 WHERE collectivity_code IN (${hidden})`,
  );
  await connection.run(
    `UPDATE fct_receipts SET collected_mad = 913111000002.17, nature = 'hidden' WHERE collectivity_code IN (${hidden})`,
  );
  await connection.run(
    `UPDATE fct_outstanding SET outstanding_mad = 913111000003.17 WHERE collectivity_code IN (${hidden})`,
  );
  await connection.run(
    `UPDATE fct_permit SET category = 'HIDDEN', clock_days = 9131110, on_time = NOT on_time, deposited_on = deposited_on - 4000 WHERE unit_code IN (${hidden})`,
  );
}
