import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen } from "#test/fixture/listen.ts";
import { sendFile } from "./send.ts";

const folder = mkdtempSync(join(tmpdir(), "bayan-send-"));
const path = join(folder, "file.bin");
const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, index) => index % 251));
const ETAG = '"sha256-abc"';
const DAY = "Mon, 02 Nov 2026 00:00:00 GMT";
let server: Server;
let base: string;
let open = 0;

beforeAll(async () => {
  writeFileSync(path, bytes);
  const app = express();
  app.get("/file", async (req, res) => {
    res.set({ ETag: ETAG, "Last-Modified": DAY, "Content-Type": "application/octet-stream" });
    open += 1;
    await sendFile(req, res, path).finally(() => {
      open -= 1;
    });
  });
  const served = await listen(app);
  server = served.server;
  base = `${served.origin}/file`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});
const ask = async (headers: Record<string, string> = {}, method = "GET") => {
  const answer = await fetch(base, { method, headers });
  return { answer, body: Buffer.from(await answer.arrayBuffer()) };
};

test("the whole file, and its length without it", async () => {
  const { answer, body } = await ask();
  expect([answer.status, body.equals(bytes)]).toEqual([200, true]);
  const head = await ask({}, "HEAD");
  expect(head.answer.headers.get("content-length")).toBe("700000");
  expect([head.answer.status, head.body.length, head.answer.headers.get("content-range")]).toEqual([
    200,
    0,
    null,
  ]);
});

test.each([
  ["bytes=0-9", 0, 10],
  ["bytes=300000-", 300_000, 700_000],
  ["bytes=-5", 699_995, 700_000],
  ["bytes=699999-900000", 699_999, 700_000],
])("%s", async (range, from, to) => {
  const { answer, body } = await ask({ Range: range });
  expect(answer.status).toBe(206);
  expect(answer.headers.get("content-range")).toBe(`bytes ${from}-${to - 1}/700000`);
  expect(body.equals(bytes.subarray(from, to))).toBe(true);
});

test("a range that lies outside is refused, several or a broken one give the whole", async () => {
  const outside = await ask({ Range: "bytes=700000-" });
  expect([outside.answer.status, outside.answer.headers.get("content-range")]).toEqual([
    416,
    "bytes */700000",
  ]);
  for (const range of ["bytes=0-1,5-6", "bytes=9-2-1", "lines=1-2"])
    expect((await ask({ Range: range })).body.length, range).toBe(700_000);
});

test("conditions are those of the file", async () => {
  // `fetch` asks caches by, which is another question.
  const known = await new Promise((resolve) =>
    get(base, { headers: { "If-None-Match": ETAG } }, (answer) => resolve(answer.resume().statusCode)),
  );
  expect(known).toBe(304);
  expect((await ask({ Range: "bytes=0-1", "If-Range": ETAG })).answer.status).toBe(206);
  expect((await ask({ Range: "bytes=0-1", "If-Range": '"another"' })).answer.status).toBe(200);
  expect((await ask({ "If-Match": '"another"' })).answer.status).toBe(412);
  expect((await ask({ "If-Unmodified-Since": "Mon, 02 Nov 2020 00:00:00 GMT" })).answer.status).toBe(412);
});

test("a reader who hangs up leaves nothing open", async () => {
  await new Promise<void>((resolve) => {
    get(base, (answer) => {
      answer.once("data", () => answer.destroy());
      answer.once("close", resolve);
    });
  });
  await expect.poll(() => open).toBe(0);
});
