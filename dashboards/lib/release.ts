import type { ReleaseHandle, ReleaseState } from "#warehouse/release/types.ts";

/** What every page says about the release it is drawn from. */
export interface ReleaseStatus {
  readonly id: string;
  readonly sample: boolean;
  /** Last month that the data covers, `2026-10`. */
  readonly until: string;
  readonly state: ReleaseState;
}

export const releaseStatus = (handle: ReleaseHandle): ReleaseStatus => ({
  id: handle.id,
  sample: handle.manifest.sample,
  until: handle.manifest.until,
  state: handle.build.state,
});

/** The form of a release's id that people read and cite: its month and six figures of its hash, `2026-10-ee8a1b`. */
export function shortId(id: string): string {
  const dated = /^(\d{4}-\d{2}-)([0-9a-f]{6})/u.exec(id);
  return dated === null ? id.slice(0, 8) : `${dated[1]}${dated[2]}`;
}
