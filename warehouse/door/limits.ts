/** What one question may cost. Each is a setting of the installation. */
export interface DoorLimits {
  /** Rows of an answer without `limit`, at most. */
  readonly queryMaxRows: number;
  /** Milliseconds before a question is interrupted. */
  readonly queryTimeoutMs: number;
  /** Questions computed at once; those answered from the cache do not count. */
  readonly queryConcurrency: number;
  /** Questions that may wait for a place; the next is refused with 503. */
  readonly queryQueue: number;
  /** Bytes of answers kept. */
  readonly queryCacheBytes: number;
}

export const DOOR_LIMITS: DoorLimits = {
  queryMaxRows: 250_000,
  queryTimeoutMs: 2_000,
  queryConcurrency: 2,
  queryQueue: 200,
  queryCacheBytes: 96 * 2 ** 20,
};
