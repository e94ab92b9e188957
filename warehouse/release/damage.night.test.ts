import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tell } from "#test/night/told.ts";
import { systemClock } from "../clock.ts";
import { homeAt } from "../home.ts";
import { openState } from "../state/index.ts";
import { filesBelow } from "./files.ts";
import { currentId, releaseDir, releaseIds, releaseLedger, rollbackTo, verifyRelease } from "./index.ts";
import { wholeRun } from "./testing/killed.ts";
import { tinySettings } from "./testing/tiny.ts";

/** R6: as many bytes changed and files cut, one at a time, over every file of a release. */
const DAMAGES = Number(process.env.BAYAN_DAMAGES ?? 60);

const root = mkdtempSync(join(tmpdir(), "bayan-damage-"));
const home = homeAt(root);
const settings = tinySettings(root);
let dir: string;
beforeAll(async () => {
  await wholeRun(root, 1);
  dir = releaseDir(home, await wholeRun(root, 2));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What `bayan verify` says of the release: its faults, or the error that it could not be read with. */
const found = async (): Promise<readonly string[]> => {
  try {
    const results = await verifyRelease(dir, settings, []);
    return results.flatMap(({ faults }) => faults.map(({ en }) => en));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
};

it(`finds each of ${DAMAGES} damages, whichever the file and the byte`, { timeout: 3_600_000 }, async () => {
  expect(await found()).toEqual([]);
  const files = filesBelow(dir).filter((file) => statSync(join(dir, file)).size > 0);
  const unseen: string[] = [];
  let seed = 6;
  const next = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let n = 0; n < DAMAGES; n += 1) {
    const name = files[n % files.length] ?? "";
    const file = join(dir, name);
    const whole = readFileSync(file);
    const place = next(whole.length);
    if (n % 4 === 3) truncateSync(file, place);
    else {
      const copy = Buffer.from(whole);
      copy[place] = (copy[place] ?? 0) ^ (1 + next(255));
      writeFileSync(file, copy);
    }
    if ((await found()).length === 0) unseen.push(`${name} at ${place}`);
    writeFileSync(file, whole);
  }
  expect(unseen).toEqual([]);
  expect(await found()).toEqual([]);
  tell(`${DAMAGES} damages over ${files.length} files of a release, all found`);
});

it("goes back to the release before within thirty seconds", {
  timeout: 60_000,
}, async () => {
  const [before] = releaseIds(home).filter((id) => id !== currentId(home));
  truncateSync(join(dir, "warehouse.duckdb"), 4096);
  const since = performance.now();
  const state = openState(home.state);
  rollbackTo(home, releaseLedger(state, systemClock), before ?? "", "operator");
  state.close();
  const results = await verifyRelease(releaseDir(home, currentId(home) ?? ""), settings, []);
  const seconds = (performance.now() - since) / 1000;
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
  expect(currentId(home)).toBe(before);
  expect(seconds).toBeLessThan(30);
  tell(`back to the release before, verified, in ${seconds.toFixed(1)} s`);
});
