import type { Clock } from "#warehouse/clock.ts";
import type { Home } from "#warehouse/home.ts";
import { currentId, releaseDir } from "#warehouse/release/index.ts";
import type { Settings } from "#warehouse/settings.ts";
import { DATASETS } from "./datasets/index.ts";
import { signingKey } from "./shelf/keys.ts";
import { type Edition, recordRelease, shelfAt } from "./shelf/shelf.ts";
import { type Thinned, thinShelf } from "./shelf/thin.ts";
import {
  homeSource,
  type Rebuilt,
  rebuild,
  siteSource,
  type Verified,
  verifyDerived,
  verifyDownload,
} from "./verify.ts";

interface Place {
  readonly home: Home;
  readonly settings: Settings;
  readonly clock: Clock;
}

/** What commands ask of the catalogue: to record a publication, to verify a download, to rebuild an edition. */
export const trust = {
  /** Puts the release being served on the shelf and in the signed log; once is enough. */
  async record({ home, settings, clock }: Place): Promise<void> {
    const id = currentId(home);
    if (id !== null) await recordRelease(home, releaseDir(home, id), settings, clock);
  },
  /** A file against the site that it came from; `key` is a public key known beforehand. */
  verifyFrom: (file: string, site: string, key: string | null): Promise<Verified> =>
    verifyDownload(file, siteSource(site, key)),
  /** A file, stored or derived, against this installation. */
  async verifyHere(file: string, place: Place, key: string | null): Promise<Verified> {
    await trust.record(place);
    const pem = key ?? signingKey(place.home, place.settings).publicPem;
    const slugs = DATASETS.map(({ slug }) => slug);
    return (
      (await verifyDerived(file, place.home, pem, slugs)) ?? verifyDownload(file, homeSource(place.home, pem))
    );
  },
  /** An edition by `DATASET@VERSION`, `latest` by default; null where there is none. */
  async edition(given: string, place: Place): Promise<Edition | null> {
    await trust.record(place);
    const [slug = "", version = "latest"] = given.split("@");
    const editions = shelfAt(place.home).editions(slug);
    return (
      (version === "latest" ? editions.at(-1) : editions.find((each) => each.version === version)) ?? null
    );
  },
  /** Lets go of what can be made again of editions that no kept release holds. */
  thin: ({ home }: Pick<Place, "home">, dryRun: boolean): Promise<Thinned> => thinShelf(home, dryRun),
  rebuild: (edition: Edition, { home, settings }: Place, out: string | null): Promise<Rebuilt> =>
    rebuild(home, settings, edition, out),
} as const;
