import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dbtEvents } from "./dbt.ts";
import { PROJECT_ROOT } from "./home.ts";
import { pythonPaths } from "./python.ts";

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

/** Fires events as dbt does, below the patches of entry.py, and gives what it wrote. */
const TOLD = `
import sys
sys.path.insert(0, sys.argv[1])
import entry
entry.tell_less()
entry.know_macros_by_name()
from dbt.context.macros import MacroNamespace
from dbt.events.types import ConcurrencyLine, LogStartLine, LogTestResult, NodeCompiling
from dbt_common.events.base_types import EventLevel
from dbt_common.events.event_manager_client import add_logger_to_manager, cleanup_event_logger
from dbt_common.events.functions import fire_event, get_stdout_config
from dbt_common.events.logger import LineFormat
cleanup_event_logger()
add_logger_to_manager(get_stdout_config(LineFormat.Json, False, EventLevel.INFO, False))
node = {"unique_id": "test.bayan.x.1", "node_name": "x", "node_status": "pass"}
fire_event(ConcurrencyLine(num_threads=4, target_name="duckdb", node_count=7))
fire_event(NodeCompiling(node_info=node))
fire_event(LogStartLine(description="x", index=1, total=7, node_info=node))
fire_event(LogTestResult(name="x", status="pass", index=1, num_models=7, execution_time=1, node_info=node), level=EventLevel.INFO)
fire_event(LogTestResult(name="x", status="fail", index=1, num_models=7, execution_time=1, num_failures=3, node_info=node), level=EventLevel.ERROR)
assert NodeCompiling(node_info=node).node_info.unique_id == "test.bayan.x.1"
spaces = MacroNamespace({"a": 1, "b": 2}, {"a": 0}, {"b": 9, "c": 3}, {"bayan": {"a": 1}})
assert dict(spaces) == {"a": 0, "b": 2, "c": 3, "bayan": {"a": 1}, "dbt": {"b": 9, "c": 3}}, dict(spaces)
assert "d" not in spaces and len(spaces) == 5
`;

describe("entry.py", () => {
  it("tells what is counted in short, what fails in full, and nothing else", { timeout: 60_000 }, () => {
    const args = ["-B", "-c", TOLD, join(PROJECT_ROOT, "warehouse", "dbt")];
    const text = execFileSync(pythonPaths(PROJECT_ROOT).python, args, { encoding: "utf8" });
    const lines = text.trimEnd().split("\n");
    const seen: string[] = [];
    const events = dbtEvents((done, total, name) => seen.push(`${done}/${total} ${name}`));
    for (const each of lines) events.line(each);
    expect(seen).toEqual(["1/7 x", "2/7 x"]);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain("FAIL 3");
    expect(events.errors).toEqual([]);
  });
});
