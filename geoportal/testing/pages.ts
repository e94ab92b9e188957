import type { Server } from "node:http";
import express from "express";
import { parseHTML } from "linkedom";
import { expect } from "vitest";
import { surface } from "#geoportal/index.ts";
import { listen } from "#test/fixture/listen.ts";
import { mapContext } from "./context.ts";

/** The map's own routes over the invented door, on a free port. */
export async function serveMap(): Promise<{ readonly base: string; readonly server: Server }> {
  const app = express();
  app.use(surface.routes(await mapContext([surface])));
  const { server, origin } = await listen(app);
  return { base: origin, server };
}

/** Opens one of its pages, which must be there, whole, and free of what the content policy refuses. */
export async function openPage(base: string, path: string) {
  const response = await fetch(`${base}${path}`);
  const html = await response.text();
  expect(response.status, path).toBe(200);
  expect(html).not.toMatch(/\sstyle=|<script(?![^>]*\ssrc=)|undefined|NaN|\[object/);
  const { document } = parseHTML(html);
  const texts = (selector: string): string[] =>
    [...document.querySelectorAll(selector)].map((node) => node.textContent?.trim() ?? "");
  return { document, texts, one: (selector: string): string => texts(selector)[0] ?? "" };
}
