import { type Clock, systemClock } from "../clock.ts";
import { BayanError } from "../errors.ts";
import type { Home } from "../home.ts";
import { type OpenRelease, openRelease, type ServingSettings } from "./handle.ts";
import { currentId, hasRelease, releaseDir } from "./publish.ts";
import type { ReleaseHandle, ReleaseState } from "./types.ts";

export interface Releases {
  /** A handle on the release being served. Hold it for one request, then `release()` it. */
  current(): Promise<ReleaseHandle>;
  /** A handle on one release by its id; that of `current` shares its file. */
  open(id: string): Promise<ReleaseHandle>;
  close(): void;
}

export interface ServeOptions {
  readonly clock?: Clock;
  readonly state?: (id: string) => ReleaseState;
  readonly pool?: number;
  /** How long, in milliseconds, an answer of the disk on `current` stands. */
  readonly lookEvery?: number;
  /** Told when a new release is served, or could not be opened: the old one then goes on. */
  readonly onSwap?: (id: string, error: unknown) => void;
}

/**
 * Serves `current` and follows it: when its id changes, new readers get the new release, and the old one closes
 * when its last reader has let go.
 */
export function openReleases(home: Home, settings: ServingSettings, options: ServeOptions = {}): Releases {
  const clock = options.clock ?? systemClock;
  const lookEvery = options.lookEvery ?? 1000;
  let served: OpenRelease | null = null;
  let looked = Number.NEGATIVE_INFINITY;
  let refused: string | null = null;
  let swapping: Promise<void> | null = null;

  const swap = async (id: string): Promise<void> => {
    try {
      const opened = await openRelease(releaseDir(home, id), settings, options);
      served?.retire();
      served = opened;
      refused = null;
      options.onSwap?.(id, null);
    } catch (error) {
      if (served === null) throw error;
      // Not tried again until `current` names another: the release being served is whole.
      refused = id;
      options.onSwap?.(id, error);
    }
  };
  const look = async (): Promise<void> => {
    if (served !== null && clock.ticks() - looked < lookEvery) return;
    looked = clock.ticks();
    const id = currentId(home);
    if (id === null || id === served?.id || id === refused) return;
    swapping ??= swap(id).finally(() => {
      swapping = null;
    });
    // Who comes while the next release opens is answered from the one that stands.
    if (served === null) await swapping;
  };

  return {
    async current() {
      await look();
      if (served === null) throw noRelease();
      return served.handle();
    },
    async open(id) {
      await look();
      if (served?.id === id) return served.handle();
      if (!hasRelease(home, id)) throw noRelease();
      const opened = await openRelease(releaseDir(home, id), settings, options);
      const handle = opened.handle();
      opened.retire();
      return handle;
    },
    close() {
      served?.retire();
      served = null;
    },
  };
}

const noRelease = (): BayanError =>
  new BayanError(
    "no_release",
    {
      fr: "aucune version n’est encore publiée",
      ar: "لم يُنشر أي إصدار بعد",
      en: "no release has been published yet",
    },
    { status: 503 },
  );
