import { createHash } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { loadDefinitions } from "../definition/load.ts";
import { buildDocument } from "../document/build.ts";
import { pdfOf } from "../output/pdf.ts";
import type { Done, Reply, Shared, Task } from "./task.ts";

/** Draws and typesets reports beside the thread that asks: each worker has a compiler of its own. */
const shared: Shared = workerData;
const definition = loadDefinitions().find(({ name }) => name === shared.definition);
if (definition === undefined || parentPort === null) throw new Error(`report worker: ${shared.definition}`);
const port = parentPort;

function made(task: Task): Done {
  if (definition === undefined) throw new Error("report worker: no definition");
  const { period, names, folder } = shared;
  const { territory, answers, issue } = task;
  const input = { definition, period, names, territory, answers, issue };
  return {
    files: task.files.map(({ lang, file }) => {
      const { bytes, pages } = pdfOf(buildDocument(input, lang));
      const path = join(folder, file);
      // Whole or not at all: a reader, and a run that resumes, never find half a file.
      writeFileSync(`${path}.partial`, bytes);
      renameSync(`${path}.partial`, path);
      return {
        lang,
        file,
        pages,
        bytes: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
      };
    }),
  };
}

port.on("message", (task: Task) => {
  let reply: Reply;
  try {
    reply = { done: made(task) };
  } catch (error) {
    reply = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  port.postMessage(reply);
});
