import type { Answering } from "../door/viewer.ts";

/** A file that a form of this site posted. Its name is the sender's: nothing is decided by it. */
export interface Upload {
  readonly field: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** The file of the form that is being answered; null where it came without one. `api/` reads it, under its limit. */
export function uploadOf(res: Answering): Upload | null {
  const known = res.locals.upload;
  return isUpload(known) ? known : null;
}

export function setUpload(res: Answering, upload: Upload | null): void {
  res.locals.upload = upload;
}

const isUpload = (value: unknown): value is Upload =>
  typeof value === "object" && value !== null && "bytes" in value && Buffer.isBuffer(value.bytes);
