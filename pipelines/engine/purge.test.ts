import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fixedClock } from "#warehouse/clock.ts";
import { purgeLanding } from "./purge.ts";
import { EngineHome } from "./testing/home.ts";
import { LINE_HEADER, lineOf } from "./testing/toy.ts";

test("a kept file goes after its contract's retention, if its rows stand", async () => {
  const at = await EngineHome.create();
  for (const month of ["01", "02"])
    at.drop(`line_2026-${month}.csv`, `${LINE_HEADER}\n${lineOf("A1", { jour: `2026-${month}-03` })}\n`);
  at.drop("line_2026-03.csv", "rien\n");
  await at.ingest();
  const purge = (day: string, dryRun = false) =>
    purgeLanding(at.home, at.ledger, fixedClock(`${day}T00:00:00Z`), { contracts: at.contracts, dryRun });
  expect(at.files("landing").size).toBe(6);
  expect(purge("2027-04-15")).toEqual({ files: 0, bytes: 0 });
  expect(purge("2027-04-16", true).files).toBe(3);
  expect(at.files("landing").size).toBe(6);

  const lost = at.ledger.exports().find(({ status }) => status === "loaded")?.raw_path ?? "";
  rmSync(join(at.home.root, lost));
  expect(purge("2027-04-16").files).toBe(2);
  expect(at.files("landing").size).toBe(2);
  at.remove();
});
