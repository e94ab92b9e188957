import { launch } from "#test/e2e/browser.ts";

const jobs: [string, string, number, string, boolean?][] = JSON.parse(process.argv[2] ?? "[]");
const b = await launch();
for (const [name, url, width, scheme, full] of jobs) {
  const ctx = await b.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme as "light" | "dark",
    deviceScaleFactor: width < 500 ? 2 : 1,
  });
  const p = await ctx.newPage();
  const said: string[] = [];
  p.on("console", (m) => {
    if (["error", "warning"].includes(m.type())) said.push(m.type() + ": " + m.text().slice(0, 300));
  });
  p.on("pageerror", (e) => said.push("PAGEERR " + e.message));
  p.on("requestfailed", (r) => said.push("FAILED " + r.url()));
  const t = Date.now();
  await p.goto("http://127.0.0.1:8391/" + url, { waitUntil: "load" });
  let ready = false;
  for (let i = 0; i < 100; i++) {
    ready = await p.evaluate(() => document.querySelector("#map")?.getAttribute("data-ready") === "true");
    if (ready) break;
    await new Promise((r) => setTimeout(r, 100));
  }
  console.log(
    name,
    "ready",
    ready,
    Date.now() - t,
    said.filter((x) => !/GPU stall|GL Driver/.test(x)).join("\n"),
    await p.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  );
  await p.screenshot({ path: `/tmp/gb/${name}.png`, fullPage: full ?? false });
  await ctx.close();
}
await b.close();
