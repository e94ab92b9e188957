import { type MessagePort, workerData } from "node:worker_threads";
import pg from "pg";
import { clientOptions, type PostgresAddress } from "./address.ts";
import { type Asked, LINK, type Told } from "./postgres-link.ts";

/**
 * Speaks to PostgreSQL for a thread that waits: one connection, one statement at a time. When it is lost it is sought
 * again in the background, so that those who ask meanwhile are told at once that it is not there.
 */
const { address, port, signal }: { address: PostgresAddress; port: MessagePort; signal: Int32Array } =
  workerData;

const AGAIN_MS = 500;
// Whole numbers are numbers, as SQLite gives them; a truth is 1 or 0.
const parsers: Readonly<Record<number, (text: string) => number>> = {
  16: (text) => (text === "t" ? 1 : 0),
  20: Number,
  21: Number,
  23: Number,
  700: Number,
  701: Number,
  1700: Number,
};
const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: "text" | "binary") =>
    format === "binary" ? pg.types.getTypeParser(id, "binary") : (parsers[id] ?? pg.types.getTypeParser(id)),
};

let client: pg.Client | null = null;
let reason = "";

const reply = (told: Told): void => {
  port.postMessage(told);
  Atomics.store(signal, LINK.told, told.id);
  Atomics.notify(signal, LINK.told);
};
const faultOf = (error: unknown): { readonly message: string; readonly code: string | null } => {
  const code =
    error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
  const message = error instanceof Error ? error.message || String(code) : String(error);
  return { message, code };
};

async function connect(): Promise<void> {
  let made: pg.Client | null = null;
  try {
    const next = new pg.Client({ ...clientOptions(address), types });
    made = next;
    next.on("error", (error) => lost(next, error));
    next.on("end", () => lost(next, new Error("connection ended")));
    await next.connect();
    client = next;
    Atomics.add(signal, LINK.epoch, 1);
    Atomics.store(signal, LINK.up, 1);
  } catch (error) {
    reason = faultOf(error).message;
    if (made !== null) drop(made);
    throw error;
  }
}

/** What is gone already cannot be ended in good order. */
function drop(which: pg.Client): void {
  which.end().catch((error: unknown) => {
    reason ||= faultOf(error).message;
  });
}

function lost(which: pg.Client, error: unknown): void {
  if (client !== which) return;
  reason = faultOf(error).message;
  client = null;
  Atomics.store(signal, LINK.up, 0);
  drop(which);
  seek();
}

function seek(): void {
  connect().catch(() => setTimeout(seek, AGAIN_MS));
}

port.on("message", async ({ id, epoch, sql, values }: Asked) => {
  const asked = client;
  if (asked === null) return reply({ id, lost: reason });
  // A transaction ends with its connection: the rest of it must not go to the next one.
  if (epoch !== null && epoch !== Atomics.load(signal, LINK.epoch))
    return reply({ id, lost: "the connection was lost in a transaction" });
  try {
    const given = values.map((value) => (value instanceof Uint8Array ? Buffer.from(value) : value));
    const found = await asked.query(given.length === 0 ? { text: sql } : { text: sql, values: given });
    const last = Array.isArray(found) ? found.at(-1) : found;
    reply({ id, rows: last.rows, changes: last.rowCount ?? 0 });
  } catch (error) {
    const { message, code } = faultOf(error);
    // Without the server's own code for it, it is not an answer: nobody knows what the connection is still doing.
    if (code === null || !/^[0-9A-Z]{5}$/.test(code) || /^(08|57P|25P03)/.test(code)) {
      lost(asked, error);
      reply({ id, lost: message });
    } else reply({ id, error: message, code });
  }
});

connect().then(
  () => reply({ id: LINK.opened, rows: [], changes: 0 }),
  (error: unknown) => {
    reply({ id: LINK.opened, lost: faultOf(error).message });
    setTimeout(seek, AGAIN_MS);
  },
);
