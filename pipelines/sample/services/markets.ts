import type { Rows } from "../export.ts";
import { periodsOfYear } from "../periods.ts";
import { FIRST_YEAR } from "../targets.ts";
import type { Workspace } from "../workspace.ts";

const PRODUCTS = [
  ["FRUITS", 4200, 0.34],
  ["LEGUMES", 2600, 0.36],
  ["AGRUMES", 3400, 0.16],
  ["POMMES_DE_TERRE", 3000, 0.14],
] as const;
/** Weight of a carcass (kg), heads in a hundred, tax (dirhams a head). */
const SPECIES = [
  ["BOVINS", 215, 30, 90],
  ["OVINS", 15, 58, 12],
  ["CAPRINS", 11, 12, 10],
] as const;

/** Days of the wholesale markets and slaughterhouses that are on GIR; markets take 7 % of what is sold. */
export async function* marketRows(work: Workspace): AsyncGenerator<Rows> {
  for (let year = FIRST_YEAR; year <= work.calendar.lastYear; year += 1)
    for (const period of periodsOfYear(work.calendar, year)) {
      const days = `(SELECT CAST(range AS DATE) AS day FROM range(DATE '${period.start}', DATE '${period.end}' + 1, INTERVAL 1 DAY))`;
      const of = (platform: string, things: readonly (readonly (string | number)[])[], names: string) =>
        `(SELECT site, no, code, q, population, day, thing.*, key3(pk, day, thing.name) AS k, exp(0.25 * z(key3(pk, day, thing.name), 1)) * pow(population / 300000.0, 0.6) AS size
          FROM deployment, ${days} AS days, (FROM (VALUES ${things.map(([name, ...rest]) => `('${name}', ${rest.join(", ")})`).join(", ")}) AS t(name, ${names})) AS thing
          WHERE platform = '${platform}' AND day >= since AND dayofweek(day) <> 5 AND u(key2(pk, day), 2) < 0.97)`;
      yield {
        system: "gir",
        table: "mgfl",
        period,
        from: `(SELECT *, round(180 * share * size, 3) AS tonnes, 0.7 + 0.6 * u(k, 3) AS rate FROM ${of("GIR_MARCHE", PRODUCTS, "price, share")})`,
        columns: {
          site_id: "site",
          ct_code: "code",
          date: "day",
          produit: "name",
          tonnage: "tonnes",
          valeur: "round(tonnes * price * rate, 2)",
          taxe: "round(tonnes * price * rate * 0.07, 2)",
        },
        order: ["site", "day", "name"],
        key: "k",
      };
      yield {
        system: "gir",
        table: "abattoir",
        period,
        from: `(SELECT *, CAST(ceil(1.4 * many * size) AS INTEGER) AS heads FROM ${of("GIR_ABATTOIR", SPECIES, "kilos, many, fee")})`,
        columns: {
          site_id: "site",
          ct_code: "code",
          date: "day",
          espece: "name",
          tetes: "heads",
          tonnage: "round(heads * kilos * (0.9 + 0.2 * u(k, 3)) / 1000, 3)",
          taxe: "round(heads * fee * 1.0, 2)",
        },
        order: ["site", "day", "name"],
        key: "k",
      };
    }
}
