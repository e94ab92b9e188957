import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QueryError } from "../errors.ts";
import { createDoor } from "./door.ts";
import { execute } from "./execute.ts";
import { createFixture, type DoorFixture } from "./testing/fixture.ts";
import { type Answer, type Door, PUBLIC_VIEWER, type QuerySpec, type Viewer } from "./types.ts";

const NATIONAL: Viewer = { ...PUBLIC_VIEWER, role: "national" };
let fixture: DoorFixture;
let door: Door;
const told: string[] = [];
beforeAll(async () => {
  fixture = await createFixture();
  door = createDoor({ releases: fixture.releases, onFault: (fault) => told.push(fault) });
});
afterAll(() => fixture.close());

const ask = (spec: QuerySpec, viewer: Viewer = NATIONAL): Promise<Answer> => door.ask(spec, viewer);
const refusal = async (spec: unknown, viewer: Viewer = NATIONAL): Promise<QueryError> =>
  ask(spec as QuerySpec, viewer).then(
    () => expect.unreachable("it answered"),
    (error: QueryError) => error,
  );

describe("the door refuses what it does not know, with the nearest name", () => {
  it.each([
    [{ metrics: ["orderd_mad"] }, "unknown_metric", "ordered_mad"],
    [{ metrics: ["ordered_mad"], groupBy: ["regoin"] }, "unknown_dimension", "region"],
    [
      { metrics: ["ordered_mad"], where: [{ dimension: "chapitre", op: "=", value: "1" }] },
      "unknown_dimension",
      "chapter",
    ],
    [{ metrics: ["ordered_mad"], groupBy: ["nature"] }, "dimension_not_available", ""],
    [{ metrics: ["ordered_mad"], order: [{ by: "ordered", dir: "asc" }] }, "unknown_order", ""],
    [{ metrics: ["ordered_mad", "ordered_mad"] }, "duplicate_name", ""],
    [{ metrics: ["ordered_mad"], wher: [] }, "unknown_parameter", "where"],
    [
      { metrics: ["ordered_mad"], where: [{ dimension: "region", op: "like", value: "0%" }] },
      "bad_spec",
      "where.0.op",
    ],
    [
      { metrics: ["ordered_mad"], where: [{ dimension: "region", op: "=", value: 1 }] },
      "bad_value",
      "region",
    ],
    [
      { metrics: ["ordered_mad"], where: [{ dimension: "ordinal", op: "=", value: "1" }] },
      "bad_value",
      "integer",
    ],
    [
      { metrics: ["ordered_mad"], where: [{ dimension: "region", op: "in", value: "01" }] },
      "bad_value",
      "region",
    ],
    [
      { metrics: ["ordered_mad"], where: [{ dimension: "region", op: "=", value: ["01"] }] },
      "bad_value",
      "region",
    ],
    [
      { metrics: ["ordered_mad"], where: [{ dimension: "region", op: "=", value: "a\u0000b" }] },
      "bad_value",
      "region",
    ],
    [
      { metrics: ["permit_files"], where: [{ dimension: "e_signed", op: "<", value: true }] },
      "bad_value",
      "e_signed",
    ],
    [
      { metrics: ["ordered_mad"], where: [{ dimension: "year", op: "=", value: "2025-01" }] },
      "bad_value",
      "year",
    ],
    [{ metrics: [] }, "bad_spec", "metrics"],
    [{ metrics: ["ordered_mad"], limit: 0 }, "bad_spec", "limit"],
    [null, "bad_spec", ""],
    [[], "bad_spec", ""],
  ])("%o", async (spec, code, said) => {
    const error = await refusal(spec);
    expect(error.code).toBe(code);
    for (const lang of ["fr", "ar", "en"] as const) expect(error.in(lang)).toContain(said);
  });

  it("a metric whose table is not in the release is no metric of it", async () => {
    expect((await refusal({ metrics: ["absent_mad"] })).code).toBe("unknown_metric");
    expect(told).toContainEqual(expect.stringContaining("absent_mad"));
  });

  it("more rows than the server gives is an error, never a silent cut", async () => {
    const small = createDoor({ releases: fixture.releases, settings: { queryMaxRows: 5 } });
    const spec: QuerySpec = { metrics: ["ordered_mad"], groupBy: ["collectivity"] };
    await expect(small.ask(spec, NATIONAL)).rejects.toMatchObject({ code: "too_many_rows", status: 413 });
    await expect(small.ask({ ...spec, limit: 10 }, NATIONAL)).rejects.toMatchObject({
      code: "too_many_rows",
    });
    expect((await small.ask({ ...spec, limit: 5 }, NATIONAL)).rows).toHaveLength(5);
  });

  it("a statement that takes too long is stopped, and its connection goes on", async () => {
    const connection = await fixture.instance.connect();
    const endless = { sql: "SELECT count(*) AS n FROM range(100000000) a, range(100000000) b", values: [] };
    await expect(execute(connection, endless, 50)).rejects.toMatchObject({ code: "deadline", status: 503 });
    expect((await execute(connection, { sql: "SELECT 1::BIGINT AS n", values: [] }, 1000)).rows).toBe(1);
    connection.closeSync();
  });

  it("what waits beyond the queue is refused at once", async () => {
    const narrow = createDoor({
      releases: fixture.releases,
      settings: { queryConcurrency: 1, queryQueue: 1 },
    });
    await narrow.metrics();
    const years = [2024, 2025, 2026].map((value) =>
      narrow.ask({ metrics: ["ordered_mad"], where: [{ dimension: "year", op: "=", value }] }, NATIONAL),
    );
    const outcomes = await Promise.allSettled(years);
    expect(outcomes.map((one) => one.status).sort()).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(outcomes.find((one) => one.status === "rejected")?.reason).toMatchObject({
      code: "busy",
      status: 503,
    });
  });
});
