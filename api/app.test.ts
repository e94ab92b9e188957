import { get } from "node:http";
import { Router } from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Surface } from "#warehouse/surface.ts";
import { startTestServer, type TestServer } from "./testing/context.ts";
import { problem } from "./v1/schemas.ts";

const SECRET = "/home/somebody/warehouse.duckdb: SELECT * FROM fct_secret";
const surface: Surface = {
  name: "pages",
  messages: { fr: {}, ar: {}, en: {} },
  nav: [],
  routes() {
    const router = Router();
    router.get("/fr/tableaux/budget", (_req, res) => {
      res.type("html").send("<p>ok</p>".repeat(500));
    });
    router.get("/fichier.parquet", (_req, res) => {
      res.type("application/vnd.apache.parquet").send(Buffer.alloc(8192, 65));
    });
    router.get("/long.txt", (_req, res) => {
      res.type("text/plain").send("a".repeat(8192));
    });
    router.get("/lent", (_req, res) => {
      setTimeout(() => res.type("text/plain").send("enfin"), 300);
    });
    router.get("/casse", () => {
      throw new Error(SECRET);
    });
    return router;
  },
};

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ surfaces: [surface] });
});
afterAll(() => server.close());

const told = async (response: Response) => problem.parse(await response.json());

describe("an error", () => {
  it.each([
    ["/api/v1/metrics?foo=1", 400, "unknown_parameter"],
    ["/api/v1/territories?limit=x", 400, "bad_parameter"],
    ["/api/v1/territories?limit=1&limit=2", 400, "bad_parameter"],
    ["/api/v1/rankings", 400, "bad_parameter"],
    ["/api/v1/rankings?index=rokhas_r500&period=2026", 400, "bad_parameter"],
    ["/api/v1/lineage?metric=secret_mad", 400, "unknown_metric"],
    ["/api/v1/query?spec=%7B", 400, "bad_parameter"],
    ["/api/v1/query", 400, "bad_parameter"],
    ["/api/v1/nothing", 404, "not_found"],
    ["/nothing", 404, "not_found"],
    ["/casse", 500, "server_error"],
    ["/%E0%A4%A", 404, "not_found"],
  ])("%s is one shape", async (path, status, code) => {
    const response = await server.get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const said = await told(response);
    expect(said).toMatchObject({ status, code, type: `urn:bayan:problem:${code}` });
    expect(said.request).toBe(response.headers.get("x-request-id"));
  });

  it("names the parameter at fault", async () => {
    expect((await told(await server.get("/api/v1/metrics?foo=1"))).parameter).toBe("foo");
    expect((await told(await server.ask({ metrics: ["ordered_mad"], wher: [] }))).parameter).toBe("wher");
  });

  it("speaks the caller's language", async () => {
    const said = async (headers: Record<string, string>, query = "") =>
      (await told(await server.get(`/api/v1/metrics?foo=1${query}`, headers))).detail;
    expect(await said({})).toBe("Paramètre inconnu : foo");
    expect(await said({ "accept-language": "ar-MA,fr;q=0.5" })).toBe("معلمة غير معروفة: foo");
    expect(await said({ "accept-language": "ar" }, "&lang=en")).toBe("Unknown parameter: foo");
  });

  it("of ours tells nothing but a reference", async () => {
    const body = await (await server.get("/casse")).text();
    expect(body).not.toContain("SELECT");
    expect(body).not.toContain("home");
  });

  it.each([
    ["{bad", "application/json", 400, "bad_request"],
    ["[]", "application/json", 400, "bad_spec"],
    ['"x"', "application/json", 400, "bad_request"],
    ["metrics=ordered_mad", "application/x-www-form-urlencoded", 415, "unsupported_media_type"],
    [`{"metrics":["${"x".repeat(2_000_000)}"]}`, "application/json", 413, "body_too_large"],
  ])("of a body %#", async (body, type, status, code) => {
    const response = await server.ask(body, { "Content-Type": type });
    expect(response.status).toBe(status);
    expect((await told(response)).code).toBe(code);
  });

  it("is a page for a person, in the address's language", async () => {
    const response = await server.get("/ar/nulle-part", {
      accept: "text/html,application/xhtml+xml,*/*;q=0.8",
    });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).toContain('lang="ar"');
    expect(
      (await server.get("/api/v1/nothing", { accept: "text/html" })).headers.get("content-type"),
    ).toContain("problem+json");
  });

  it("says which methods there are", async () => {
    const response = await fetch(`${server.url}/api/v1/metrics`, { method: "DELETE" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });
});

describe("a question", () => {
  const spec = { metrics: ["ordered_mad"], groupBy: ["region"] };

  it("is answered in the form that is accepted", async () => {
    const type = async (accept: string) => (await server.ask(spec, { accept })).headers.get("content-type");
    expect(await type("*/*")).toContain("application/json");
    expect(await type("text/csv")).toBe("text/csv; charset=utf-8");
    expect(await type("application/vnd.apache.arrow.stream")).toBe("application/vnd.apache.arrow.stream");
    expect((await server.ask(spec, { accept: "image/png" })).status).toBe(406);
  });

  it("is a link too, with the same bytes and a name that says sample", async () => {
    const address = `/api/v1/query?format=csv&spec=${encodeURIComponent(JSON.stringify(spec))}`;
    const response = await server.get(address);
    expect(response.headers.get("content-disposition")).toBe(
      'attachment; filename="bayan-ordered_mad-sample.csv"',
    );
    expect(await response.text()).toBe(await (await server.ask(spec, { accept: "text/csv" })).text());
  });

  it("keeps its tag while the release stands", async () => {
    const address = `/api/v1/query?q=${encodeURIComponent(JSON.stringify(spec))}`;
    const first = await server.get(address);
    const tag = first.headers.get("etag") ?? "";
    expect(tag).not.toBe("");
    // fetch() adds `no-cache` to a conditional request; a browser's cache does not.
    const status = await new Promise((resolve, reject) => {
      get(`${server.url}${address}`, { headers: { "if-none-match": tag } }, (res) => {
        res.resume();
        resolve(res.statusCode);
      }).on("error", reject);
    });
    expect(status).toBe(304);
    expect(first.headers.get("link")).toContain("/api/v1/lineage?metric=ordered_mad");
  });
});

describe("every answer", () => {
  it("carries the security headers, and a strict policy without anything inline", async () => {
    for (const path of [
      "/healthz",
      "/api/v1/metrics",
      "/fr/tableaux/budget",
      "/nothing",
      "/assets/nothing.js",
    ]) {
      const { headers } = await server.get(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-powered-by")).toBeNull();
      expect(headers.get("x-request-id")).toMatch(/^[\w-]{8,64}$/);
    }
  });

  it("keeps the caller's request id when it is one", async () => {
    const id = async (given: string) =>
      (await server.get("/healthz", { "x-request-id": given })).headers.get("x-request-id");
    expect(await id("abc-12345")).toBe("abc-12345");
    expect(await id("<script>")).not.toBe("<script>");
  });

  it("is compressed when it is text, never Parquet, never in part", async () => {
    const coding = async (path: string, headers = {}) =>
      (await server.get(path, { "accept-encoding": "gzip", ...headers })).headers.get("content-encoding");
    expect(await coding("/fr/tableaux/budget")).toBe("gzip");
    expect(await coding("/long.txt")).toBe("gzip");
    expect(await coding("/long.txt", { range: "bytes=0-10" })).toBeNull();
    expect(await coding("/fichier.parquet")).toBeNull();
  });

  it("lets other sites read published data", async () => {
    expect((await server.get("/api/v1/metrics")).headers.get("access-control-allow-origin")).toBe("*");
    expect((await server.get("/fr/tableaux/budget")).headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("languages", () => {
  it.each([
    ["/", {}, "/fr/"],
    ["/", { "accept-language": "ar" }, "/ar/"],
    ["/?lang=en", {}, "/en/"],
    ["/fr", {}, "/fr/"],
    ["/tableaux/rokhas?periode=2026-Q3", {}, "/fr/tableaux/rokhas?periode=2026-Q3"],
    ["/fr/tableaux/budget?lang=ar&x=1", {}, "/ar/tableaux/budget?x=1"],
    ["/fr?lang=ar", {}, "/ar/"],
    ["/carte//evil.example", {}, "/fr/carte//evil.example"],
  ])("%s goes to the reader's own", async (path, headers, to) => {
    const response = await server.get(path, headers);
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe(to);
  });
  it.each(["/carte/couches/tuiles/4/7/6?niveau=commune", "/carte/couches/tuiles.json"])(
    "%s has none",
    async (path) => {
      const response = await server.get(path);
      expect(response.headers.get("location")).toBeNull();
    },
  );
  it.each(["//evil.example", "/\\evil.example", "/fr//evil.example?lang=fr", "/%2F%2Fevil.example?lang=fr"])(
    "%s leads nowhere else",
    async (path) => {
      const response = await server.get(path);
      const location = response.headers.get("location");
      if (location !== null) expect(new URL(location, "http://self.example").host).toBe("self.example");
    },
  );
});

describe("operations", () => {
  it("says that it lives, that it can answer, and what it does", async () => {
    expect(await (await server.get("/healthz")).json()).toEqual({ status: "ok" });
    expect(await (await server.get("/readyz")).json()).toMatchObject({ status: "ok" });
    const text = await (await server.get("/metrics")).text();
    expect(text).toMatch(/^bayan_http_requests_total\{method="GET",route="\/healthz",status="200"\} \d+$/m);
    expect(text).toContain('bayan_release_info{release="0123456789abcdef"} 1');
    expect((await server.get("/metrics", { "x-forwarded-for": "192.168.4.7" })).status).toBe(200);
    expect((await server.get("/metrics", { "x-forwarded-for": "203.0.113.7" })).status).toBe(404);
  });

  it("ends what is under way before it closes", async () => {
    const own = await startTestServer({ surfaces: [surface] });
    const asked = own.get("/lent");
    await new Promise((resolve) => setTimeout(resolve, 150));
    await own.serving.close(5000);
    expect(await (await asked).text()).toBe("enfin");
    await expect(own.get("/healthz")).rejects.toThrow();
    own.fixture.close();
  });

  it("refuses with Retry-After what it cannot take", async () => {
    const own = await startTestServer({ settings: { requestsInFlight: 0 } });
    const response = await own.get("/api/v1/metrics");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("2");
    expect((await own.get("/healthz")).status).toBe(200);
    await own.close();
  });

  it("slows one address down, not the machine's own", async () => {
    const own = await startTestServer({ settings: { requestsPerSecond: 1 } });
    const statuses = async (headers: Record<string, string>) => {
      const all: number[] = [];
      for (let i = 0; i < 4; i += 1) all.push((await own.get("/api/v1/metrics", headers)).status);
      return all;
    };
    expect(await statuses({ "x-forwarded-for": "192.0.2.1" })).toEqual([200, 200, 429, 429]);
    expect(await statuses({})).toEqual([200, 200, 200, 200]);
    await own.close();
  });

  it("says in one line that a port is taken", async () => {
    const port = Number(new URL(server.url).port);
    const { serve } = await import("./serve.ts");
    await expect(serve(() => undefined, { host: "127.0.0.1", port })).rejects.toMatchObject({
      code: "port_in_use",
    });
  });
});
