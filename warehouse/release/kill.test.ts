import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { homeAt } from "../home.ts";
import { FAULT_POINTS } from "./fault.ts";
import { currentId, openReleases, releaseDir, verifyRelease } from "./index.ts";
import { leftBy, wholeRun } from "./testing/killed.ts";
import { tinySettings } from "./testing/tiny.ts";

/** Kills at any moment, spread over a run; a thousand at night. */
const KILLS = Number(process.env.BAYAN_RELEASE_KILLS ?? 6);
const root = mkdtempSync(join(tmpdir(), "bayan-kill-"));
const home = homeAt(root);
const settings = tinySettings(root);
afterAll(() => rmSync(root, { recursive: true, force: true }));

function dying(version: number, point: string, ms: number | null = null): Promise<string | null> {
  const args = [join(import.meta.dirname, "testing", "killed.ts"), root, String(version)];
  const env = { ...process.env, NODE_ENV: "test", BAYAN_FAULT: point };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { env, stdio: "inherit" });
    if (ms !== null) setTimeout(() => child.kill("SIGKILL"), ms);
    child.on("close", (_, signal) => resolve(signal));
  });
}

/** What the release says about itself must be what its rows say: version v has a sum of 100,000 v + 499,500. */
async function readWhole(releases: ReturnType<typeof openReleases>): Promise<void> {
  const handle = await releases.current();
  const { connection, done } = await handle.connect();
  const result = await connection.runAndReadAll("SELECT sum(paid_mad)::BIGINT AS sum FROM fct_budget");
  const version = (Number(result.getRowObjectsJS()[0]?.sum) - 499_500) / 100_000;
  done();
  expect(handle.build.inputs.map(({ export_id }) => export_id)).toEqual([`e${version}`]);
  handle.release();
}

describe("kill -9", () => {
  it("at any named point leaves the release before or the one after, whole, and no trace after the next run", async () => {
    let before = await wholeRun(root, 1);
    let version = 1;
    const releases = openReleases(home, settings, { lookEvery: 0 });
    for (const point of FAULT_POINTS) {
      version += 1;
      let running = true;
      const killed = dying(version, point).finally(() => {
        running = false;
      });
      while (running) {
        await readWhole(releases);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      expect([point, await killed]).toEqual([point, "SIGKILL"]);
      const served = currentId(home) ?? "";
      const checks = await verifyRelease(releaseDir(home, served), settings, []);
      expect([point, checks.filter(({ ok }) => !ok)]).toEqual([point, []]);

      const after = await wholeRun(root, version);
      expect([before, after], point).toContain(served);
      expect(currentId(home)).toBe(after);
      expect([point, leftBy(home)]).toEqual([point, []]);
      before = after;
    }
    releases.close();
  }, 240_000);

  it("at any time does too", async () => {
    let version = 100;
    await wholeRun(root, version);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const ms = 180 + Math.round((340 * kill) / KILLS);
      version += 1;
      await dying(version, "", ms);
      const served = currentId(home) ?? "";
      const checks = await verifyRelease(releaseDir(home, served), settings, []);
      expect(checks.filter(({ ok }) => !ok)).toEqual([]);
      await wholeRun(root, version);
    }
  }, 3_600_000);
});
