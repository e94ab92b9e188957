import { expect, test } from "vitest";
import type { ExportRow } from "./ledger.ts";
import { maturityOf } from "./maturity.ts";

const exported = (more: Partial<ExportRow>): ExportRow => ({
  ...{
    export_id: "e",
    system: "toy",
    table_name: "line",
    period: "2026-01",
    sha256: "x",
    status: "loaded",
    code: null,
  },
  ...{ rows_in: 100, rows_loaded: 100, rows_refused: 0, raw_path: "raw/x", quarantine_path: null },
  ...{
    received_at: "2026-01-01",
    sample: false,
    file: "f",
    source_export_id: "id",
    extracted_at: "2026-01-01",
  },
  ...more,
});

test("a source that does everything has full marks, and nothing raises them", () => {
  const marks = maturityOf([exported({})], { late: false, drift: 0 });
  expect(marks).toEqual({ reliability: 1, integrity: 1, traceability: 1, raisedBy: [] });
});

test("each failing lowers its own mark, and says what would raise it", () => {
  const exports = [
    exported({ rows_loaded: 80, rows_refused: 20 }),
    exported({ status: "refused", rows_in: 0, rows_loaded: 0, source_export_id: null }),
  ];
  expect(maturityOf(exports, { late: true, drift: 2 })).toEqual({
    reliability: 0.25,
    integrity: 0.72,
    traceability: 0.5,
    raisedBy: ["send_on_time", "write_manifests", "send_accepted", "mend_rows", "settle_drift"],
  });
});

test("before the first export there is nothing to mark", () => {
  expect(maturityOf([], { late: true, drift: 0 })).toBeNull();
});
