import type { Home } from "../home.ts";
import { type S3Effects, type S3Settings, s3Store } from "./s3.ts";
import { folderStore, type RawStore } from "./store.ts";

export { setUpRaw } from "./kit.ts";
export { attachLake, isClear, LAKE, type LakeSettings } from "./lake.ts";
export { type DbtReach, folderStore, placeFile, type RawStore, type SparkReach } from "./store.ts";

/** The store that the settings name; the home's own folder where they name none. Nothing is asked of it yet. */
export const rawStore = (home: Home, settings: S3Settings, effects: S3Effects = {}): RawStore =>
  settings.rawStore === null ? folderStore(home) : s3Store(settings.rawStore, settings, effects);
