import { copyFileSync, cpSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { bareLoad } from "./load.ts";
import { bayan } from "./ran.ts";
import type { BenchContext, Figure } from "./run.ts";

const resultsSchema = z.object({ elapsed_time: z.number() });
const nodesElapsed = (home: string): number =>
  resultsSchema.parse(JSON.parse(readFileSync(join(home, "build/target/run_results.json"), "utf8")))
    .elapsed_time;

const publicHashes = (home: string, id: string): string =>
  readFileSync(join(home, "releases", id, "manifest.public.json"), "utf8");

/** Land → check → load → dbt → verify at a scale, against the bare typed load of the same files. */
export async function bench({ scale, work }: BenchContext): Promise<readonly Figure[]> {
  const home = join(work, "home");
  const held = join(work, "held");
  mkdirSync(held, { recursive: true });
  await bayan(home, ["sample", "--scale", String(scale)]);
  const bare = await bareLoad(join(home, "inbox"), join(work, "bare"));

  // The last monthly file of commitments waits outside until the rest is published.
  const late = globSync(join(home, "inbox/gid/engagement_2026-*.csv*")).sort().slice(-2);
  for (const file of late) {
    copyFileSync(file, join(held, basename(file)));
    rmSync(file);
  }
  const full = await bayan(home, ["run"]);
  const idle = await bayan(home, ["run"]);
  cpSync(held, join(home, "inbox/gid"), { recursive: true });
  const one = await bayan(home, ["run"]);
  // What dbt takes before its first node: it is what it is.
  const dbtStart = Math.max(0, (one.timings.dbt ?? 0) - nodesElapsed(home));
  const incremental = publicHashes(home, one.release);
  const again = await bayan(home, ["run", "--full"]);
  const same = incremental === publicHashes(home, again.release);
  if (!same) throw new Error(`flow: a full rebuild of ${one.release} has other public hashes`);

  // The index's draws, the door's sums and the files of the catalogue are the surfaces' own. Tables are hashed while
  // these files are written: only what they take longer is theirs alone.
  const { steps = 0, hash = 0, rollups = 0, draws = 0 } = full.timings;
  const core = full.seconds - Math.max(0, steps - hash) - rollups - draws;
  const figure = (
    name: string,
    value: number,
    reference: number,
    bar: number | null,
    unit = "s",
  ): Figure => ({
    name,
    value,
    reference,
    ratio: value / reference,
    bar,
    unit,
  });
  return [
    figure(
      "land, check, load, dbt, copy, hash, verify ÷ bare typed load of all files",
      core,
      bare.seconds,
      3,
    ),
    figure("a whole run ÷ bare typed load of all files (told)", full.seconds, bare.seconds, null),
    figure("a run with nothing new, seconds of 12", idle.seconds, 12, 1),
    figure(
      "one new monthly file ÷ (a tenth of the full run + dbt's start)",
      one.seconds,
      full.seconds / 10 + dbtStart,
      1,
    ),
    figure("peak memory of the process tree, GiB of 6", full.peakGiB, 6, 1, "GiB"),
  ];
}
