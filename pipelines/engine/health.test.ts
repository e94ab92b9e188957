import { expect, test } from "vitest";
import { fixedClock } from "#warehouse/clock.ts";
import { openState } from "#warehouse/state/index.ts";
import { DRIFT_KINDS } from "../sources/contract.ts";
import { contracts } from "../sources/index.ts";
import { driftCode } from "./drift/rules.ts";
import { sourcesHealth } from "./health.ts";
import { exportLedger } from "./ledger.ts";

test("what surfaces are told of sources has every table of the contracts, and words for each code", () => {
  const ledger = exportLedger(openState(":memory:"));
  const { tables, words } = sourcesHealth(ledger, fixedClock("2026-11-16T06:00:00Z"));
  expect(tables.map(({ system, table }) => `${system}.${table}`)).toEqual(
    contracts.flatMap(({ system, tables: own }) => own.map(({ name }) => `${system}.${name}`)),
  );
  expect(tables.every(({ late, maturity }) => late && maturity === null)).toBe(true);
  expect(DRIFT_KINDS.filter((kind) => words.code[driftCode(kind)] === undefined)).toEqual([]);
  expect(words.step.mend_rows?.fr).toContain("lignes refusées");
});
