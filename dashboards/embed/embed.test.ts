import { afterAll, beforeAll, expect, test } from "vitest";
import { scratchFolder } from "#test/fixture/scratch.ts";
import { homeAt } from "#warehouse/home.ts";
import { registerTsx } from "#warehouse/tsx.ts";
import { grantOf, hostOf, isEmbeddable, originOf, tokenOf } from "./grant.ts";

registerTsx();
const { serveFake } = await import("../testing/serve.ts");
const { surface } = await import("../index.ts");
let site: Awaited<ReturnType<typeof serveFake>>;
beforeAll(async () => {
  site = await serveFake([surface]);
});
afterAll(() => site.close());

const PAGE = "/fr/tableaux/budget/01";
const code = async (page: string, figure: string, host: string): Promise<string> => {
  const query = new URLSearchParams({ page, figure, hote: host });
  const html = await (await fetch(`${site.origin}/fr/integrer?${query}`)).text();
  return /href="(\/fr\/integrer\/[^"]+)"/u.exec(html)?.[1] ?? "";
};
const figureOf = async (page: string): Promise<string> =>
  /<figure [^>]*id="([^"]+)"/u.exec(await (await fetch(`${site.origin}${page}`)).text())?.[1] ?? "";

test("a signed address shows one figure, with its table and the sample's mark, to one host", async () => {
  const figure = await figureOf(PAGE);
  const answer = await fetch(`${site.origin}${await code(PAGE, figure, "https://www.exemple.ma/page")}`);
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expect(html.match(/<figure /gu)).toHaveLength(1);
  expect(html).toContain(`id="${figure}"`);
  expect(html).toContain("sample-banner");
  expect(html).toContain('class="twin"');
  expect(html).toContain(`<base href="${PAGE}" target="_top"`);
  expect(html).not.toMatch(/<script|style=|site-header/u);
  expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors https://www.exemple.ma");
  expect(answer.headers.get("x-frame-options")).toBeNull();
});

test("a page keeps its own state in what is framed, in its own language", async () => {
  const page = "/ar/tableaux/budget/01?annee=2024";
  const html = await (await fetch(`${site.origin}${await code(page, await figureOf(page), "a.ma")}`)).text();
  expect(html).toContain('<html lang="ar" dir="rtl"');
  expect(html).toContain("2024");
});

test("an address that nobody signed, or that is over, shows nothing", async () => {
  const figure = await figureOf(PAGE);
  const path = await code(PAGE, figure, "a.ma");
  const [text = "", sign = ""] = (path.split("/").at(-1) ?? "").split(".");
  const other = Buffer.from(JSON.stringify([PAGE, figure, "b.ma", "2099-01-01"])).toString("base64url");
  for (const forged of [`${other}.${sign}`, `${text}.${"0".repeat(64)}`, text, "x.y.z"])
    expect((await fetch(`${site.origin}/fr/integrer/${forged}`)).status, forged).toBe(404);
  const past = tokenOf(site.home, { page: PAGE, figure, host: "a.ma", until: "2020-01-01" });
  expect((await fetch(`${site.origin}/fr/integrer/${past}`)).status).toBe(410);
  const none = tokenOf(site.home, { page: PAGE, figure: "no-such", host: "a.ma", until: "2099-01-01" });
  expect((await fetch(`${site.origin}/fr/integrer/${none}`)).status).toBe(404);
});

test("only figures of public pages are signed for, and a token of one home is none of another's", () => {
  for (const page of [
    "/fr/compte",
    "/fr/guichet",
    "//evil.ma/fr/tableaux",
    "/fr/tableaux/../compte",
    "/tableaux/budget",
  ])
    expect(isEmbeddable(page, "fig"), page).toBe(false);
  expect(isEmbeddable("/fr/", "fig")).toBe(true);
  const [one, two] = ["a", "b"].map((name) => homeAt(scratchFolder(`embed-${name}`)));
  if (one === undefined || two === undefined) throw new Error("homes");
  const grant = { page: PAGE, figure: "fig", host: "a.ma", until: "2027-01-01" };
  expect(grantOf(one, tokenOf(one, grant))).toEqual(grant);
  expect(grantOf(two, tokenOf(one, grant))).toBeNull();
});

test("a host is a name and a port, never a way into the policy", () => {
  expect(hostOf(" https://WWW.Exemple.ma:8443/a?b ")).toBe("www.exemple.ma:8443");
  for (const text of ["", "*", "*.ma", "a.ma b.ma", "a.ma;script-src", "'self'", "-a.ma"])
    expect(hostOf(text), text).toBeNull();
  expect(originOf("localhost:3000")).toBe("http://localhost:3000");
  expect(originOf("127.0.0.1.evil.ma")).toBe("https://127.0.0.1.evil.ma");
});
