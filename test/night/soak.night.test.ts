import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { homeAt } from "#warehouse/home.ts";
import { currentId } from "#warehouse/release/index.ts";
import { median } from "../bench/told.ts";
import { serveHome } from "../e2e/server.ts";
import { fixtureHome, stateFiles } from "../fixture/home.ts";
import { tell } from "./told.ts";

/** R20: minutes of requests while the release changes; a day tells a leak of a megabyte an hour, less tells a larger one. */
const MINUTES = Number(process.env.BAYAN_SOAK_MINUTES ?? 1);
const A_SECOND = 20;
const PUBLISH_EVERY_MS = 15_000;
const SLOPE_FROM_MINUTES = 600;
const PATHS = [
  "/fr/",
  "/ar/tableaux/budget",
  "/fr/tableaux/rokhas",
  "/fr/carte",
  "/api/v1/territories?level=region",
  "/api/v1/rankings?index=rokhas_delai&level=province",
  `/api/v1/query?spec=${encodeURIComponent(JSON.stringify({ metrics: ["ordered_mad"], groupBy: ["region"] }))}`,
];

const root = mkdtempSync(join(tmpdir(), "bayan-soak-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A home of two releases that differ by their name alone, so that publishing costs a rename and opening is real. */
async function twins(): Promise<readonly [string, string]> {
  const fixture = await fixtureHome();
  const id = currentId(fixture) ?? "";
  const other = `${id.slice(0, -4)}${id.endsWith("0000") ? "1111" : "0000"}`;
  for (const name of ["keys", "current", ...stateFiles(fixture.root)])
    cpSync(join(fixture.root, name), join(root, name), { recursive: true });
  for (const folder of ["tmp", "releases"]) mkdirSync(join(root, folder));
  for (const each of [id, other]) {
    const dir = join(root, "releases", each);
    cpSync(join(fixture.releases, id), dir, { recursive: true });
    for (const name of ["manifest.public.json", "manifest.build.json"]) {
      const file = join(dir, name);
      writeFileSync(file, readFileSync(file, "utf8").replaceAll(id, each));
    }
  }
  return [id, other];
}

const residentMiB = (pid: number): number =>
  (Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096) / 2 ** 20;

it(`${MINUTES} minutes of ${A_SECOND} requests a second and a release every ${PUBLISH_EVERY_MS / 1000} s`, async () => {
  const ids = await twins();
  const home = homeAt(root);
  const served = await serveHome(root, { BAYAN_LOG_LEVEL: "error", BAYAN_REQUESTS_PER_SECOND: "0" });
  const pid = served.process.pid ?? 0;
  const began = performance.now();
  const seen: { hours: number; mib: number; files: number }[] = [];
  const faults: string[] = [];
  const underWay = new Set<Promise<void>>();
  const ask = async (path: string): Promise<void> => {
    const response = await fetch(served.url + path);
    await response.arrayBuffer();
    if (response.status !== 200) faults.push(`${path}: ${response.status}`);
  };
  try {
    let [asked, published] = [0, 0];
    while (performance.now() - began < MINUTES * 60_000) {
      const path = PATHS[asked % PATHS.length] ?? "/";
      const one = ask(path).catch((error: unknown) => void faults.push(`${path}: ${String(error)}`));
      underWay.add(one);
      void one.then(() => underWay.delete(one));
      asked += 1;
      if (performance.now() - began > (published + 1) * PUBLISH_EVERY_MS) {
        published += 1;
        writeFileSync(home.current, `${ids[published % 2]}\n`);
      }
      if (asked % (2 * A_SECOND) === 0)
        seen.push({
          hours: (performance.now() - began) / 3_600_000,
          mib: residentMiB(pid),
          files: readdirSync(`/proc/${pid}/fd`).length,
        });
      await sleep(Math.max(0, began + (asked * 1000) / A_SECOND - performance.now()));
    }
    await Promise.all(underWay);
    const third = Math.floor(seen.length / 3);
    const [early, late] = [seen.slice(third, 2 * third), seen.slice(2 * third)];
    const of = (rows: typeof seen, key: "mib" | "files" | "hours"): number =>
      median(rows.map((row) => row[key]));
    const slope = (of(late, "mib") - of(early, "mib")) / (of(late, "hours") - of(early, "hours"));
    tell(
      `${asked} requests, ${published} releases, ${faults.length} faults, ${of(late, "mib").toFixed(0)} MiB held (${slope.toFixed(0)} MiB/h over the last two thirds${MINUTES < SLOPE_FROM_MINUTES ? ", too short to judge" : ""}), files open ${of(early, "files")} then ${of(late, "files")}`,
    );
    expect(faults).toEqual([]);
    expect(of(late, "files")).toBeLessThanOrEqual(of(early, "files") + 8);
    expect(Math.max(...seen.map(({ mib }) => mib))).toBeLessThan(1024);
    if (MINUTES >= SLOPE_FROM_MINUTES) expect(slope).toBeLessThan(1);
  } finally {
    await served.stop();
  }
});
