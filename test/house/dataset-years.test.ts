import { join } from "node:path";
import { expect, test } from "vitest";
import { withMarts } from "#opendata/build/publish.ts";
import { rowsOf } from "#opendata/build/sql.ts";
import { DATASETS } from "#opendata/datasets/index.ts";
import { ident } from "#warehouse/quote.ts";
import { currentId, releaseDir } from "#warehouse/release/index.ts";
import { readBuildManifest, readPublicManifest } from "#warehouse/release/manifest.ts";
import { fixtureHome } from "../fixture/home.ts";
import { scratchFolder } from "../fixture/scratch.ts";

const YEAR = "fiscal_year";
const split = DATASETS.filter(({ splitBy, guard }) => splitBy === YEAR && guard === null);

/** What a release takes over of other years when one was replaced (opendata/build/take-over.ts) stands on this. */
test("a dataset split by fiscal year has in each year the rows that its marts' rows of that year alone make", {
  timeout: 300_000,
}, async () => {
  const home = await fixtureHome();
  const dir = releaseDir(home, currentId(home) ?? "");
  const tables = [...readPublicManifest(dir).tables, ...readBuildManifest(dir).tables];
  const byYear = new Set(tables.filter(({ parts }) => parts !== undefined).map(({ name }) => name));
  const place = {
    dir,
    database: join(dir, "warehouse.duckdb"),
    memory: "1GiB",
    temp: scratchFolder("years"),
  };
  let looked = 0;
  await withMarts(place, async ([lane]) => {
    for (const { slug, marts, columns, sql } of split) {
      const replaced = marts.filter((mart) => byYear.has(mart));
      if (replaced.length === 0) continue;
      const list = columns.map((name) => ident(name)).join(", ");
      await lane.run(`create or replace temp table whole as select ${list} from (${sql})`);
      const years = await rowsOf(lane, `select distinct ${YEAR} from whole order by 1`);
      for (const [year] of years) {
        const cut = replaced.map(
          (mart) => `${ident(mart)} as (select * from temp.main.${ident(mart)} where ${YEAR} = ${year})`,
        );
        const alone = `with ${cut.join(", ")} select ${list} from (${sql}) where ${YEAR} = ${year}`;
        await lane.run(`create or replace temp table alone as ${alone}`);
        const of = `from whole where ${YEAR} = ${year}`;
        const [differ] = await rowsOf(
          lane,
          `select (select count(*) from (${of} except all from alone)) + (select count(*) from (from alone except all ${of}))`,
        );
        expect(Number(differ?.[0]), `${slug} ${year}`).toBe(0);
        looked += 1;
      }
    }
  });
  expect(looked).toBeGreaterThan(60);
});
