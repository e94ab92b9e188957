import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDoor } from "./door.ts";
import { createFixture, type DoorFixture } from "./testing/fixture.ts";
import { type Answer, type Door, PUBLIC_VIEWER, type QuerySpec, type Viewer } from "./types.ts";

const NATIONAL: Viewer = { ...PUBLIC_VIEWER, role: "national" };
const GOVERNOR: Viewer = { ...PUBLIC_VIEWER, role: "province", territory: "01.511" };
let fixture: DoorFixture;
let door: Door;
beforeAll(async () => {
  fixture = await createFixture();
  door = createDoor({ releases: fixture.releases });
});
afterAll(() => fixture.close());

const ask = (spec: QuerySpec, viewer: Viewer = NATIONAL): Promise<Answer> => door.ask(spec, viewer);
const IN_2025 = { dimension: "year", op: "=", value: 2025 } as const;
const PER_COMMUNE = `SELECT commune_code AS commune, t.segment, sum(ordered_mad) AS v FROM fct_budget b
  JOIN dim_territory t ON t.code = b.collectivity_code WHERE fiscal_year = 2025 AND commune_code IS NOT NULL GROUP BY ALL`;

describe("peers", () => {
  it("place each unit among those that share what the answer is cut by", async () => {
    const answer = await ask({
      metrics: ["ordered_mad"],
      groupBy: ["commune"],
      where: [IN_2025],
      peers: {
        of: "commune",
        within: ["segment"],
        stats: ["count", "median", "d9", "gap", "rank", "percentile"],
      },
      order: [{ by: "commune", dir: "asc" }],
    });
    const truth = await fixture.truth(
      `WITH v AS (${PER_COMMUNE}) SELECT commune, segment, count(*) OVER w AS n, (rank() OVER (PARTITION BY segment ORDER BY v DESC)) AS rank,
         round(median(v::DOUBLE) OVER w, 2)::DECIMAL(18,2)::VARCHAR AS median FROM v WINDOW w AS (PARTITION BY segment) ORDER BY commune`,
    );
    const rows = answer.rows.filter((row) => row.commune !== null);
    expect(
      rows.map((row) => [
        row.commune,
        row.segment,
        row.ordered_mad__count,
        row.ordered_mad__rank,
        row.ordered_mad__median,
      ]),
    ).toEqual(truth.map((row) => [row.commune, row.segment, Number(row.n), Number(row.rank), row.median]));
    const alone = rows.find((row) => row.ordered_mad__count === 1);
    expect(alone?.ordered_mad__percentile).toBeNull();
    expect(answer.nulls).toContainEqual({
      row: answer.rows.indexOf(alone ?? {}),
      column: "ordered_mad__percentile",
      reason: "no_comparison",
    });
  });

  it("are ranked from the best: the least delay, the most of anything else", async () => {
    const ranked = await ask({
      metrics: ["execution_rate"],
      groupBy: ["commune"],
      where: [IN_2025],
      peers: { of: "commune", stats: ["rank", "percentile"] },
      order: [{ by: "execution_rate", dir: "desc" }],
    });
    const placed = ranked.rows.filter((row) => row.execution_rate !== null && row.commune !== null);
    expect(placed.map((row) => row.execution_rate__rank)).toEqual(placed.map((_, index) => index + 1));
    expect(placed[0]?.execution_rate__percentile).toBe(1);
    expect(placed.at(-1)?.execution_rate__percentile).toBe(0);
  });

  it("are counted under any condition, whichever of them are shown", async () => {
    const spec = (only?: readonly string[]): QuerySpec => ({
      metrics: ["ordered_mad"],
      groupBy: ["commune"],
      where: [IN_2025, { dimension: "province", op: "=", value: "01.511" }],
      peers: { of: "commune", stats: ["count", "rank", "max"], ...(only === undefined ? {} : { only }) },
    });
    const all = await ask(spec());
    const one = await ask(spec(["01.511.01.01"]));
    expect(one.rows).toEqual(all.rows.filter((row) => row.commune === "01.511.01.01"));
    expect(one.rows[0]?.ordered_mad__count).toBe(3);
  });

  it("give a row for each group of them where they are not in the answer", async () => {
    const answer = await ask({
      metrics: ["ordered_mad"],
      groupBy: ["segment"],
      where: [IN_2025, { dimension: "commune", op: "isnull", value: false }],
      peers: { of: "commune", stats: ["count", "min", "median", "max"] },
    });
    const truth = await fixture.truth(
      `WITH v AS (${PER_COMMUNE}) SELECT segment, count(*) AS n, min(v)::VARCHAR AS low, max(v)::VARCHAR AS high FROM v GROUP BY 1 ORDER BY 1`,
    );
    expect(
      answer.rows.map((row) => [
        row.segment,
        row.ordered_mad__count,
        row.ordered_mad__min,
        row.ordered_mad__max,
      ]),
    ).toEqual(truth.map((row) => [row.segment, Number(row.n), row.low, row.high]));
    expect(answer.columns.map((column) => column.name)).not.toContain("commune");
  });

  it("of a published metric are those of the whole country, and only one's own rows are given", async () => {
    const spec: QuerySpec = {
      metrics: ["ordered_mad"],
      groupBy: ["commune"],
      where: [IN_2025],
      peers: { of: "commune", stats: ["count", "rank"] },
    };
    const [own, all] = [await ask(spec, GOVERNOR), await ask(spec)];
    const codes = own.rows.map((row) => row.commune);
    expect(codes).toEqual(["01.511.01.0", "01.511.01.01", "01.511.05.03"]);
    expect(own.rows).toEqual(all.rows.filter((row) => codes.includes(row.commune ?? "")));
    const kept = await ask({ ...spec, metrics: ["permit_days"], where: [] }, GOVERNOR);
    expect(new Set(kept.rows.map((row) => row.permit_days__count))).toEqual(new Set([3]));
  });

  it("are refused where they would mean nothing", async () => {
    const peers = { of: "commune", stats: ["rank"] } as const;
    const refusals: readonly (readonly [Partial<QuerySpec>, string])[] = [
      [{ groupBy: ["segment"], peers }, "bad_value"],
      [{ groupBy: ["commune"], peers, totals: [[]] }, "not_together"],
      [{ groupBy: ["comune"], peers: { ...peers, of: "comune" } }, "unknown_dimension"],
      [{ peers: { of: "year", stats: ["median"] } }, "bad_value"],
    ];
    for (const [part, code] of refusals)
      await expect(ask({ metrics: ["ordered_mad"], ...part })).rejects.toMatchObject({ code });
  });
});

describe("totals", () => {
  it("follow the rows, each asked anew: a rate's is the rate of the whole", async () => {
    const spec = { metrics: ["ordered_mad", "execution_rate", "permit_categories"], where: [IN_2025] };
    const answer = await ask({
      ...spec,
      groupBy: ["region", "province"],
      totals: [["region"], []],
      limit: 2,
    });
    expect(answer.rows.map((row) => row.total)).toEqual([0, 0, 1, 1, 2]);
    const strip = ({ total: _, province: __, ...row }: Answer["rows"][number]) => row;
    const regions = await ask({ ...spec, groupBy: ["region"] });
    expect(answer.rows.filter((row) => row.total === 1).map(strip)).toEqual(regions.rows);
    const [nation] = (await ask(spec)).rows;
    expect(answer.rows.at(-1)).toEqual({ region: null, province: null, total: 2, ...nation });
    expect(answer.nulls).toContainEqual({ row: 4, column: "region", reason: "total" });
    expect(answer.nulls).toContainEqual({ row: 2, column: "province", reason: "total" });
  });

  it("hold their comparisons, and know the dimensions that they keep", async () => {
    const answer = await ask({
      metrics: ["ordered_mad"],
      groupBy: ["region"],
      time: { grain: "year", from: "2025", to: "2025", compare: "previous" },
      totals: [["year"]],
    });
    const [truth] = await fixture.truth(
      "SELECT sum(ordered_mad)::VARCHAR AS prev FROM fct_budget WHERE fiscal_year = 2024",
    );
    expect(answer.rows.at(-1)).toMatchObject({ total: 1, year: 2025, ordered_mad__prev: truth?.prev });
    await expect(
      ask({ metrics: ["ordered_mad"], groupBy: ["region"], totals: [["regoin"]] }),
    ).rejects.toMatchObject({
      code: "unknown_total",
      message: expect.stringContaining("region"),
    });
  });
});

describe("a cell of too few", () => {
  const spec: QuerySpec = { metrics: ["on_time_rate"], groupBy: ["collectivity", "month"] };

  it("is kept from the public, with its reason, and shown to who may see it", async () => {
    const [open, all] = [await ask(spec, PUBLIC_VIEWER), await ask(spec)];
    const counts = await ask({ ...spec, metrics: ["permit_files"] });
    const few = counts.rows.flatMap((row, index) => (Number(row.permit_files) < 2 ? [index] : []));
    expect(few.length).toBeGreaterThan(0);
    expect(few.length).toBeLessThan(counts.rows.length);
    for (const [index, row] of open.rows.entries())
      expect(row.on_time_rate).toBe(few.includes(index) ? null : all.rows[index]?.on_time_rate);
    expect(open.nulls.filter((one) => one.reason === "suppressed").map((one) => one.row)).toEqual(few);
    expect(all.nulls.filter((one) => one.reason === "suppressed")).toEqual([]);
  });
});
