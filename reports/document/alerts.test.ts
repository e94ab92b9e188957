import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fixtureHome } from "#test/fixture/home.ts";
import { alertsOf } from "#warehouse/alerts/index.ts";
import { systemClock } from "#warehouse/clock.ts";
import { PUBLIC_VIEWER, type Viewer } from "#warehouse/door/types.ts";
import { homeAt } from "#warehouse/home.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { loadDefinitions } from "../definition/load.ts";
import { parsePeriod } from "../definition/period.ts";
import { personalInput } from "../eyes.ts";
import { inputOf, render } from "../make.ts";
import { openHome } from "../testing/open.ts";
import { buildDocument, dataHash, type Input } from "./build.ts";
import type { TablePart } from "./types.ts";

const folder = mkdtempSync(join(tmpdir(), "bayan-report-alerts-"));
const { settings } = loadSettings({ env: {} });
const [programme] = loadDefinitions().filter(({ name }) => name === "programme");
if (programme === undefined) throw new Error("programme: no such report");
const period = parsePeriod("month", "2026-09");
const MOST = 20;
let opened: Awaited<ReturnType<typeof openHome>>;
let project = { id: "", title: "", commune: "" };
/** Communes of Casablanca-Settat, more than a table prints, and one elsewhere. */
let communes: string[] = [];
const ELSEWHERE = "01.511.01.0";

const contextOf = (name: string) => ({
  ...{ door: opened.door, settings, home: homeAt(join(folder, name)), clock: systemClock },
  release: async () => ({ ...opened.release, release: () => undefined }),
});
const episode = (
  rule: string,
  subject: string,
  territory: string,
  severity: "warning" | "critical" = "warning",
) => ({
  ...{ rule, subject, territory, opened: "2026-06-01", cleared: null, value: 120, worst: 130, severity },
});
const who = (role: Viewer["role"], territory: string | null): Viewer => ({
  ...{ role, territory, user: "u", lang: "fr" },
});
const read = async (territory: string, viewer: Viewer, name = "ledger"): Promise<Input> =>
  (await personalInput(contextOf(name), programme, { territory, period, viewer, lang: "fr" })).input;
/** The report's two tables of the ledger: projects, and the rest. */
const ledger = (input: Input, lang: "fr" | "ar" | "en" = "fr"): TablePart[] =>
  buildDocument(input, lang)
    .sections.flatMap(({ parts }) => parts)
    .filter((part) => part.kind === "table")
    .filter(({ id }) => id.startsWith("alerts-"));
const notes = (input: Input): string =>
  ledger(input)
    .map(({ note }) => note.replace(/ Registre.*?\./u, ""))
    .join(" | ");

beforeAll(async () => {
  opened = await openHome(await fixtureHome());
  const { connection, done } = await opened.release.connect();
  try {
    const units = await connection.runAndReadAll(
      `SELECT code FROM dim_territory AS t JOIN bridge_territory AS b ON b.unit_code = t.code
       WHERE t.level = 'commune' AND b.ancestor_code = '06' ORDER BY code LIMIT ${MOST + 5}`,
    );
    communes = units.getRows().map(([code]) => String(code));
    const found = await connection.runAndReadAll(
      `SELECT p.project_id, p.title, p.lead_commune_code FROM fct_project AS p JOIN bridge_territory AS b
       ON b.unit_code = p.lead_commune_code WHERE b.ancestor_code = '06' ORDER BY 1 LIMIT 1`,
    );
    const [id, title, commune] = found.getRows()[0] ?? [];
    project = { id: String(id), title: String(title), commune: String(commune) };
  } finally {
    done();
  }
  alertsOf(contextOf("ledger")).sync(opened.release.id, [
    episode("project-will-be-late", project.id, project.commune, "critical"),
    ...communes.map((code) => episode("payment-slow", code, code)),
    episode("payment-slow", ELSEWHERE, ELSEWHERE),
  ]);
}, 600_000);
afterAll(() => {
  opened.close();
  rmSync(folder, { recursive: true, force: true });
});

it("is in no report that is everyone's, whose figures keep their fingerprint", async () => {
  const open = await read("06", PUBLIC_VIEWER);
  expect(ledger(open)).toEqual([]);
  expect(JSON.stringify(buildDocument(open, "fr"))).not.toContain("Alertes ouvertes");
  const issue = { release: opened.release.id, sample: true, publicUrl: null };
  const archived = await inputOf(
    opened.door,
    programme,
    { territory: "06", period, viewer: PUBLIC_VIEWER },
    issue,
  );
  expect(dataHash(open)).toBe(dataHash(archived));
  // Of another's territory a wali reads what everyone may.
  expect(ledger(await read("01", who("wali", "06")))).toEqual([]);
  expect(ledger(await read("MA", who("wali", "06")))).toEqual([]);
});

it("tells each reader of the report's territory, the gravest first, and counts what it does not print", async () => {
  const own = await read("06", who("wali", "06"));
  const [projects, others] = ledger(own);
  expect(projects?.rows).toHaveLength(1);
  expect(others?.rows).toHaveLength(MOST);
  expect(projects?.rows[0]?.label).toMatch(new RegExp(`^${project.title} · ${project.id} · `, "u"));
  expect(projects?.rows[0]?.cells.map(({ text }) => text)).toEqual([
    ...["Projet qui finira en retard", "Critique", "Suivi (collectivité)", "1er juin 2026", "Ouverte"],
  ]);
  expect(notes(own)).toMatch(/^Alertes actives : 1, dont critiques : 1\. \| /u);
  expect(notes(own)).toContain(`| Alertes actives : ${MOST + 5}, dont critiques : 0.`);
  expect(others?.note).toContain(`les ${MOST} plus graves ; les 5 autres`);
  expect(dataHash(own)).not.toBe(dataHash(await read("06", PUBLIC_VIEWER)));
  // The ministry reads the same of the region, and of the country all there is.
  expect(notes(await read("06", who("national", null)))).toBe(notes(own));
  expect(notes(await read("MA", who("national", null)))).toContain(`| Alertes actives : ${MOST + 6}, `);
  const [province = ""] = /^\d{2}\.\d{3}/u.exec(communes[0] ?? "") ?? [];
  const below = communes.filter((code) => code.startsWith(`${province}.`)).length;
  expect(notes(await read(province, who("province", province)))).toContain(`| Alertes actives : ${below},`);
});

it("prints what people did about an alert, and not who", async () => {
  const alerts = alertsOf(contextOf("ledger"));
  const [first] = alerts.active(new Set([project.commune]));
  alerts.acknowledge(first?.id ?? "", "someone", "une note");
  const input = await read("06", who("wali", "06"));
  expect(ledger(input)[0]?.rows[0]?.cells.at(-1)?.text).toBe("Prise en charge");
  expect(JSON.stringify([input.alerts, buildDocument(input, "fr")])).not.toMatch(/someone|une note/u);
});

it("stands in each language and format, the same bytes twice, under the reader's mark", async () => {
  const input = await read("06", who("wali", "06"));
  const again = await read("06", who("wali", "06"));
  for (const [lang, title, mark] of [
    ["fr", "Alertes ouvertes sur les projets", "Diffusion restreinte"],
    ["ar", "التنبيهات القائمة بشأن المشاريع", "توزيع محدود"],
    ["en", "Open alerts about projects", "Restricted"],
  ] as const) {
    expect(ledger(input, lang)[0]?.note).not.toMatch(/undefined|NaN|\{/u);
    for (const format of ["pdf", "html", "xlsx"] as const) {
      const { bytes } = await render(input, lang, format);
      expect(Buffer.from(bytes).equals(Buffer.from((await render(again, lang, format)).bytes))).toBe(true);
      if (format === "html") {
        const html = Buffer.from(bytes).toString();
        expect(html).toContain(project.title);
        expect(html).toContain(title);
        expect(html).toContain(mark);
      }
      if (format !== "xlsx") continue;
      const files = unzipSync(bytes);
      const sheets = Object.keys(files)
        .filter((name) => name.includes("worksheets/"))
        .map((name) => strFromU8(files[name] ?? new Uint8Array()));
      const sheet = sheets.find((text) => text.includes(title) && text.includes(project.title));
      // The sheet can leave its workbook: it says itself that it is an example, and for whom it is.
      expect(sheet).toContain(mark);
      expect(sheets[0]).toContain(mark);
    }
  }
}, 60_000);

it("says nothing of a territory as long as the ledger has read no release", async () => {
  const [part] = ledger(await read("06", who("wali", "06"), "fresh"));
  expect(part?.rows).toEqual([]);
  expect(part?.note).toBe(part?.empty);
  expect(part?.empty).toContain("aucune livraison");
});
