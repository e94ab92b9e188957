import { Transform } from "node:stream";

/** Passes bytes on until they are too many. */
export function counted(most: number, fault: () => Error): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most) done(fault());
      else done(null, chunk);
    },
  });
}
