import { pino } from "pino";
import { type Clock, systemClock } from "#warehouse/clock.ts";
import { createDoor, type DoorLimits } from "#warehouse/door/index.ts";
import { createFixture, type DoorFixture } from "#warehouse/door/testing/fixture.ts";
import { homeAt } from "#warehouse/home.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { type Access, type AccountRole, openAccess, openState, type State } from "#warehouse/state/index.ts";
import type { Context, Surface } from "#warehouse/surface.ts";
import { createApp } from "../app.ts";
import { type Serving, serve } from "../serve.ts";

export interface TestServer {
  readonly url: string;
  readonly fixture: DoorFixture;
  readonly serving: Serving;
  readonly ctx: Context;
  readonly access: Access;
  readonly state: State;
  /** Headers of a session of a new account with this role. */
  as(role: AccountRole, territory?: string | null): Record<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  ask(spec: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

const LABELS = { budget: "Budget", map: "Carte" };

/** A server on a free port over the door's fixture. */
export async function startTestServer(
  options: {
    readonly limits?: Partial<DoorLimits>;
    readonly settings?: object;
    readonly surfaces?: readonly Surface[];
    readonly publicUrl?: string;
    readonly clock?: Clock;
    /** The port to listen on; a free one by default. */
    readonly port?: number;
    /** Rows of the fixture's release; the door's own small country by default. */
    readonly fixture?: DoorFixture;
  } = {},
): Promise<TestServer> {
  const fixture = options.fixture ?? (await createFixture());
  const settings = { ...loadSettings({ env: {}, cwd: fixture.dir }).settings, ...options.settings };
  const clock = options.clock ?? systemClock;
  const state = openState(":memory:");
  const home = homeAt(fixture.dir);
  const access = openAccess({ home, state, clock, settings });
  const ctx: Context = {
    settings,
    home,
    clock,
    log: pino({ level: "silent" }),
    door: createDoor({ releases: fixture.releases, settings: { ...settings, ...options.limits } }),
    release: fixture.releases.current,
    audit: access.audit,
    publicUrl: options.publicUrl ?? "http://127.0.0.1",
    nav: [
      { path: "/tableaux/budget", label: "budget", roles: ["public"], order: 1 },
      { path: "/carte", label: "map", roles: ["public"], order: 2 },
    ],
    messages: { fr: LABELS, ar: LABELS, en: LABELS },
  };
  const serving = await serve(createApp(ctx, options.surfaces ?? [], { access }), {
    host: "127.0.0.1",
    port: options.port ?? 0,
  });
  const { url } = serving;
  let made = 0;
  return {
    url,
    fixture,
    serving,
    ctx,
    access,
    state,
    as(role, territory = null) {
      made += 1;
      const { id } = access.accounts.add({
        name: `${role}-${made}`,
        display: role,
        role,
        territory,
      });
      return { cookie: `bayan_session=${access.sessions.create(id)}` };
    },
    get: (path, headers = {}) => fetch(`${url}${path}`, { headers, redirect: "manual" }),
    ask: (spec, headers = {}) =>
      fetch(`${url}/api/v1/query`, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers },
        body: typeof spec === "string" ? spec : JSON.stringify(spec),
      }),
    async close() {
      await serving.close(100);
      state.close();
      fixture.close();
    },
  };
}
