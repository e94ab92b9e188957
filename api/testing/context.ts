import { pino } from "pino";
import { systemClock } from "#warehouse/clock.ts";
import { createDoor, type DoorLimits } from "#warehouse/door/index.ts";
import { createFixture, type DoorFixture } from "#warehouse/door/testing/fixture.ts";
import { homeAt } from "#warehouse/home.ts";
import { loadSettings } from "#warehouse/settings.ts";
import type { Context, Surface } from "#warehouse/surface.ts";
import { createApp } from "../app.ts";
import { type Serving, serve } from "../serve.ts";

export interface TestServer {
  readonly url: string;
  readonly fixture: DoorFixture;
  readonly serving: Serving;
  readonly ctx: Context;
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
  } = {},
): Promise<TestServer> {
  const fixture = await createFixture();
  const settings = { ...loadSettings({ env: {}, cwd: fixture.dir }).settings, ...options.settings };
  const ctx: Context = {
    settings,
    home: homeAt(fixture.dir),
    clock: systemClock,
    log: pino({ level: "silent" }),
    door: createDoor({ releases: fixture.releases, settings: { ...settings, ...options.limits } }),
    release: fixture.releases.current,
    publicUrl: options.publicUrl ?? "http://127.0.0.1",
    nav: [
      { path: "/tableaux/budget", label: "budget", roles: ["public"], order: 1 },
      { path: "/carte", label: "map", roles: ["public"], order: 2 },
    ],
    messages: { fr: LABELS, ar: LABELS, en: LABELS },
  };
  const serving = await serve(createApp(ctx, options.surfaces ?? []), { host: "127.0.0.1", port: 0 });
  const { url } = serving;
  return {
    url,
    fixture,
    serving,
    ctx,
    get: (path, headers = {}) => fetch(`${url}${path}`, { headers, redirect: "manual" }),
    ask: (spec, headers = {}) =>
      fetch(`${url}/api/v1/query`, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers },
        body: typeof spec === "string" ? spec : JSON.stringify(spec),
      }),
    async close() {
      await serving.close(100);
      fixture.close();
    },
  };
}
