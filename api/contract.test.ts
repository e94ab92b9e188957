import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { sourceFiles } from "#test/house/tree.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { openAccess, openState } from "#warehouse/state/index.ts";
import type { RouteDoc, Surface } from "#warehouse/surface.ts";
import { LANGS } from "#warehouse/text.ts";
import { fakeContext } from "../dashboards/testing/context.ts";
import { cookiesOf } from "./access/cookies.ts";
import { forgeryGuard } from "./access/forgery.ts";
import { accessRoutes } from "./access/routes.ts";
import { accessContract, operationsContract } from "./contract.ts";
import { siteDocument } from "./document.ts";
import { routesOf } from "./testing/routes.ts";

const ROOMS: Readonly<Record<string, () => Promise<{ readonly surface: Surface }>>> = {
  dashboards: () => import("#dashboards/index.ts"),
  geoportal: () => import("#geoportal/index.ts"),
  opendata: () => import("#opendata/index.ts"),
  reports: () => import("#reports/index.ts"),
};
const addressOf = (doc: RouteDoc): string =>
  `${(doc.method ?? "get").toUpperCase()} ${doc.localized === true ? "/{lang}" : ""}${doc.path === "/" && doc.localized === true ? "" : (doc.route ?? doc.path)}`;
const documented = (contract: readonly RouteDoc[] | undefined): string[] =>
  [...new Set((contract ?? []).map(addressOf))].sort();

describe("the contract has every route, and no other", () => {
  it.each(Object.entries(ROOMS))("of %s", async (_room, load) => {
    const { surface } = await load();
    expect(documented(surface.contract)).toEqual(routesOf(surface.routes(fakeContext([surface]))));
  });

  it("of signing in", () => {
    const ctx = fakeContext([]);
    const cookies = cookiesOf(ctx.publicUrl);
    const state = openState(":memory:");
    const access = openAccess({ home: ctx.home, state, clock: ctx.clock, settings: ctx.settings });
    const provider = {
      begin: async () => null,
      end: async () => ({ kind: "failed" as const, why: "", lang: "fr" as const }),
    };
    const forgery = forgeryGuard(cookies, ctx.publicUrl);
    expect(documented(accessContract)).toEqual(
      routesOf(accessRoutes({ ctx, access, cookies, forgery, provider })),
    );
    state.close();
  });
});

it("describes every part and parameter in words, and names each operation once", async () => {
  const surfaces = (await Promise.all(Object.values(ROOMS).map((load) => load()))).map(
    ({ surface }) => surface,
  );
  const all = [
    ...surfaces.flatMap(({ contract = [] }) => contract),
    ...accessContract,
    ...operationsContract,
  ];
  for (const doc of all) {
    const shown = `${doc.id} ${doc.path}`;
    for (const lang of LANGS) expect(doc.summary[lang], shown).not.toBe("");
    const parts = [...doc.path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => name);
    expect(Object.keys(doc.parts ?? {}), shown).toEqual(parts);
    for (const [name, schema] of Object.entries({ ...doc.parts, ...doc.query }))
      expect(z.toJSONSchema(schema, { io: "input" }).description ?? "", `${shown} ${name}`).not.toBe("");
  }
  const document = siteDocument(surfaces, "en");
  const ids = [...JSON.stringify(document).matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { name } of [...surfaces, { name: "access" }, { name: "operations" }])
    expect(readFileSync(join(PROJECT_ROOT, "api/reference/messages.ts"), "utf8")).toContain(
      `"api.tag.${name}"`,
    );
});

it("every error that can be told is explained in docs/errors.md", () => {
  const codes = new Set<string>();
  for (const { path, text } of sourceFiles()) {
    if (/\.test\.tsx?$|\/testing\/|^(pipelines|test)\//.test(path)) continue;
    for (const [, code] of text.matchAll(/new (?:HttpError|QueryError)\(\s*(?:\d{3},\s*)?"([a-z_]+)"/g))
      codes.add(code ?? "");
  }
  const page = readFileSync(join(PROJECT_ROOT, "docs/errors.md"), "utf8");
  expect([...codes].filter((code) => !page.includes(`| \`${code}\` |`)).sort()).toEqual([]);
});
