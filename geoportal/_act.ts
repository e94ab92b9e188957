import { launch } from "#test/e2e/browser.ts";

const b = await launch();
const U = "http://127.0.0.1:8391/";
{
  const ctx = await b.newContext({ viewport: { width: 1440, height: 900 }, javaScriptEnabled: false });
  const p = await ctx.newPage();
  await p.goto(U + "fr/carte?niveau=province&dans=07");
  await p.screenshot({ path: "/tmp/gb/nojs.png" });
  await p.goto(U + "ar/carte?niveau=commune&mesure=permit_delay_days");
  await p.screenshot({ path: "/tmp/gb/nojs2.png" });
  await ctx.close();
}
const ctx = await b.newContext({ viewport: { width: 1440, height: 900 } });
const p = await ctx.newPage();
const said: string[] = [];
p.on("console", (m) => said.push(m.type() + ": " + m.text().slice(0, 300)));
p.on("pageerror", (e) => said.push("PAGEERR " + e.message));
const ready = async () => {
  for (let i = 0; i < 200; i++) {
    if (
      await p.evaluate(
        () =>
          document.querySelector("#map")?.getAttribute("data-ready") === "true" &&
          !document.querySelector("#map")?.hasAttribute("aria-busy"),
      )
    )
      return;
    await new Promise((r) => setTimeout(r, 100));
  }
};
await p.goto(U + "fr/carte");
await ready();
const box = await p.locator("#map").boundingBox();
await p.mouse.move(box!.x + box!.width * 0.57, box!.y + box!.height * 0.3);
await new Promise((r) => setTimeout(r, 1500));
await p.screenshot({ path: "/tmp/gb/hover.png" });
await p.mouse.click(box!.x + box!.width * 0.57, box!.y + box!.height * 0.3);
await new Promise((r) => setTimeout(r, 3000));
await ready();
console.log(p.url(), await p.evaluate(() => document.querySelector("#map-chosen-name")?.textContent));
await p.screenshot({ path: "/tmp/gb/click.png" });
await p.selectOption("select[name=mesure]", "ordered_mad");
await new Promise((r) => setTimeout(r, 4000));
await ready();
console.log(p.url(), await p.evaluate(() => document.querySelector("h1")?.textContent));
await p.screenshot({ path: "/tmp/gb/measure.png" });
await p.locator("#map-table tbody th a").first().click();
await new Promise((r) => setTimeout(r, 2500));
await ready();
console.log(p.url());
await p.locator(".map-links a[data-map-link]").click();
await new Promise((r) => setTimeout(r, 4000));
await ready();
console.log(p.url(), await p.evaluate(() => document.querySelector("h1")?.textContent));
await p.screenshot({ path: "/tmp/gb/drill.png" });
await p.goBack();
await new Promise((r) => setTimeout(r, 3000));
console.log("back", p.url(), await p.evaluate(() => document.querySelector("h1")?.textContent));
await p.evaluate(() => {
  document.documentElement.dataset.theme = "dark";
});
await new Promise((r) => setTimeout(r, 4000));
await p.screenshot({ path: "/tmp/gb/dark.png" });
await p.selectOption("select[name=dans]", "01");
await new Promise((r) => setTimeout(r, 4000));
await ready();
console.log(p.url());
await p.selectOption("select[name=niveau]", "region");
await new Promise((r) => setTimeout(r, 4000));
await ready();
console.log(p.url());
await p.screenshot({ path: "/tmp/gb/end.png" });
console.log(said.filter((x) => !/GPU stall|GL Driver/.test(x)).join("\n"));
await b.close();
