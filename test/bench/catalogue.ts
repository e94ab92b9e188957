import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DATASETS } from "#opendata/datasets/index.ts";
import { apply, diff } from "#opendata/diff/diff.ts";
import { attack, isRecovered } from "#opendata/disclosure/audit.ts";
import { protect } from "#opendata/disclosure/protect.ts";
import { isSmall } from "#opendata/disclosure/rules.ts";
import { engineAt } from "#opendata/query/engine.ts";
import { searchDatasets } from "#opendata/search.ts";
import { shelfAt } from "#opendata/shelf/shelf.ts";
import { thinShelf } from "#opendata/shelf/thin.ts";
import { tinyEntry } from "#opendata/testing/entry.ts";
import { tinyHome, tinyRelease, tinyRows } from "#opendata/testing/home.ts";
import { solver } from "#opendata/testing/solver.ts";
import { random, randomTable } from "#opendata/testing/tables.ts";
import type { Catalogue } from "#opendata/types.ts";
import { systemClock } from "#warehouse/clock.ts";
import type { BenchContext, Figure } from "./run.ts";

const figure = (
  name: string,
  value: number,
  reference: number,
  bar: number | null,
  unit: string,
): Figure => ({
  ...{ name, value, reference, bar, unit },
  ratio: reference === 0 ? value : value / reference,
});

/** The catalogue's bars: search, diffs, disks of ten releases, disclosure (R13), a slow reader's memory. */
export async function bench(ctx: BenchContext): Promise<readonly Figure[]> {
  mkdirSync(ctx.work, { recursive: true });
  return [
    search(),
    await disclosed(),
    ...(await editions()),
    await tenReleases(),
    await slowReader(ctx.work),
  ];
}

/** p95 of a search, in milliseconds, against 30. */
export function search(): Figure {
  const listed = DATASETS.map((dataset) => ({ dataset, entry: tinyEntry({ slug: dataset.slug }) }));
  const words = [
    "budget",
    "dépenses communes",
    "مشاريع",
    "recensement population",
    "تحصيل",
    "delays of payment",
    "zzz",
  ];
  const times: number[] = [];
  for (let index = 0; index < 700; index += 1) {
    const start = systemClock.ticks();
    searchDatasets(listed, words[index % words.length] ?? "");
    times.push(systemClock.ticks() - start);
  }
  times.sort((a, b) => a - b);
  return figure("search, p95", times[Math.floor(times.length * 0.95)] ?? 0, 30, 1, "ms");
}

/** Cells recovered in 1,000 random tables: none may be. */
async function disclosed(): Promise<Figure> {
  const solve = await solver();
  const next = random(13);
  let lost = 0;
  for (let index = 0; index < 1000; index += 1) {
    const table = randomTable(next);
    const { withheld } = protect(table, (value) => isSmall(value, "persons"));
    lost += attack(table, withheld, solve).filter(isRecovered).length;
  }
  return figure("R13: cells recovered in 1,000 tables", lost, 0, 0, "cells");
}

/** A hundred random changes, each diffed and applied. */
export async function editions(): Promise<readonly Figure[]> {
  const home = tinyHome();
  const engine = engineAt(home);
  const next = random(7);
  const id = (index: number) => `2025-12-${index.toString(16).padStart(12, "0")}`;
  let wrong = 0;
  for (let index = 0; index <= 100; index += 1) {
    // Only one of the two years changes, and a tenth of its rows.
    const changed = tinyRows((row, amount) =>
      row % 2 === 0 || next() > 0.1 ? amount : next() < 0.3 ? null : amount + Math.floor(next() * 1000),
    );
    await tinyRelease(home, id(index + 1), changed, index % 60);
    const list = shelfAt(home).editions("petit-jeu");
    const [from, to] = [list.at(-2), list.at(-1)];
    if (from === undefined || to === undefined) continue;
    const change = await diff(engine, from, to);
    const [a, b] = [await rowsOf(from.entry.files), await rowsOf(to.entry.files)];
    if (flat(apply(a, change)) !== flat(b)) wrong += 1;
  }
  const figures = [figure("diffs of 100 that do not give the other edition", wrong, 0, 0, "diffs")];
  rmSync(home.root, { recursive: true, force: true });
  return figures;

  async function rowsOf(files: readonly { readonly format: string; readonly sha256: string }[]) {
    const list = files
      .filter(({ format }) => format === "parquet")
      .map(({ sha256 }) => `'${engine.pathOf(sha256)}'`);
    return engine.use(async (connection) => {
      const reader = await connection.runAndReadAll(
        `select columns(*)::varchar from read_parquet([${list.join(", ")}])`,
      );
      return reader.getRowObjectsJson() as Record<string, string | null>[];
    });
  }
  function flat(rows: readonly object[]): string {
    return rows
      .map((row) => JSON.stringify(Object.entries(row).sort()))
      .sort()
      .join("\n");
  }
}

/** What ten releases take against one, a tenth of the data changing each time and seven releases being kept. */
export async function tenReleases(): Promise<Figure> {
  const home = tinyHome();
  const disk = (): number => {
    const files = ["published/files", "releases"].flatMap((folder) =>
      readdirSync(join(home.root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$|\.(csv|parquet)$/.test(entry.name))
        .map((entry) => statSync(join(entry.parentPath, entry.name))),
    );
    return [...new Map(files.map(({ ino, size }) => [ino, size])).values()].reduce(
      (sum, size) => sum + size,
      0,
    );
  };
  let first = 0;
  for (let n = 1; n <= 10; n += 1) {
    const rows = tinyRows((index, amount) => (index % 10 === 9 ? amount + n : amount), 10);
    const { dir } = await tinyRelease(home, `2025-${String(n).padStart(2, "0")}-aaaaaaaaaaaa`, rows, n);
    // Releases share what is the same by its hash: objects do that in a home, links here.
    const { datasets } = JSON.parse(readFileSync(join(dir, "opendata/catalogue.json"), "utf8")) as Catalogue;
    for (const { path, sha256 } of datasets.flatMap(({ files }) => files)) {
      rmSync(join(dir, path));
      linkSync(join(home.root, "published/files", sha256), join(dir, path));
    }
    if (n === 1) first = disk();
  }
  for (const n of [1, 2, 3])
    rmSync(join(home.releases, `2025-0${n}-aaaaaaaaaaaa`), { recursive: true, force: true });
  await thinShelf(home);
  const all = disk();
  rmSync(home.root, { recursive: true, force: true });
  return figure("disk of ten releases, a tenth of the data changing each time", all, first, 2, "B");
}

/** Memory that a gigabyte costs while a slow reader takes it, in MiB, against 64: it is sent as every file is. */
export async function slowReader(work: string): Promise<Figure> {
  const path = join(work, "large.bin");
  const block = Buffer.alloc(1 << 20, 120);
  const { open } = await import("node:fs/promises");
  const handle = await open(path, "w");
  for (let index = 0; index < 1024; index += 1) await handle.write(block);
  await handle.close();
  // A process of its own: what the reader holds is not the server's.
  const child = fork(join(import.meta.dirname, "slow-server.ts"), [path]);
  const { port } = await told(child);
  const before = await asked(child, "start");
  await new Promise<void>((resolve, reject) => {
    request({ port, path: "/large" }, async (answer) => {
      let taken = 0;
      for await (const chunk of answer) {
        taken += (chunk as Buffer).length;
        // Slow for a while, then fast: what waits must wait on the disk.
        if (taken < 64 * 2 ** 20) await sleep(5);
      }
      resolve();
    })
      .on("error", reject)
      .end();
  });
  const most = await asked(child, "stop");
  rmSync(path);
  return figure("memory while a slow reader takes 1 GB", (most - before) / 2 ** 20, 64, 1, "MiB");
}

const told = async (child: ChildProcess): Promise<{ readonly port: number; readonly rss: number }> => {
  const [message] = await once(child, "message");
  return message as { port: number; rss: number };
};
const asked = (child: ChildProcess, word: string): Promise<number> => {
  const answer = told(child);
  child.send(word);
  return answer.then(({ rss }) => rss);
};
