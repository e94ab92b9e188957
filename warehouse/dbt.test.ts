import { describe, expect, it } from "vitest";
import { dbtEvents } from "./dbt.ts";

const event = (name: string, data: object, level = "info", msg = "") =>
  JSON.stringify({ info: { name, level, msg }, data });
const node = (id: string, status: string) => ({ node_info: { unique_id: id, node_status: status } });

describe("dbtEvents", () => {
  it("counts nodes as they finish, of the total that dbt announced", () => {
    const seen: string[] = [];
    const events = dbtEvents((done, total, name) => seen.push(`${done}/${total} ${name}`));
    events.line(event("MainReportVersion", {}));
    events.line(event("ConcurrencyLine", { node_count: 3 }));
    events.line(event("LogStartLine", node("model.bayan.fct_budget", "started")));
    events.line(event("LogModelResult", node("model.bayan.fct_budget", "success")));
    events.line(event("LogTestResult", node("test.bayan.unique_fct_budget.4f2a", "fail"), "error"));
    events.line(event("SkippingDetails", node("model.bayan.fct_more", "skipped")));
    expect(seen).toEqual(["1/3 fct_budget", "2/3 unique_fct_budget", "3/3 fct_more"]);
    expect(events.errors).toEqual([]);
  });

  it("keeps what went wrong outside any node, and what is not an event at all", () => {
    const events = dbtEvents(undefined);
    events.line(event("MainEncounteredError", { exc: "Compilation Error in models/x.yml" }, "error"));
    events.line("Traceback (most recent call last):");
    events.line("");
    expect(events.errors).toEqual([
      "Compilation Error in models/x.yml",
      "Traceback (most recent call last):",
    ]);
  });
});
