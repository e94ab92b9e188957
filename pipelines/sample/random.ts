/**
 * Pseudo-random numbers as pure functions of a key, so that a row is the same whatever the order or the number of
 * threads. A key is a UBIGINT made by `key(…)`; each use of it takes its own salt.
 */
export const RANDOM_MACROS = (seed: number): readonly string[] => [
  `CREATE MACRO key1(a) AS hash(a, ${seed})`,
  `CREATE MACRO key2(a, b) AS hash(a, b, ${seed})`,
  `CREATE MACRO key3(a, b, c) AS hash(a, b, c, ${seed})`,
  `CREATE MACRO key4(a, b, c, d) AS hash(a, b, c, d, ${seed})`,
  // 53 bits: every value in [0, 1) is an exact double.
  `CREATE MACRO u(k, salt) AS CAST(hash(xor(k, salt::UBIGINT)) >> 11 AS DOUBLE) * 1.1102230246251565e-16`,
  // Sum of four uniforms: mean 0, deviation 1, within ±3.46; no libm, so the same on every machine.
  `CREATE MACRO z_of(h) AS (CAST((h & 65535) + ((h >> 16) & 65535) + ((h >> 32) & 65535) + (h >> 48) AS DOUBLE) / 65536 - 2) * 1.7320508075688772`,
  `CREATE MACRO z(k, salt) AS z_of(hash(xor(k, salt::UBIGINT)))`,
  // A few suppliers have most of the work; most are of the province. ICE: nine digits, office, control.
  `CREATE MACRO supplier_ice(uniform, local, place) AS lpad(CAST(1 + floor(uniform * uniform * 400) + CASE WHEN local THEN 400 * (1 + hash(place, ${seed}) % 997) ELSE 0 END AS BIGINT)::VARCHAR, 9, '0')
    || '000' || lpad(CAST(floor(uniform * uniform * 400) AS BIGINT)::VARCHAR, 3, '0')`,
  `CREATE MACRO project_id(region, number) AS 'PRDTS-' || region || '-' || lpad((number)::VARCHAR, 4, '0')`,
  // Quantile of the normal law, to 0.01, by Tukey's lambda.
  `CREATE MACRO quantile(p) AS (pow(p, 0.135) - pow(1 - p, 0.135)) / 0.1975`,
];

/** The same quantile, for tables made here. */
export const quantile = (p: number): number => (p ** 0.135 - (1 - p) ** 0.135) / 0.1975;

/** SQL: one of `values` with the given weights, by a uniform number. */
export function pick(uniform: string, weighted: Readonly<Record<string, number>>): string {
  const total = Object.values(weighted).reduce((sum, weight) => sum + weight, 0);
  const entries = Object.entries(weighted);
  let below = 0;
  const whens = entries.slice(0, -1).map(([value, weight]) => {
    below += weight / total;
    return `WHEN ${below.toFixed(6)} > ${uniform} THEN '${value}'`;
  });
  return `CASE ${whens.join(" ")} ELSE '${entries.at(-1)?.[0] ?? ""}' END`;
}
