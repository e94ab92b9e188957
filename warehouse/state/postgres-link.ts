import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { BayanError } from "../errors.ts";
import type { PostgresAddress } from "./address.ts";
import type { StateRow, StateValue } from "./state.ts";

/** Places of the memory that both threads see, and the number of the first answer. */
export const LINK = { told: 0, up: 1, epoch: 2, opened: 1 } as const;

export interface Asked {
  readonly id: number;
  /** The connection that a transaction began on; null outside of one. */
  readonly epoch: number | null;
  readonly sql: string;
  readonly values: readonly StateValue[];
}
export type Told = { readonly id: number } & (
  | { readonly rows: readonly StateRow[]; readonly changes: number }
  | { readonly error: string; readonly code: string }
  | { readonly lost: string }
);
export interface Answer {
  readonly rows: readonly StateRow[];
  readonly changes: number;
}

/** Longer than the thread itself waits for an answer; and for its start and its first connection, on a busy machine. */
const PATIENCE_MS = 8_000;
const START_MS = 60_000;
/** Another writer, or a statement, took longer than it may. */
const LOCKED = "55P03";
const TOO_LONG = "57014";

/** A connection whose answers are waited for, as those of a file are. */
export interface Link {
  /** Changes with each connection. */
  epoch(): number;
  /**
   * Asks and waits; at once an error where the server is known to be out of reach.
   * @throws BayanError `state_unavailable`; an Error with what else the server says
   */
  ask(sql: string, values?: readonly StateValue[], epoch?: number | null): Answer;
  close(): void;
}

export function openLink(address: PostgresAddress): Link {
  const signal = new Int32Array(new SharedArrayBuffer(12));
  const { port1: port, port2: other } = new MessageChannel();
  const worker = startThread(address, other, signal);
  let last = 0;
  const waitFor = (id: number, patience = PATIENCE_MS): Told => {
    for (;;) {
      const seen = Atomics.load(signal, LINK.told);
      const message: { message: Told } | undefined = receiveMessageOnPort(port);
      if (message?.message.id === id) return message.message;
      if (message !== undefined) continue;
      if (Atomics.wait(signal, LINK.told, seen, patience) === "timed-out") return { id, lost: "no answer" };
    }
  };
  const answerTo = (told: Told): Answer => {
    if ("rows" in told) return told;
    if ("lost" in told) throw unavailable(address, told.lost);
    throw told.code === LOCKED || told.code === TOO_LONG
      ? unavailable(address, told.error)
      : new Error(`state: ${told.error} (${told.code})`);
  };
  const close = (): void => {
    port.close();
    void worker.terminate();
  };
  last = LINK.opened;
  try {
    answerTo(waitFor(last, START_MS));
  } catch (error) {
    close();
    throw error;
  }
  return {
    epoch: () => Atomics.load(signal, LINK.epoch),
    ask(sql, values = [], epoch = null) {
      last += 1;
      const up = Atomics.load(signal, LINK.up) === 1;
      if (!up) throw unavailable(address, "out of reach");
      const asked: Asked = { id: last, epoch, sql, values };
      port.postMessage(asked);
      return answerTo(waitFor(last));
    },
    close,
  };
}

function startThread(address: PostgresAddress, port: MessagePort, signal: Int32Array): Worker {
  const worker = new Worker(new URL("./postgres-thread.ts", import.meta.url), {
    workerData: { address, port, signal },
    transferList: [port],
  });
  // It waits for questions: the process may end under it.
  worker.unref();
  return worker;
}

const unavailable = ({ host, database }: PostgresAddress, why: string): BayanError =>
  new BayanError(
    "state_unavailable",
    {
      fr: "La base des comptes et des décisions ne répond pas : réessayez dans un instant",
      ar: "قاعدة الحسابات والقرارات لا تستجيب: أعد المحاولة بعد لحظة",
      en: "The store of accounts and decisions does not answer: try again in a moment",
    },
    { status: 503, cause: new Error(`PostgreSQL ${database} at ${host}: ${why}`) },
  );
