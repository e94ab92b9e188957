/**
 * How an engine is opened whose work we share out among as many connections as there are cores: threads of its own would
 * only spin beside them, for a fifth of the processor time of making sums or hashes (measured).
 */
export const IN_LANES = { threads: 1 } as const;

/** Waits for all, also when one fails: what another still works on is not to be closed. Throws what the first threw. */
export async function everyOne(lanes: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(lanes);
  const failed = ended.find((each) => each.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
