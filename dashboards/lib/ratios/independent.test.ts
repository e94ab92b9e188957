import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fixtureHome } from "#test/fixture/home.ts";
import { type Components, computeRatio, type Head } from "./compute.ts";
import { RATIO_CARDS } from "./index.ts";
import type { Component } from "./types.ts";

/**
 * Every ratio of every council and year again, from budget lines, receipts, payments and orders, in TypeScript: only
 * sums of single columns and joins by key are left to SQL. `fct_ratio` must agree to 1e-12.
 */
type Mutable = Record<Component, bigint | null> & { closed: boolean };
interface Council {
  readonly sums: Mutable;
  readonly heads: Map<string, { budgeted: bigint; actual: bigint }>;
  readonly peers: string;
}

let instance: DuckDBInstance;
let connection: DuckDBConnection;
const councils = new Map<string, Council>();

const rowsOf = async (sql: string): Promise<Record<string, string | number | boolean | null>[]> =>
  (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<
    string,
    string | number | boolean | null
  >[];
/** Centimes of a decimal's text. */
const cents = (text: unknown): bigint => BigInt(String(text ?? "0").replace(".", ""));
const nobody = (): Mutable => ({
  ...(Object.fromEntries(COMPONENTS.map((name) => [name, 0n])) as Record<Component, bigint>),
  debt_mad: null,
  closed: false,
});
const COMPONENTS = [
  ...new Set(
    RATIO_CARDS.flatMap((card) => [...card.over, ...(Array.isArray(card.under) ? card.under : [])]).map(
      (term) => term.replace(/^-/, "") as Component,
    ),
  ),
];

beforeAll(async () => {
  const home = await fixtureHome();
  instance = await DuckDBInstance.create(join(home.root, "build", "work.duckdb"), {
    access_mode: "READ_ONLY",
  });
  connection = await instance.connect();
  await connection.run("set threads = 2");
  const { until } = JSON.parse(
    readFileSync(
      join(
        home.root,
        "releases",
        readFileSync(join(home.root, "current"), "utf8").trim(),
        "manifest.public.json",
      ),
      "utf8",
    ),
  ) as { until: string };

  const units = new Map(
    (
      await rowsOf(
        "select code, collectivity_type, segment, population_2024 from dim_territory where collectivity_type is not null",
      )
    ).map((row) => [String(row.code), row]),
  );
  const at = (code: unknown, year: unknown): Council => {
    const key = `${code} ${year}`;
    let found = councils.get(key);
    if (found === undefined) {
      const unit = units.get(String(code));
      const sums = nobody();
      sums.population = BigInt(String(unit?.population_2024 ?? 0));
      sums.closed = `${year}-12` <= until;
      found = { sums, heads: new Map(), peers: `${unit?.collectivity_type} ${unit?.segment ?? ""} ${year}` };
      councils.set(key, found);
    }
    return found;
  };
  const add = (council: Council, name: Component, amount: bigint): void => {
    council.sums[name] = (council.sums[name] ?? 0n) + amount;
  };

  for (const row of await rowsOf(
    "select collectivity_code as code, fiscal_year as year, direction, part, chapter, nature, credit_initial_mad as ci, credit_final_mad as cf, committed_mad as c, ordered_mad as o from fct_budget_year where chapter <> '60' and nature not in ('surplus', 'surplus_transfer')",
  )) {
    const council = at(row.code, row.year);
    const [initial, final, committed, ordered] = [cents(row.ci), cents(row.cf), cents(row.c), cents(row.o)];
    if (row.direction === "R") {
      if (row.nature !== "loan") add(council, "revenue_forecast_mad", initial);
      continue;
    }
    const first = row.part === "1";
    add(council, first ? "functioning_credit_mad" : "equipment_credit_mad", final);
    add(council, first ? "functioning_ordered_mad" : "equipment_ordered_mad", ordered);
    add(council, "committed_mad", committed);
    if (first) add(council, "operating_expenditure_mad", ordered);
    if (row.nature === "personnel") add(council, "personnel_mad", ordered);
    if (row.nature === "interest") add(council, "interest_mad", ordered);
    if (row.nature === "principal") {
      add(council, "principal_mad", ordered);
      continue;
    }
    if (!first) add(council, "investment_mad", ordered);
    add(council, "budgeted_expenditure_mad", initial);
    add(council, "actual_expenditure_mad", ordered);
    if (row.nature === "interest") continue;
    const head = council.heads.get(`${row.part}${row.chapter}`) ?? { budgeted: 0n, actual: 0n };
    council.heads.set(`${row.part}${row.chapter}`, {
      budgeted: head.budgeted + initial,
      actual: head.actual + ordered,
    });
  }

  for (const row of await rowsOf(
    "select collectivity_code as code, fiscal_year as year, part, nature, management, sum(opening_outstanding_mad) as opening, count(opening_outstanding_mad) as known, sum(raised_mad) as raised, sum(reduced_mad) as reduced, sum(collected_mad) as collected from fct_receipts where chapter <> '60' and nature not in ('surplus', 'surplus_transfer') group by all",
  )) {
    const council = at(row.code, row.year);
    const collected = cents(row.collected);
    add(council, "receivable_collected_mad", collected);
    if (Number(row.known) === 0) council.sums.receivable_mad = null;
    else add(council, "receivable_mad", cents(row.opening) + cents(row.raised) - cents(row.reduced));
    if (row.nature !== "loan") add(council, "revenue_collected_mad", collected);
    if (row.part !== "1") continue;
    add(council, "operating_receipts_mad", collected);
    if (row.management === "TRANSFERE") {
      add(council, "transferred_mad", collected);
      continue;
    }
    add(council, "own_receipts_mad", collected);
    if (row.nature === "direct" || row.nature === "indirect") add(council, "own_tax_mad", collected);
    if (row.nature === "direct") add(council, "direct_tax_mad", collected);
  }

  const stated = new Set<string>();
  for (const row of await rowsOf(
    "select collectivity_code as code, fiscal_year as year, closing_mad as closing from staging.stg_gid__loan",
  )) {
    stated.add(String(row.year));
    add(at(row.code, row.year), "debt_mad", cents(row.closing));
  }
  for (const [key, council] of councils)
    if (stated.has(key.split(" ")[1] ?? "")) add(council, "debt_mad", 0n);

  const day = (text: unknown): number => Date.parse(`${String(text)}T00:00:00Z`) / 86_400_000;
  for (const row of await rowsOf(
    "select p.collectivity_code as code, p.fiscal_year as year, p.amount_mad as amount, p.late_interest_mad as paid, cast(p.service_done_on as varchar) as done, cast(o.received_on as varchar) as received, cast(p.paid_on as varchar) as paid_on from staging.stg_gid__payment p left join staging.stg_gid__payment_order o on p.order_no = o.order_no and o.is_ordered where p.collectivity_code not like 'ECI%'",
  )) {
    const council = at(row.code, row.year);
    add(council, "late_interest_paid_mad", cents(row.paid));
    if (row.done === null) continue;
    const leg = (
      from: unknown,
      to: unknown,
      kind: "delay" | "authorising" | "accounting",
      limit: number,
    ): number | null => {
      if (from === null || to === null || day(to) < day(from)) return null;
      const days = day(to) - day(from);
      const names = {
        delay: ["payments_timed", "delay_days", "payments_late"],
        authorising: ["authorising_timed", "authorising_days", "authorising_late"],
        accounting: ["accounting_timed", "accounting_days", "accounting_late"],
      } as const;
      const [timed, total, late] = names[kind];
      add(council, timed, 1n);
      add(council, total, BigInt(days));
      if (days > limit) add(council, late, 1n);
      return days;
    };
    const delay = leg(row.done, row.paid_on, "delay", 60);
    leg(row.done, row.received, "authorising", 45);
    leg(row.received, row.paid_on, "accounting", 15);
    // 3.5 % a year, rounded to the centime for each payment.
    if (delay !== null && delay > 60)
      add(council, "late_interest_owed_mad", rounded(cents(row.amount) * BigInt(delay - 60) * 35n, 365_000n));
  }

  const groups = new Map<string, { tax: bigint; people: bigint }>();
  for (const { peers, sums } of councils.values()) {
    const group = groups.get(peers) ?? { tax: 0n, people: 0n };
    groups.set(peers, {
      tax: group.tax + (sums.own_tax_mad ?? 0n),
      people: group.people + (sums.population ?? 0n),
    });
  }
  for (const { peers, sums } of councils.values()) {
    const group = groups.get(peers);
    if (group !== undefined && group.people > 0n)
      sums.expected_own_tax_mad = rounded(group.tax * (sums.population ?? 0n), group.people);
  }
}, 600_000);
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

/** Half away from zero. */
const rounded = (over: bigint, under: bigint): bigint => (2n * over + under) / (2n * under);

it("agrees with fct_ratio on every ratio of every council and year", async () => {
  const cards = new Map(RATIO_CARDS.map((card) => [card.name, card]));
  const rows = await rowsOf(
    "select code, fiscal_year as year, ratio, value, reason from fct_ratio where scope = 'council'",
  );
  expect(rows.length).toBe(councils.size * RATIO_CARDS.length);
  expect(new Set(rows.map((row) => row.code)).size).toBe(1590);
  const apart: string[] = [];
  let largest = 0;
  for (const row of rows) {
    const card = cards.get(String(row.ratio));
    const council = councils.get(`${row.code} ${row.year}`);
    if (card === undefined || council === undefined) throw new Error(`${row.ratio} of ${row.code}`);
    const found = computeRatio(card, council.sums as Components, [...council.heads.values()] as Head[]);
    if (found.value === null || row.value === null) {
      if (found.reason !== row.reason)
        apart.push(`${row.code} ${row.year} ${row.ratio}: ${row.reason} ${found.reason}`);
      continue;
    }
    const gap = Math.abs(found.value - Number(row.value)) / Math.max(1, Math.abs(found.value));
    largest = Math.max(largest, gap);
    if (gap > 1e-12) apart.push(`${row.code} ${row.year} ${row.ratio}: ${row.value} ${found.value}`);
  }
  expect(apart.slice(0, 5)).toEqual([]);
  expect(largest).toBeLessThanOrEqual(1e-12);
});
