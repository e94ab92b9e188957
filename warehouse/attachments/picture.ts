/** A picture as it is kept and served. */
export interface Picture {
  readonly bytes: Buffer;
  /** Pixels, as it is to be seen. */
  readonly width: number;
  readonly height: number;
}

export const CONTENT_FAULTS = [
  ...(["not_known", "not_a_picture", "cut_short", "too_large", "too_many_pixels"] as const),
  ...(["acts_by_itself", "locked"] as const),
] as const;
/** Why a file is not taken, read from its bytes and never from its name. */
export class ContentFault extends Error {
  readonly fault: (typeof CONTENT_FAULTS)[number];
  constructor(fault: (typeof CONTENT_FAULTS)[number]) {
    super(`attachment: ${fault}`);
    this.fault = fault;
  }
}
