import { expect, test } from "vitest";
import { importsOf, ROOMS, type Room, sourceFiles } from "./tree.ts";

/** What a surface may take from the warehouse: the door, and the leaf types that describe a context. */
const DOOR = /^warehouse\/(door\/.*|text|errors|clock|quote|surface|settings|home|release\/types)(\.ts)?$/;
const KIT = /^dashboards\/(charts|lib|i18n)\//;
const index = (room: string) => new RegExp(`^${room}/index\\.tsx?$`);
const surfaceDoors = ["dashboards", "geoportal", "opendata", "reports"].map(index);

/** The table of design §2. A path is allowed when one of its room's patterns matches. */
const ALLOWED: Record<Room, (from: string) => RegExp[]> = {
  pipelines: (from) =>
    from.startsWith("pipelines/cli/")
      ? [/^warehouse\//, ...surfaceDoors, index("api"), /^dashboards\/lib\/build\.ts$/]
      : [/^warehouse\//],
  models: () => [],
  warehouse: () => [],
  // Alerts are read and answered on pages, and photos shown; figures on other sites go by signed addresses.
  dashboards: (from) =>
    inBrowser(from)
      ? [/^api\/client\//]
      : [DOOR, /^warehouse\/(?:(?:alerts|attachments|desk)\/index|keys)\.ts$/],
  // Alerts stand on the map; its prints are set by the one typesetter; lines are cut and measured by an engine of its own.
  geoportal: (from) =>
    inBrowser(from)
      ? [/^api\/client\//, KIT]
      : [
          DOOR,
          KIT,
          /^warehouse\/(?:alerts\/index|engine|python)\.ts$/,
          /^reports\/typst\/(compile|svg)\.ts$/,
        ],
  // A catalogue of versions stands on the releases before this one, and on their hashes; it reads files by an engine of
  // its own, opened like the others.
  opendata: (from) =>
    inBrowser(from) ? [/^api\/client\//, KIT] : [DOOR, KIT, /^warehouse\/(release\/index|engine)\.ts$/],
  // What was issued, to whom it is sent and what became of it stands in the state store; alerts are sent too.
  reports: () => [DOOR, KIT, /^warehouse\/((state|alerts)\/index|sftp|keys)\.ts$/],
  api: (from) =>
    from.startsWith("api/client/") ? [] : [/^warehouse\//, ...surfaceDoors, /^dashboards\/lib\//],
  test: () => [/./],
};

function inBrowser(path: string): boolean {
  return /^[a-z]+\/client\//.test(path);
}

/** Tests and their helpers may reach what they try; only the product's own arrows are bound. */
const isTest = (path: string) => /\.test\.tsx?$/.test(path) || /\/testing\//.test(path);

test("imports follow the arrows of the design", () => {
  const wrong: string[] = [];
  for (const file of sourceFiles()) {
    if (isTest(file.path)) continue;
    for (const target of importsOf(file.path, file.text)) {
      const room = target.split("/")[0] as Room;
      if (!ROOMS.includes(room) || room === file.room) continue;
      if (!ALLOWED[file.room](file.path).some((pattern) => pattern.test(target))) {
        wrong.push(`${file.path} → ${target}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("a client file imports nothing of Node", () => {
  const wrong = sourceFiles()
    .filter((file) => inBrowser(file.path) && !isTest(file.path))
    .filter((file) => /from\s+["']node:/.test(file.text))
    .map((file) => file.path);
  expect(wrong).toEqual([]);
});
