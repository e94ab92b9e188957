import type { Server } from "node:http";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "#test/fixture/listen.ts";
import { uploadOf } from "#warehouse/attachments/index.ts";
import { hashOf } from "#warehouse/state/sessions.ts";
import type { Cookies } from "./cookies.ts";
import { forgeryGuard } from "./forgery.ts";
import { surfaceForms } from "./forms.ts";

const WORD = hashOf("form secret");
const LIMITS = { bodyBytes: 2_000, uploadBytes: 10_000 };
/** Cookies as headers of their own: what a jar does is not the matter here. */
const cookies: Cookies = {
  read: (req, name) => req.get(`x-${name}`) ?? null,
  set: () => undefined,
  clear: () => undefined,
};
let server: Server;
let origin = "";
beforeAll(async () => {
  const app = express();
  app.use(surfaceForms(forgeryGuard(cookies, "http://bayan.test"), cookies, LIMITS));
  app.post("/pieces", (req, res) => {
    res.json({ body: req.body ?? null, bytes: uploadOf(res)?.bytes.length ?? null });
  });
  app.use(((error: { status?: number }, _req, res, _next) => {
    res.status(error.status ?? 500).send("");
  }) satisfies express.ErrorRequestHandler);
  ({ server, origin } = await listen(app));
});
afterAll(() => server.close());

const send = (
  fields: Readonly<Record<string, string>>,
  size: number | null,
  headers: Readonly<Record<string, string>>,
) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (size !== null) form.set("fichier", new Blob([new Uint8Array(size)]), "a.jpg");
  return fetch(`${origin}/pieces`, { method: "POST", body: form, headers });
};
const SESSION = { "x-session": "secret" };

describe("a form with a file", () => {
  it("is read for who is signed in, with the word of the form, and from nobody else", async () => {
    const answer = await send({ jeton: WORD, titre: "Le pont" }, 300, SESSION);
    expect(await answer.json()).toEqual({ body: { jeton: WORD, titre: "Le pont" }, bytes: 300 });
    expect((await send({ titre: "Le pont" }, 300, SESSION)).status).toBe(403);
    expect((await send({ jeton: "another" }, 300, SESSION)).status).toBe(403);
    expect(
      (await send({ jeton: WORD }, 300, { ...SESSION, origin: "https://elsewhere.example" })).status,
    ).toBe(403);
    expect((await send({ jeton: WORD }, 300, { ...SESSION, "sec-fetch-site": "cross-site" })).status).toBe(
      403,
    );
    // Not signed in: the route hears of a request, and nothing of what it carries.
    expect(await (await send({ jeton: WORD }, 300, {})).json()).toEqual({ body: null, bytes: null });
  });
  it("is refused past its size, and where it is no form", async () => {
    expect((await send({ jeton: WORD }, LIMITS.uploadBytes + 70_000, SESSION)).status).toBe(413);
    const headers = { ...SESSION, "content-type": "multipart/form-data; boundary=x" };
    expect((await fetch(`${origin}/pieces`, { method: "POST", body: "--y--", headers })).status).toBe(400);
  });
});
