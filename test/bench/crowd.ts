import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { serveHome } from "../e2e/server.ts";
import { fixtureHome } from "../fixture/home.ts";
import type { BenchContext, Figure } from "./run.ts";

const CONNECTIONS = 500;
const SECONDS = Number(process.env.BAYAN_CROWD_SECONDS ?? 60);
const SLOW = 1_000;
/** Longer than the server lets a client send its headers. */
const SLOW_SECONDS = 14;

const spec = (given: object): string => `/api/v1/query?spec=${encodeURIComponent(JSON.stringify(given))}`;
/** What a crowd reads: pages, lists, figures, a file's description. */
const PATHS = [
  "/fr/",
  "/ar/tableaux/budget",
  "/fr/tableaux/rokhas",
  "/fr/carte",
  "/api/v1/metrics",
  "/api/v1/territories?level=region",
  "/api/v1/rankings?index=rokhas_delai&level=province",
  spec({ metrics: ["ordered_mad", "execution_rate"], groupBy: ["region"] }),
  spec({ metrics: ["permit_files"], groupBy: ["province"], time: { grain: "year" } }),
  "/readyz",
];

interface Answered {
  readonly status: number;
  /** Where the connection failed: how. */
  readonly fault?: string;
  readonly retryAfter: string | undefined;
  readonly ms: number;
}

/** One request, read to its end; status 0 where the connection failed. */
function ask(url: string, agent: Agent | undefined): Promise<Answered> {
  const began = performance.now();
  const done = (status: number, retryAfter?: string): Answered => ({
    status,
    retryAfter,
    ms: performance.now() - began,
  });
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void =>
      resolve({ ...done(0), fault: error.code ?? error.message });
    get(url, { ...(agent === undefined ? {} : { agent }), headers: { accept: "*/*" } }, (response) => {
      response.on("end", () => resolve(done(response.statusCode ?? 0, response.headers["retry-after"])));
      response.on("error", failed);
      response.resume();
    }).on("error", failed);
  });
}

/** Most memory that the process ever held, in MiB: the kernel's own mark. */
const peakMiB = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/**
 * R17 on one machine, over loopback: 500 connections that ask without a pause, then 1,000 sockets that never finish
 * their headers. All the while somebody else asks for one page.
 */
export async function bench(_ctx: BenchContext): Promise<readonly Figure[]> {
  const home = await fixtureHome();
  const served = await serveHome(home.root, { BAYAN_LOG_LEVEL: "error" });
  const pid = served.process.pid ?? 0;
  try {
    for (const path of PATHS) await ask(served.url + path, undefined);
    const crowd = await crowdOf(served.url);
    const slow = await slowSockets(served.url);
    const alive = served.process.exitCode === null ? 0 : 1;
    const peak = peakMiB(pid);
    const figure = (
      name: string,
      value: number,
      reference: number,
      unit: string,
      bar: number | null = 1,
    ): Figure => ({
      ...{
        name,
        value,
        reference,
        ratio: reference === 0 ? (value === 0 ? 0 : Number.POSITIVE_INFINITY) : value / reference,
      },
      ...{ bar, unit },
    });
    return [
      figure(`${CONNECTIONS} connections, ${SECONDS} s: crashes`, alive, 1, "crashes", 0),
      figure(
        `${CONNECTIONS} connections: answers that are neither 200 nor an honest 429/503${crowd.what}`,
        crowd.bad,
        Math.max(1, crowd.all),
        "answers",
        0,
      ),
      figure(
        `${CONNECTIONS} connections: a normal request, slowest honest answer`,
        crowd.normalMs,
        1000,
        "ms",
      ),
      figure(`${CONNECTIONS} connections: median of the crowd`, crowd.p50, 1000, "ms", null),
      figure(`${CONNECTIONS} connections: p99 of the crowd`, crowd.p99, 1000, "ms", null),
      figure(
        `${CONNECTIONS} connections: answers a second (refused: ${crowd.refused} of ${crowd.all})`,
        crowd.all / SECONDS,
        1000,
        "1/s",
        null,
      ),
      figure(`${SLOW} slow sockets: a normal request, slowest`, slow.normalMs, 1000, "ms"),
      figure(`${SLOW} slow sockets: still open after ${SLOW_SECONDS} s`, slow.open, SLOW, "sockets", 0),
      figure("memory at most", peak, 1024, "MiB"),
    ];
  } finally {
    await served.stop();
  }
}

async function crowdOf(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, maxFreeSockets: CONNECTIONS });
  const until = performance.now() + SECONDS * 1000;
  const times: number[] = [];
  const bad = new Map<string, number>();
  let refused = 0;
  const note = ({ status, fault, retryAfter, ms }: Answered): void => {
    times.push(ms);
    if (status === 200) return;
    if ((status === 429 || status === 503) && retryAfter !== undefined) refused += 1;
    else count(fault ?? String(status));
  };
  const count = (what: string): void => void bad.set(what, (bad.get(what) ?? 0) + 1);
  const one = async (index: number): Promise<void> => {
    for (let turn = index; performance.now() < until; turn += 1) {
      const answered = await ask(url + (PATHS[turn % PATHS.length] ?? "/"), agent);
      note(answered);
      // Who is told to come back does.
      if (answered.retryAfter !== undefined) await sleep(Number(answered.retryAfter) * 1000);
    }
  };
  let normalMs = 0;
  const normal = async (): Promise<void> => {
    while (performance.now() < until) {
      const { ms, status, fault, retryAfter } = await ask(`${url}/fr/tableaux/budget`, undefined);
      if (status !== 200 && retryAfter === undefined) count(`normal ${fault ?? status}`);
      normalMs = Math.max(normalMs, ms);
      await sleep(500);
    }
  };
  await Promise.all([normal(), ...Array.from({ length: CONNECTIONS }, (_, index) => one(index))]);
  agent.destroy();
  times.sort((a, b) => a - b);
  const what = [...bad].map(([name, times]) => ` (${name}: ${times})`).join("");
  const sum = [...bad.values()].reduce((total, each) => total + each, 0);
  return {
    all: times.length,
    bad: sum,
    what,
    refused,
    normalMs,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

async function slowSockets(url: string) {
  const { hostname, port } = new URL(url);
  let open = 0;
  const sockets: Socket[] = Array.from({ length: SLOW }, () => {
    const socket = connect(Number(port), hostname);
    let counted = false;
    socket.on("connect", () => {
      counted = true;
      open += 1;
      socket.write("GET /fr/ HTTP/1.1\r\nHost: slow\r\n");
    });
    // A reset is how the server may end what goes on too long.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      if (counted) open -= 1;
    });
    socket.resume();
    return socket;
  });
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write("X-a: b\r\n");
  }, 1000);
  let normalMs = 0;
  const until = performance.now() + SLOW_SECONDS * 1000;
  while (performance.now() < until) {
    const { ms, status } = await ask(`${url}/fr/tableaux/budget`, undefined);
    normalMs = Math.max(normalMs, status === 200 ? ms : Number.POSITIVE_INFINITY);
    await sleep(300);
  }
  clearInterval(drip);
  const left = open;
  for (const socket of sockets) socket.destroy();
  return { normalMs, open: left };
}
