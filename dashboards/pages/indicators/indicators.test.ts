import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Parser } from "n3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { homeAt } from "#warehouse/home.ts";
import { fakeRelease } from "../../testing/context.ts";
import { fakeDoor } from "../../testing/fake-door.ts";
import { dictionaryCsv, indicatorsCsv, indicatorsSkos, libraryDcat } from "./exports.ts";
import { type Library, libraryOf } from "./library.ts";
import { matches } from "./list.tsx";
import { definedSince } from "./versions.ts";

const label = { fr: "Mandaté", ar: "المأمور بصرفه", en: "Ordered" };
const TARGET = { fr: "60 jours au plus", ar: "60 يوما على الأكثر", en: "60 days at most" };
const column = (name: string, publish: boolean) => [
  name,
  { name, description: `A "${name}".`, data_type: "decimal(18,2)", meta: { publish, unit: "MAD", label } },
];
const model = (name: string, layer: string, nodes: readonly string[], more = {}) => [
  `model.bayan.${name}`,
  {
    ...{ unique_id: `model.bayan.${name}`, name, resource_type: "model", description: name },
    original_file_path: `models/${layer}/${name}.sql`,
    config: { meta: layer.startsWith("marts") ? { release: true, key: ["code"] } : {} },
    depends_on: { nodes },
    ...more,
  },
];

let dir: string;
let library: Library;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "bayan-library-"));
  const formula = { fr: 'Σ mandats "visés"\n', ar: "مجموع الحوالات", en: "Σ orders" };
  writeFileSync(
    join(dir, "semantic.json"),
    JSON.stringify({
      semantic_models: [
        { name: "m", node_relation: { alias: "fct_b" }, measures: [{ name: "ordered_mad" }] },
      ],
      metrics: [
        {
          ...{ name: "ordered_mad", description: "Orders approved." },
          type_params: { input_measures: [{ name: "ordered_mad" }] },
          config: { meta: { formula, label, target: { value: 60, text: TARGET } } },
        },
      ],
    }),
  );
  writeFileSync(
    join(dir, "models.json"),
    JSON.stringify({
      nodes: Object.fromEntries([
        model("fct_b", "marts/budget", ["model.bayan.stg_b", "source.bayan.meta.export"], {
          columns: Object.fromEntries([column("code", true), column("secret_key", false)]),
        }),
        model("stg_b", "staging/gid", ["source.bayan.gid.mandat"]),
      ]),
      sources: {
        "source.bayan.gid.mandat": {
          ...{ unique_id: "source.bayan.gid.mandat", name: "mandat", resource_type: "source" },
          ...{ source_name: "gid", original_file_path: "models/staging/gid/_sources.yml" },
          config: { meta: { owner: "DGCT", law: "Loi organique", label } },
        },
        "source.bayan.meta.export": {
          ...{ unique_id: "source.bayan.meta.export", name: "export", resource_type: "source" },
          ...{ source_name: "meta", original_file_path: "models/staging/meta/_sources.yml" },
        },
      },
    }),
  );
  library = await libraryOf(fakeDoor, { ...fakeRelease, id: "2026-10-library", dir });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const ordered = () => {
  const found = library.indicators.find(({ info }) => info.name === "ordered_mad");
  if (found === undefined) throw new Error("ordered_mad is not in the library");
  return found;
};

describe("the indicator library", () => {
  it("finds an indicator's tables, and the exports behind them, through every model between", () => {
    expect(ordered()).toMatchObject({ domain: "budget", tables: ["fct_b"], definition: "Orders approved." });
    expect(ordered().sources).toEqual([{ id: "gid.mandat", label, owner: "DGCT", law: "Loi organique" }]);
  });
  it("holds every metric that the door answers for, and no column that is not published", async () => {
    expect(library.indicators).toHaveLength((await fakeDoor.metrics()).length);
    expect(library.tables.map(({ name }) => name)).toEqual(["fct_b"]);
    expect(dictionaryCsv(library)).not.toContain("secret_key");
  });
  it("says since which release an indicator is defined as it is", async () => {
    const home = homeAt(join(dir, "home"));
    const written = (id: string, expr: string) => {
      mkdirSync(join(home.releases, id), { recursive: true });
      writeFileSync(
        join(home.releases, id, "semantic.json"),
        JSON.stringify({
          semantic_models: [{ name: "m", measures: [{ name: "a", expr }] }],
          metrics: [{ name: "a", type_params: { input_measures: [{ name: "a" }] } }],
        }),
      );
    };
    written("2026-07-aaaaaaaaaaaa", "1");
    written("2026-08-aaaaaaaaaaaa", "2");
    written("2026-09-aaaaaaaaaaaa", "2");
    written("2026-10-aaaaaaaaaaaa", "2");
    mkdirSync(join(home.releases, "2026-06-bbbbbbbbbbbb"));
    expect(await definedSince(home, "2026-10-aaaaaaaaaaaa", "a")).toEqual({
      since: "2026-08-aaaaaaaaaaaa",
      of: 5,
    });
  });
  it("is searched in any language, without accents", () => {
    expect(matches(ordered(), "mandates VISES")).toBe(false);
    expect(matches(ordered(), "mandats vises")).toBe(true);
    expect(matches(ordered(), "الحوالات")).toBe(true);
  });
  it("gives CSV that reads back, quotes and line ends included", () => {
    const csv = indicatorsCsv(library);
    expect(csv).toContain('"Σ mandats ""visés""\n"');
    expect(csv.split("\r\n")[0]).toMatch(/^name,label_fr,label_ar,label_en,formula_fr/u);
    expect(csv).not.toMatch(/,'-?\d/u);
    expect(csv).toContain(`,60,${TARGET.fr},${TARGET.ar},${TARGET.en},`);
    expect(indicatorsSkos(library, "https://x.test")).toContain(`skos:note "${TARGET.fr}"@fr`);
  });
  it("gives Turtle whose literals are escaped and whose concepts hang together", () => {
    const skos = indicatorsSkos(library, "https://bayan.test");
    expect(skos).toContain('skos:definition "Σ mandats \\"visés\\"\\n"@fr');
    expect(skos).toContain("<https://bayan.test/fr/indicateurs/ordered_mad> a skos:Concept");
    expect(skos).toContain("skos:broader <https://bayan.test/indicateurs#budget>");
    const dcat = libraryDcat(library, "https://bayan.test");
    expect(dcat.match(/a dcat:Distribution/gu)).toHaveLength(3);
    const triples = (text: string): number => new Parser().parse(text).length;
    expect(triples(skos)).toBeGreaterThan(5 * library.indicators.length);
    expect(triples(dcat)).toBeGreaterThan(15);
  });
});
