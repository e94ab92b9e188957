/** Waits for all, also when one fails: what another still works on is not to be closed. Throws what the first threw. */
export async function everyOne(lanes: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(lanes);
  const failed = ended.find((each) => each.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
