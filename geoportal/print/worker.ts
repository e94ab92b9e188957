import { parentPort } from "node:worker_threads";
import { compilePdf } from "#reports/typst/compile.ts";

/** Typesets beside the server's own thread: a page of maps takes a tenth of a second and more. */
interface Task {
  readonly id: number;
  readonly source: string;
  readonly data: string;
  readonly name: string;
}
const port = parentPort;
if (port === null) throw new Error("print worker: no parent");
port.on("message", ({ id, source, data, name }: Task) => {
  try {
    const { bytes, pages } = compilePdf(source, { data }, name);
    port.postMessage({ id, bytes, pages });
  } catch (error) {
    port.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
