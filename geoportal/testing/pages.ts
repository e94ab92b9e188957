import type { Server } from "node:http";
import express from "express";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, expect } from "vitest";
import { surface } from "#geoportal/index.ts";
import { listen } from "#test/fixture/listen.ts";
import { mapContext } from "./context.ts";

/** What a test asks of the map's own routes over the invented door. */
export interface ServedMap {
  get(path: string, options?: RequestInit): Promise<Response>;
  /** See `openPage`. */
  open(path: string): ReturnType<typeof openPage>;
}

/** Serves them on a free port from before the first test of its group until after the last. */
export function servedMap(): ServedMap {
  let server: Server;
  let base: string;
  beforeAll(async () => {
    const app = express();
    app.use(surface.routes(await mapContext([surface])));
    ({ server, origin: base } = await listen(app));
  });
  afterAll(() => server.close());
  return {
    get: (path, options) => fetch(`${base}${path}`, options),
    open: (path) => openPage(base, path),
  };
}

/** Opens one of their pages, which must be there, whole, and free of what the content policy refuses. */
async function openPage(base: string, path: string) {
  const response = await fetch(`${base}${path}`);
  const html = await response.text();
  expect(response.status, path).toBe(200);
  expect(html).not.toMatch(/\sstyle=|<script(?![^>]*\ssrc=)|undefined|NaN|\[object/);
  const { document } = parseHTML(html);
  const texts = (selector: string): string[] =>
    [...document.querySelectorAll(selector)].map((node) => node.textContent?.trim() ?? "");
  return { document, texts, one: (selector: string): string => texts(selector)[0] ?? "" };
}
