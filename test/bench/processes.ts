import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { type Served, serveHome } from "../e2e/server.ts";
import { fixtureHome } from "../fixture/home.ts";
import type { BenchContext, Figure } from "./run.ts";
import { median, told } from "./told.ts";

const ROUNDS = 5;
const SECONDS = Number(process.env.BAYAN_PROCESSES_SECONDS ?? 10);
/** A turn in which others took more than this share of a core is told, and done again: it measures them. */
const OTHERS = 0.1;
const AGAIN = 4;
/** Requests under way at each server: enough that it never waits for the next. */
const AT_ONCE = 4;
const TICKS_A_SECOND = 100;
/** Pages about one council, each drawn the once: what a server has kept costs it nothing worth sharing. */
const PAGES = ["budget", "recettes", "ratios", "synthese", "comptes", "rokhas"];

interface Round {
  readonly rate: number;
  readonly cpuMs: number;
  /** Cores taken meanwhile by the clients, and by whatever has nothing to do with this. */
  readonly clients: number;
  readonly others: number;
}

/**
 * Two servers over one release beside one, in turns, each held to a core of its own (`taskset`), so that one is one
 * thread's worth: a page takes its one JavaScript thread and an engine of one thread, in turns. A page costs some 60 ms
 * and its client some hundredth of that, so that the clients may run on the same cores: what they take is taken from the
 * pair, and told. Processor time is the kernel's own count of the servers' processes.
 */
export async function bench(_ctx: BenchContext): Promise<readonly Figure[]> {
  const home = await fixtureHome();
  const env = {
    ...{ BAYAN_LOG_LEVEL: "error", BAYAN_REQUESTS_PER_SECOND: "0", BAYAN_THREADS: "1" },
    BAYAN_QUERY_TIMEOUT_MS: "20000",
  };
  const servers = await Promise.all([serveHome(home.root, env), serveHome(home.root, env)]);
  try {
    for (const [core, server] of servers.entries())
      execFileSync("taskset", ["-a", "-c", "-p", String(core), String(server.process.pid)]);
    const paths = await pathsOf(servers[0].url);
    const next = (): string => {
      const path = paths.pop();
      if (path === undefined) throw new RangeError("processes: no page left that was never drawn");
      return path;
    };
    await measured(servers, next);
    const one: Round[] = [];
    const two: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      one.push(await quiet(() => measured(servers.slice(round % 2, (round % 2) + 1), next)));
      two.push(await quiet(() => measured(servers, next)));
    }
    const of = (rounds: readonly Round[], key: keyof Round): number =>
      median(rounds.map((round) => round[key]));
    const name = `median of ${ROUNDS} turns of ${SECONDS} s`;
    return [
      told(`pages a second, one server ÷ two; ${name}`, of(one, "rate"), of(two, "rate"), 1 / 1.5, "1/s"),
      told(
        `processor time of a page, two servers ÷ one; ${name}`,
        of(two, "cpuMs"),
        of(one, "cpuMs"),
        1.1,
        "ms",
      ),
    ];
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** A turn that nobody else disturbed. Throws where several were: a figure of them would be of something else. */
async function quiet(turn: () => Promise<Round>): Promise<Round> {
  for (let tries = 1; ; tries += 1) {
    const round = await turn();
    const { rate, cpuMs, clients, others } = round;
    const disturbed = others > OTHERS;
    process.stdout.write(
      `processes  ${rate.toFixed(1)} pages/s, ${cpuMs.toFixed(1)} ms a page; cores: clients ${clients.toFixed(2)}, others ${others.toFixed(2)}${disturbed ? ": disturbed" : ""}\n`,
    );
    if (!disturbed) return round;
    if (tries > AGAIN)
      throw new Error(`processes: others take ${others.toFixed(2)} cores: nothing is measured`);
  }
}

async function pathsOf(url: string): Promise<string[]> {
  const response = await fetch(`${url}/api/v1/territories?level=commune&limit=2000`);
  const { items }: { items: readonly { code: string }[] } = await response.json();
  return items.flatMap(({ code }) =>
    ["fr", "ar", "en"].flatMap((lang) => PAGES.map((page) => `/${lang}/tableaux/${page}/${code}`)),
  );
}

async function measured(servers: readonly Served[], next: () => string): Promise<Round> {
  const agent = new Agent({ keepAlive: true });
  const before = cpuSeconds(servers);
  const own = process.cpuUsage();
  const machine = busySeconds();
  const since = performance.now();
  let done = 0;
  const client = async (url: string): Promise<void> => {
    while (performance.now() - since < SECONDS * 1000) {
      await page(url + next(), agent);
      done += 1;
    }
  };
  await Promise.all(servers.flatMap(({ url }) => Array.from({ length: AT_ONCE }, () => client(url))));
  const seconds = (performance.now() - since) / 1000;
  agent.destroy();
  const served = cpuSeconds(servers) - before;
  const { user, system } = process.cpuUsage(own);
  const clients = (user + system) / 1e6;
  return {
    rate: done / seconds,
    cpuMs: (served * 1000) / done,
    clients: clients / seconds,
    others: (busySeconds() - machine - served - clients) / seconds,
  };
}

/** One page, read to its end; anything but 200 throws. */
const page = (url: string, agent: Agent): Promise<void> =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.on("end", () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`processes: ${url}: ${response.statusCode ?? 0}`)),
      );
      response.on("error", reject);
      response.resume();
    }).on("error", reject);
  });

/** User and system time of the processes so far. */
const cpuSeconds = (servers: readonly Served[]): number =>
  servers.reduce((sum, { process }) => {
    const text = readFileSync(`/proc/${process.pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return sum + (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  }, 0);

/** Processor time of the whole machine so far. */
function busySeconds(): number {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = (
    readFileSync("/proc/stat", "utf8").split("\n")[0] ?? ""
  )
    .split(/\s+/)
    .map(Number);
  return (user + nice + system + irq + softirq + steal) / TICKS_A_SECOND;
}
