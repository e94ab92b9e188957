import { expect, test } from "vitest";
import { hashOf, placeOf } from "#geoportal/client/place.ts";
import { stepOf } from "#geoportal/client/views.ts";
import { servedMap } from "#geoportal/testing/pages.ts";
import { readStory, storyHref } from "./steps.ts";

const { get, open } = servedMap();

const STEPS = [
  { query: "", hash: "", text: "Le pays" },
  { query: "?niveau=province&dans=01", hash: "#8.0/35.5000/-5.8000", text: "Le Nord & ses provinces" },
];

test("a story's address holds its steps, and each is a map with its text, before and next", async () => {
  expect(readStory(storyHref("fr", STEPS, 2))).toEqual({ steps: STEPS, at: 2 });
  const first = await open(storyHref("fr", STEPS, 1));
  expect(first.one(".map-story-text")).toBe("Le pays");
  expect(first.one("#story-step")).toBe("Étape 1 sur 2");
  expect(first.document.querySelectorAll(".choropleth a path")).toHaveLength(12);
  expect(first.document.querySelector("[rel=prev]")).toBeNull();
  const next = first.document.querySelector("[rel=next]")?.getAttribute("href") ?? "";
  expect(next).toMatch(/#8\.0\/35\.5000\/-5\.8000$/u);
  const second = await open(next.split("#")[0] ?? "");
  expect(second.one(".map-story-text")).toBe("Le Nord & ses provinces");
  expect(second.document.querySelector("[rel=next]")).toBeNull();
  expect(second.document.querySelectorAll("#map[data-within='01']")).toHaveLength(1);
});

test("what is no view of the map is left out, a text is never markup, and no step leads back to the map", async () => {
  const odd = new URLSearchParams({ vue: "//evil.ma", dit: "x" });
  expect(readStory(`/fr/carte/recit?${odd}`).steps).toEqual([]);
  const answer = await get(`/fr/carte/recit?${odd}`, { redirect: "manual" });
  expect(answer.headers.get("location")).toBe("/fr/carte");
  const said = [{ query: "", hash: "", text: "<img src=x onerror=alert(1)>" }];
  const page = await open(storyHref("ar", said, 9));
  expect(page.one(".map-story-text")).toBe("<img src=x onerror=alert(1)>");
  expect(page.document.querySelector(".map-story img")).toBeNull();
});

test("a place and a line go through an address and back; a line of nonsense is none", () => {
  const place = {
    zoom: 8.2,
    center: [-6.85, 33.98],
    line: [
      [-6.84, 34.02],
      [-7.6, 33.57],
    ],
  } as const;
  expect(placeOf(hashOf({ ...place, center: [...place.center] }))).toEqual(place);
  expect(placeOf("#8.2/33.98/-6.85")?.line).toEqual([]);
  expect(placeOf("#8.2/33.98/-6.85/1,2,3;999,1;;x")).toBeNull();
  expect(placeOf("#8.2/33.98/-6.85/1,2,3;999,1;;5,6")?.line).toEqual([[6, 5]]);
  expect(stepOf("http://a/fr/carte?niveau=commune#8/1/2", " a ")).toEqual({
    ...{ query: "?niveau=commune", hash: "#8/1/2", text: "a" },
  });
});
