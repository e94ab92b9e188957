export { readModels } from "./ahead.ts";
export type { DiskEffects } from "./disk.ts";
export { checkDisk, folderBytes, neededBytes } from "./disk.ts";
export { FAULT_POINTS } from "./fault.ts";
export { inPieces, replaceFile, sha256, sha256File } from "./files.ts";
export { collectGarbage, type GcResult } from "./gc.ts";
export { openRelease } from "./handle.ts";
export { lastMonth, onSpark, releaseId, sourceHashes, treeHash } from "./identity.ts";
export { type ReleaseLedger, releaseLedger, VALIDATORS } from "./ledger.ts";
export { type HeldLock, lockOwner, tryLock } from "./lock.ts";
export { type Made, type MakeOptions, makeRelease, type ReleaseParts } from "./make.ts";
export { publicManifestSchema, readBuildManifest, readPublicManifest } from "./manifest.ts";
export {
  currentId,
  hasRelease,
  listReleases,
  publishRelease,
  type ReleaseSummary,
  releaseDir,
  releaseIds,
  removeOrphans,
  rollbackTo,
  stateOf,
} from "./publish.ts";
export { openReleases, type Releases } from "./serve.ts";
export type { ReleaseSource } from "./transform.ts";
export type { BuildManifest, InputExport, PublicManifest, ReleaseHandle, ReleaseState } from "./types.ts";
export { type CheckResult, verifyFiles, verifyRelease } from "./verify.ts";
