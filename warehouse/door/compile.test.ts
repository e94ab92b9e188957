import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile } from "./compile.ts";
import { createOpener, type Opened } from "./opened.ts";
import { resolve } from "./resolve.ts";
import { parseSpec } from "./spec.ts";
import { createFixture, type DoorFixture } from "./testing/fixture.ts";
import type { Viewer } from "./types.ts";

const CASES = join(import.meta.dirname, "cases");
const NATIONAL: Viewer = { role: "national", territory: null, user: null, lang: "fr" };
const GOVERNOR: Viewer = { role: "province", territory: "01.511", user: null, lang: "fr" };

let fixture: DoorFixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

const withRelease = <T>(use: (opened: Opened) => Promise<T>): Promise<T> =>
  createOpener(fixture.releases, () => undefined)(use);

/** The statement laid out a clause a line, with its values below. */
function laidOut(sql: string, values: readonly unknown[]): string {
  const broken = sql.replaceAll(
    / (?=(?:FROM|WHERE|GROUP BY|HAVING|ORDER BY|UNION ALL|LEFT JOIN|INNER JOIN|LIMIT) )/g,
    "\n",
  );
  return `${broken.replaceAll(/, (?="b\d" AS \()/g, ",\n")}\n-- ${JSON.stringify(values)}\n`;
}

describe("a question compiles to the SQL that was read and agreed", () => {
  for (const name of readdirSync(CASES).sort()) {
    it(name, () =>
      withRelease(async ({ catalog, asOf }) => {
        const spec = parseSpec(JSON.parse(readFileSync(join(CASES, name, "spec.json"), "utf8")));
        const viewer = name.startsWith("scoped") ? GOVERNOR : NATIONAL;
        const scope = { published: false, territory: viewer.territory };
        const { sql, values } = compile(catalog, resolve(catalog, spec, viewer), scope, asOf, 1000);
        expect(
          laidOut(
            sql,
            values.map((one) => one.value),
          ),
        ).toBe(readFileSync(join(CASES, name, "expected.sql"), "utf8"));
      }),
    );
  }
});

it("a caller's text is never in the SQL", () =>
  withRelease(async ({ catalog, asOf }) => {
    const given = "x'; drop table fct_permit; --";
    const spec = parseSpec({
      metrics: ["permit_files"],
      where: [{ dimension: "commune", op: "=", value: given }],
    });
    const { sql, values } = compile(
      catalog,
      resolve(catalog, spec, NATIONAL),
      { published: false, territory: given },
      asOf,
      10,
    );
    expect(sql).not.toContain("drop");
    expect(values.filter((one) => one.value === given)).toHaveLength(2);
  }));
