import { setTimeout as sleep } from "node:timers/promises";
import type { Context, Surface } from "#warehouse/surface.ts";
import { LANGS } from "#warehouse/text.ts";

/** Milliseconds before the first page, and between looks for a new release. */
const FIRST = 3000;
const LOOK = 10_000;
/** A page is followed by a pause of this many times what it took, so that readers have the machine. */
const PAUSE = 2;

/**
 * Draws every page of the menus once for each release, one at a time: its first reader then finds it drawn. Asked for
 * over the site's own address, so that what is kept is what a reader is sent. Then does what else the surfaces have to
 * do ahead. Does nothing where the setting `pagesAhead` is off.
 *
 * @param url where the site is bound
 * @param onDrawn told when a release's pages are drawn and the rest is done
 */
export function drawAhead(
  url: string,
  ctx: Context,
  surfaces: readonly Pick<Surface, "name" | "ahead">[],
  onDrawn?: (release: string) => void,
): { stop(): void } {
  const ended = new AbortController();
  if (!ctx.settings.pagesAhead) return { stop: () => ended.abort() };
  const { signal } = ended;
  const langs = LANGS.toSorted((a, b) => Number(b === ctx.settings.lang) - Number(a === ctx.settings.lang));
  const paths = langs.flatMap((lang) =>
    ["/", ...ctx.nav.map(({ path }) => path)].map((path) => `/${lang}${path}`),
  );
  const current = async (): Promise<string> => {
    const handle = await ctx.release();
    handle.release();
    return handle.id;
  };
  const run = async (): Promise<void> => {
    let drawn = "";
    await sleep(FIRST, undefined, { signal, ref: false });
    for (;;) {
      const release = await current();
      for (const path of release === drawn ? [] : paths) {
        const from = ctx.clock.ticks();
        const answer = await fetch(`${url}${path}`, { signal, headers: { "accept-encoding": "identity" } });
        await answer.arrayBuffer();
        await sleep(PAUSE * (ctx.clock.ticks() - from), undefined, { signal, ref: false });
      }
      if (release !== drawn) {
        for (const surface of surfaces) await doAhead(surface, ctx);
        onDrawn?.(release);
      }
      drawn = release;
      await sleep(LOOK, undefined, { signal, ref: false });
    }
  };
  run().catch((cause: unknown) => {
    // Readers draw what is not drawn ahead.
    if (!signal.aborted) ctx.log.warn({ err: cause }, "pages are not drawn ahead");
  });
  return { stop: () => ended.abort() };
}

/** One surface's fault, as of a release without maps, is none of the others'; who asks for the same is told it. */
async function doAhead({ name, ahead }: Pick<Surface, "name" | "ahead">, ctx: Context): Promise<void> {
  try {
    await ahead?.(ctx);
  } catch (error) {
    ctx.log.warn({ err: error, surface: name }, "work ahead of readers failed");
  }
}
