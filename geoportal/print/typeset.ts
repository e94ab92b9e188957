import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { BayanError, QueryError } from "#warehouse/errors.ts";

const TEMPLATE = readFileSync(join(import.meta.dirname, "map.typ"), "utf8");
/** Prints that may wait; more are asked to come back. */
const MOST = 12;

interface Reply {
  readonly id: number;
  readonly bytes?: Uint8Array;
  readonly error?: string;
}
interface Waiting {
  resolve(bytes: Uint8Array): void;
  reject(error: unknown): void;
}

let worker: Worker | null = null;
const waiting = new Map<number, Waiting>();
let last = 0;

function started(): Worker {
  if (worker !== null) return worker;
  const made = new Worker(new URL("./worker.ts", import.meta.url));
  // It waits for work and holds nothing: the process may end under it.
  made.unref();
  made.on("message", ({ id, bytes, error }: Reply) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (bytes !== undefined) one?.resolve(bytes);
    else one?.reject(failed(error ?? ""));
  });
  made.on("error", (error) => {
    worker = null;
    for (const one of waiting.values())
      one.reject(failed(error instanceof Error ? error.message : String(error)));
    waiting.clear();
  });
  worker = made;
  return made;
}

/** Sheets as one PDF (PDF/UA-1). The same data give the same bytes. @throws QueryError 503 when too many wait */
export function typeset(data: object, name: string): Promise<Uint8Array> {
  if (waiting.size >= MOST) throw busy();
  last += 1;
  const id = last;
  // A plain hyphen between Arabic words turns them around for readers of PDF; the true hyphen does not.
  const json = JSON.stringify(data)
    .replace(/[\u064b-\u0652]/gu, "")
    .replace(/(?<=\p{Script=Arabic})-(?=\p{Script=Arabic})/gu, "\u2010");
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    started().postMessage({ id, source: TEMPLATE, data: json, name });
  });
}

const busy = (): QueryError =>
  new QueryError(
    "print_busy",
    {
      fr: "Trop d’impressions attendent déjà : réessayez dans une minute.",
      ar: "طلبات الطباعة كثيرة حاليا: أعد المحاولة بعد دقيقة.",
      en: "Too many prints are waiting already: try again in a minute.",
    },
    { status: 503 },
  );
const failed = (detail: string): BayanError =>
  new BayanError("print_failed", {
    fr: `La carte n’a pas pu être imprimée. ${detail}`,
    ar: `تعذرت طباعة الخريطة. ${detail}`,
    en: `The map could not be printed. ${detail}`,
  });
