import { expect, it } from "vitest";
import { STATEMENTS } from "#dashboards/pages/accounts/statements.ts";
import { datasetOf } from "#opendata/datasets/index.ts";

it("a statement's files are those of a dataset of councils, a year at a time", () => {
  for (const { key, files } of STATEMENTS) {
    const dataset = datasetOf(files ?? "");
    expect(dataset?.splitBy, key).toBe("fiscal_year");
    expect(dataset?.columns, key).toContain("collectivity_code");
  }
});
