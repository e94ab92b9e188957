import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { RATIO_CARDS, ratioCard } from "./index.ts";
import { METRIC_OF } from "./metrics.ts";

/** Ratios that are no metric of the door: their values need more than a quotient of sums of one table. */
const ONLY_IN_MART = new Set([
  "years_to_repay",
  "debt_rate",
  "debt_per_head",
  "operating_expenditure_per_head",
  "direct_tax_per_head",
  "operating_receipts_per_head",
  "investment_per_head",
  "transfers_per_head",
  "pefa_pi_2_1",
]);
/** Ratios that the budget's, receipts' and payments' own metrics tell already. */
const TOLD_ELSEWHERE = new Set([
  "total_execution",
  "total_commitment",
  "receipts_recovery",
  "delay_days",
  "late_share",
  "late_interest_paid",
]);

it("the metrics of the door say the cards' words", () => {
  const metrics = readFileSync(join(PROJECT_ROOT, "models", "metrics", "finance.yml"), "utf8");
  for (const card of RATIO_CARDS) {
    if (ONLY_IN_MART.has(card.name) || TOLD_ELSEWHERE.has(card.name)) continue;
    for (const lang of ["fr", "ar", "en"] as const)
      for (const text of [card.label[lang], card.words[lang], card.basis[lang]])
        expect([card.name, metrics.includes(JSON.stringify(text))]).toEqual([card.name, true]);
  }
});

it("the mart names the cards' ratios, and no other", () => {
  const macro = readFileSync(join(PROJECT_ROOT, "warehouse", "dbt", "macros", "finance.sql"), "utf8");
  const named = [...macro.matchAll(/\{'name': '([a-z0-9_]+)'/g)].map((match) => match[1]);
  expect([...named, "pefa_pi_2_1"].sort()).toEqual(RATIO_CARDS.map((card) => card.name).sort());
});

it("every metric that a card leads to is one of the door's", () => {
  const metrics = ["finance", "budget", "receipts"]
    .map((name) => readFileSync(join(PROJECT_ROOT, "models", "metrics", `${name}.yml`), "utf8"))
    .join("\n");
  for (const [card, metric] of Object.entries(METRIC_OF)) {
    expect([card, ratioCard(card) !== undefined]).toEqual([card, true]);
    expect([metric, metrics.includes(`- name: ${metric}\n`)]).toEqual([metric, true]);
  }
});
