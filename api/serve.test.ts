import { connect, type Socket } from "node:net";
import { expect, it } from "vitest";
import { API_LIMITS } from "./http/limits.ts";
import { serve } from "./serve.ts";

const hello = { host: "127.0.0.1", port: 0, limits: { ...API_LIMITS, headersTimeoutMs: 500 } };

it("sockets that send their headers drop by drop stop nobody, and are let go", async () => {
  const serving = await serve((_req, res) => res.end("ok"), hello);
  const { port } = new URL(serving.url);
  const slow: Socket[] = [];
  let ended = 0;
  for (let i = 0; i < 300; i += 1) {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write("GET / HTTP/1.1\r\nX: "));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      ended += 1;
    });
    socket.resume();
    slow.push(socket);
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  const since = performance.now();
  expect(await (await fetch(serving.url)).text()).toBe("ok");
  expect(performance.now() - since).toBeLessThan(1000);
  await expect.poll(() => ended, { timeout: 10_000 }).toBe(slow.length);
  await serving.close(100);
});

it("refuses an address that is not this machine's, in one line", async () => {
  await expect(serve(() => undefined, { ...hello, host: "192.0.2.1" })).rejects.toMatchObject({
    code: "address_refused",
  });
});
