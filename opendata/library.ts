import { BayanError } from "#warehouse/errors.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import type { Context } from "#warehouse/surface.ts";
import { catalogueOf, type Listed, licensed } from "./catalogue.ts";
import { type Engine, engineAt } from "./query/engine.ts";
import { type Edition, recordRelease, type Shelf, shelfAt } from "./shelf/shelf.ts";
import type { LicenceKey } from "./types.ts";

/** What one request reads of the catalogue: the release being served, and everything published before it. */
export interface Library {
  readonly base: string;
  /** Of the catalogue itself, and of what has no other. */
  readonly licence: LicenceKey;
  readonly release: ReleaseHandle;
  readonly listed: readonly Listed[];
  readonly shelf: Shelf;
  readonly engine: Engine;
  find(slug: string): Listed;
  /** An edition by its version; `latest` is the one being served. */
  edition(slug: string, version: string): Edition;
}

export const missing = (what: string): BayanError =>
  new BayanError(
    "not_found",
    {
      fr: `Rien de publié sous ce nom : ${what}`,
      ar: `لا شيء منشور بهذا الاسم: ${what}`,
      en: `Nothing is published under this name: ${what}`,
    },
    { status: 404 },
  );

/** Opens the catalogue for one request. A release seen for the first time is put on the shelf and in the log. */
export async function withLibrary<T>(ctx: Context, use: (library: Library) => Promise<T>): Promise<T> {
  const release = await ctx.release();
  try {
    const known = shelfAt(ctx.home).log.some((entry) => entry.release === release.id);
    const shelf = known
      ? shelfAt(ctx.home)
      : await recordRelease(ctx.home, release.dir, ctx.settings, ctx.clock);
    const licence = ctx.settings.openLicence;
    const listed = licensed(await catalogueOf(release), licence);
    const find = (slug: string): Listed => {
      const found = listed.find(({ dataset }) => dataset.slug === slug);
      if (found === undefined) throw missing(slug);
      return found;
    };
    const edition = (slug: string, version: string): Edition => {
      const wanted = version === "latest" ? find(slug).entry.version : version;
      const found = shelf.edition(slug, wanted);
      if (found === undefined) throw missing(`${slug}@${version}`);
      return found;
    };
    return await use({
      base: ctx.publicUrl,
      licence,
      release,
      listed,
      shelf,
      engine: engineAt(ctx.home),
      find,
      edition,
    });
  } finally {
    release.release();
  }
}
