import { mkdirSync } from "node:fs";
import type { RequestListener } from "node:http";
import { servingTemp } from "#warehouse/home.ts";
import { openReleases, type Releases, stateOf } from "#warehouse/release/index.ts";
import { type Access, ensureDemo, homeAudit, openAccess, sealAudit } from "#warehouse/state/index.ts";
import type { Context, Surface } from "#warehouse/surface.ts";
import { exportLedger, sourcesHealth } from "../engine/index.ts";
import type { Cli } from "./cli.ts";
import { joined } from "./compose.ts";
import { storeOf } from "./store.ts";

export interface Site {
  /** `http://127.0.0.1:8080`: where the socket is bound. */
  readonly url: string;
  /** Answers from here on; until then each request is told to come back. */
  open(listener: RequestListener): void;
  close(): Promise<void>;
}

/** Binds the address before the work, so that a port in use is told at once and not after it. */
export async function bindSite(cli: Cli): Promise<Site> {
  const { limitsOf, serve } = await import("#api/index.ts");
  let listener: RequestListener = (_, response) => {
    const type = "text/plain; charset=utf-8";
    response.writeHead(503, { "content-type": type, "retry-after": "5", "cache-control": "no-store" });
    response.end(`${cli.say("preparing")}\n`);
  };
  const { host, port } = cli.settings;
  const limits = limitsOf(cli.settings);
  const serving = await serve((request, response) => listener(request, response), { host, port, limits });
  return {
    url: serving.url,
    open(next) {
      listener = next;
    },
    close: () => serving.close(3000),
  };
}

/** Everything that a surface is handed when it serves. */
export async function createContext(
  cli: Cli,
  surfaces: readonly Surface[],
  url: string,
): Promise<{ readonly ctx: Context; readonly releases: Releases }> {
  const { createDoor } = await import("#warehouse/door/index.ts");
  const temp = servingTemp(cli.home);
  mkdirSync(temp, { recursive: true });
  const ledger = cli.ledger();
  const releases = openReleases(cli.home, cli.settings, {
    clock: cli.clock,
    state: (id) => {
      const state = stateOf(cli.home, ledger, id);
      return state === "withdrawn" ? "validated" : state;
    },
    onSwap: (id, error) => {
      if (error === null) cli.log.info({ release: id }, "release served");
      else cli.log.error({ release: id, err: error }, "release cannot be opened; the one before goes on");
    },
  });
  const door = createDoor({
    releases,
    settings: cli.settings,
    temp,
    raw: storeOf(cli),
    onFault: (fault) => cli.log.warn({ fault }, "metric left out"),
  });
  const ctx: Context = {
    ...joined(surfaces),
    settings: cli.settings,
    home: cli.home,
    clock: cli.clock,
    log: cli.log,
    door,
    release: () => releases.current(),
    publicUrl: cli.settings.publicUrl ?? url,
    audit: homeAudit(cli.home, cli.state(), cli.clock),
    sources: () => sourcesHealth(exportLedger(cli.state()), cli.clock),
  };
  return { ctx, releases };
}

/** Accounts, sessions and the log of this home. */
export function openAccessOf(cli: Cli): Access {
  const { home, clock, settings } = cli;
  return openAccess({ home, state: cli.state(), clock, settings });
}

/** The same for a server, with the demonstration accounts. */
export function createAccess(cli: Cli): Access {
  const { home, clock } = cli;
  const access = openAccessOf(cli);
  // Always there, and refused as soon as anything but the sample is loaded.
  ensureDemo(access.accounts);
  sealAudit(home, cli.state(), clock);
  return access;
}

/** The HTTP application over every surface. */
export async function createListener(
  cli: Cli,
  ctx: Context,
  surfaces: readonly Surface[],
): Promise<RequestListener> {
  const { createApp } = await import("#api/index.ts");
  return createApp(ctx, surfaces, { access: createAccess(cli) });
}
