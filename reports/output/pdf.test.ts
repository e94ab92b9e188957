import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fixtureHome } from "#test/fixture/home.ts";
import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { loadDefinitions } from "../definition/load.ts";
import { parsePeriod } from "../definition/period.ts";
import { inputOf, render } from "../make.ts";
import { openHome } from "../testing/open.ts";

let home: Awaited<ReturnType<typeof openHome>>;
beforeAll(async () => {
  home = await openHome(await fixtureHome());
}, 600_000);
afterAll(() => home.close());

const bare = (text: string): string => text.replace(/[\s\u202f\u00a0\u2066-\u2069\u200e\u200f]/gu, "");

it("says every figure that its answers hold, in both languages, under its title, tagged", async () => {
  const [definition] = loadDefinitions().filter(({ name }) => name === "monthly");
  if (definition === undefined) throw new Error("monthly");
  const period = parsePeriod("month", "2026-09");
  const issue = { release: home.release.id, sample: true, publicUrl: "https://bayan.example" };
  for (const territory of ["06", "01.511.01.0"]) {
    const input = await inputOf(home.door, definition, { territory, period, viewer: PUBLIC_VIEWER }, issue);
    for (const lang of ["fr", "ar"] as const) {
      const { bytes, document } = await render(input, lang, "pdf");
      const pdf = await getDocumentProxy(bytes.slice());
      const { text } = await extractText(pdf, { mergePages: true });
      const said = bare(text);
      const tables = document.sections.flatMap(({ parts }) => parts.filter((part) => part.kind === "table"));
      const cells = tables.flatMap(({ rows }) =>
        rows.flatMap((row) => row.cells.map((cell) => bare(cell.text))),
      );
      expect(cells.length).toBeGreaterThan(80);
      expect(
        cells.filter((cell) => /\d/u.test(cell) && !said.includes(cell)),
        `${territory} ${lang}`,
      ).toEqual([]);
      expect(said).toContain(document.hash);
      // pdf.js gives the words of a right-to-left line in the order of the page; their letters are in theirs.
      for (const word of document.title.split(" ")) expect(said).toContain(word);
      // What the standard asks for: a title, a language, bookmarks, and a mark that the content is tagged.
      const { info } = await pdf.getMetadata();
      expect(JSON.stringify(info)).toContain(document.title);
      expect((await pdf.getMarkInfo())?.Marked).toBe(true);
      expect((await pdf.getOutline()).length).toBeGreaterThan(4);
      const links = (
        await Promise.all(
          Array.from({ length: pdf.numPages }, async (_, at) => (await pdf.getPage(at + 1)).getAnnotations()),
        )
      ).flat();
      expect(JSON.stringify(links)).toContain(`https://bayan.example/${lang}/tableaux/budget/${territory}`);
    }
  }
}, 60_000);
