import { expect, test } from "vitest";
import { fakeContext } from "#dashboards/testing/context.ts";
import { listen } from "#test/fixture/listen.ts";
import { drawAhead } from "./ahead.ts";

test("every page of the menus is drawn once a release, in the site's language first, then what the surfaces do ahead", async () => {
  const asked: string[] = [];
  const { server, origin } = await listen((req, res) => {
    asked.push(req.url ?? "");
    res.end("page");
  });
  const ctx = { ...fakeContext([]), nav: [{ path: "/methode", label: "nav.methode", roles: [], order: 1 }] };
  const release = await ctx.release();
  const done: string[] = [];
  const surfaces = [
    { name: "odd", ahead: () => Promise.reject(new Error("no maps")) },
    { name: "plain" },
    { name: "map", ahead: () => Promise.resolve(void done.push(`map after ${asked.length}`)) },
  ];
  let stop = (): void => undefined;
  const drawn = await new Promise<string>((resolve) => {
    const arabic = { ...ctx, settings: { ...ctx.settings, lang: "ar" } } as const;
    ({ stop } = drawAhead(origin, arabic, surfaces, resolve));
  });
  stop();
  server.closeAllConnections();
  server.close();
  release.release();
  expect(drawn).toBe(release.id);
  expect(done).toEqual(["map after 6"]);
  expect(asked.slice(0, 2)).toEqual(["/ar/", "/ar/methode"]);
  expect(asked.toSorted()).toEqual(["ar", "en", "fr"].flatMap((lang) => [`/${lang}/`, `/${lang}/methode`]));
}, 20_000);
