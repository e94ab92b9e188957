import {
  createWriteStream,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import type { IncomingMessage } from "node:http";
import { type RequestOptions, request } from "node:https";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { pinnedAddress, type Resolve, systemResolve } from "./addresses.ts";
import { counted } from "./bytes.ts";
import { secretOf, type WebConnection } from "./connection.ts";
import { FetchError } from "./errors.ts";

export const HTTPS_LIMITS = {
  bytes: 4 * 2 ** 30,
  answerMs: 15_000,
  wholeMs: 30 * 60_000,
  redirects: 3,
  tries: 4,
} as const;
export type HttpsLimits = { readonly [name in keyof typeof HTTPS_LIMITS]: number };

/** What the world gives; tests give something else. */
export interface Effects {
  readonly resolve: Resolve;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly limits: HttpsLimits;
}
export const systemEffects: Effects = {
  ...{ resolve: systemResolve, random: Math.random, sleep: (ms) => wait(ms), limits: HTTPS_LIMITS },
};

/** What a server said of a file when it was last fetched. */
export interface Mark {
  readonly etag: string | null;
  readonly modified: string | null;
}

/**
 * Fetches a file to `target`, in one piece by rename. Null where the server says that it is what `mark` says. What an
 * interrupted try has brought stays beside it under a hidden name, and is gone on with where the server vouches that the rest
 * belongs to it (`If-Range`).
 *
 * @throws FetchError
 */
export async function download(
  url: string,
  target: string,
  connection: WebConnection,
  mark: Mark | null,
  effects: Effects = systemEffects,
): Promise<Mark | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(url, target, connection, mark, effects);
    } catch (error) {
      const fault =
        error instanceof FetchError ? error : new FetchError("unreachable", new URL(url).host, error);
      if (!(fault instanceof Retriable || fault.code === "unreachable" || fault.code === "incomplete"))
        throw fault;
      if (attempt >= effects.limits.tries) throw fault;
      const asked = fault instanceof Retriable ? fault.afterMs : null;
      // Full jitter: a hundred collectors that fail together do not come back together.
      await effects.sleep(asked ?? Math.round(effects.random() * 1000 * 2 ** attempt));
    }
  }
}

const RETRY_AFTER_MOST = 60;
class Retriable extends FetchError {
  readonly afterMs: number | null;
  constructor(status: number, after: string | undefined) {
    super("refused", String(status));
    const seconds = Number(after);
    this.afterMs = after === undefined || !(seconds >= 0) ? null : Math.min(seconds, RETRY_AFTER_MOST) * 1000;
  }
}

async function attemptOnce(
  url: string,
  target: string,
  connection: WebConnection,
  mark: Mark | null,
  effects: Effects,
): Promise<Mark | null> {
  const part = join(dirname(target), `.${basename(target)}.part`);
  const kept = partMark(part);
  const at = kept === null ? 0 : statSync(part).size;
  const headers: Record<string, string> = { "user-agent": "Bayan", "accept-encoding": "identity" };
  if (kept !== null && at > 0) {
    headers.range = `bytes=${at}-`;
    headers["if-range"] = kept.etag ?? kept.modified ?? "";
  } else {
    if (mark?.etag != null) headers["if-none-match"] = mark.etag;
    if (mark?.modified != null) headers["if-modified-since"] = mark.modified;
  }
  const answer = await follow(url, connection, headers, effects);
  const status = answer.statusCode ?? 0;
  if (status === 304) {
    answer.resume();
    return null;
  }
  if (status === 416) {
    answer.resume();
    dropPart(part);
    throw new FetchError("incomplete", new URL(url).host);
  }
  if (status !== 200 && status !== 206) {
    answer.resume();
    if (status === 429 || status >= 500) throw new Retriable(status, answer.headers["retry-after"]);
    throw new FetchError("refused", String(status));
  }
  const from = status === 206 ? at : 0;
  const found: Mark = {
    etag: strong(answer.headers.etag),
    modified: answer.headers["last-modified"] ?? null,
  };
  await receive(answer, part, from, found, effects.limits);
  dropMark(part);
  renameSync(part, target);
  return { etag: answer.headers.etag ?? null, modified: found.modified };
}

/** Only a strong tag vouches for bytes. */
const strong = (etag: string | undefined): string | null =>
  etag === undefined || etag.startsWith("W/") ? null : etag;

async function receive(
  answer: IncomingMessage,
  part: string,
  from: number,
  mark: Mark,
  limits: HttpsLimits,
): Promise<void> {
  const length = Number(answer.headers["content-length"] ?? Number.NaN);
  if (from + length > limits.bytes) {
    answer.destroy();
    throw new FetchError("too_large", String(from + length));
  }
  if (from === 0) dropPart(part);
  if (mark.etag !== null || mark.modified !== null)
    writeFileSync(`${part}.json`, JSON.stringify(mark), { mode: 0o600 });
  const bytes = counted(limits.bytes - from, () => new FetchError("too_large", `> ${limits.bytes}`));
  const timer = setTimeout(
    () => answer.destroy(new FetchError("too_slow", `> ${limits.wholeMs} ms`)),
    limits.wholeMs,
  );
  try {
    await pipeline(answer, bytes, createWriteStream(part, { flags: from === 0 ? "w" : "a", mode: 0o600 }));
  } catch (error) {
    if (error instanceof FetchError && error.code === "too_large") dropPart(part);
    throw error instanceof FetchError ? error : new FetchError("incomplete", basename(part), error);
  } finally {
    clearTimeout(timer);
  }
  if (Number.isFinite(length) && statSync(part).size !== from + length)
    throw new FetchError("incomplete", `${statSync(part).size} ≠ ${from + length}`);
}

/** What stands in a part, where it can be gone on with. */
function partMark(part: string): Mark | null {
  if (!existsSync(part) || !existsSync(`${part}.json`)) return null;
  const { etag = null, modified = null }: Partial<Mark> = JSON.parse(readFileSync(`${part}.json`, "utf8"));
  return etag === null && modified === null ? null : { etag, modified };
}
const dropMark = (part: string): void => rmSync(`${part}.json`, { force: true });
function dropPart(part: string): void {
  rmSync(part, { force: true });
  dropMark(part);
}

/** Follows redirects, each checked like the first address; credentials go to the first host alone. */
async function follow(
  url: string,
  connection: WebConnection,
  headers: Readonly<Record<string, string>>,
  effects: Effects,
): Promise<IncomingMessage> {
  const first = new URL(url).host;
  let next = url;
  for (let hop = 0; hop <= effects.limits.redirects; hop += 1) {
    const address = checkedUrl(next, connection);
    const pinned = await pinnedAddress(address.hostname, connection.networks, effects.resolve);
    const own = address.host === first;
    const answer = await ask(
      address,
      pinned,
      { ...headers, ...(own ? authHeaders(connection) : {}) },
      connection,
      own,
      effects,
    );
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) || location === undefined) return answer;
    answer.resume();
    next = new URL(location, address).href;
  }
  throw new FetchError("too_many_redirects", first);
}

/** @throws FetchError `url_forbidden`, `host_forbidden` */
export function checkedUrl(url: string, { hosts }: Pick<WebConnection, "hosts">): URL {
  if (!URL.canParse(url)) throw new FetchError("url_forbidden", "");
  const parsed = new URL(url);
  if (parsed.protocol !== "https:" || parsed.username !== "" || parsed.password !== "")
    throw new FetchError("url_forbidden", parsed.host);
  if (!hosts.includes(parsed.hostname) && !hosts.includes(parsed.host))
    throw new FetchError("host_forbidden", parsed.host);
  return parsed;
}

function authHeaders({ auth }: WebConnection): Record<string, string> {
  if (auth.kind === "token") return { authorization: `Bearer ${secretOf(auth.secretFile)}` };
  if (auth.kind !== "basic") return {};
  const pair = Buffer.from(`${auth.user}:${secretOf(auth.secretFile)}`).toString("base64");
  return { authorization: `Basic ${pair}` };
}

function ask(
  url: URL,
  pinned: string,
  headers: Readonly<Record<string, string>>,
  connection: WebConnection,
  own: boolean,
  { limits }: Effects,
): Promise<IncomingMessage> {
  const { auth, caFile } = connection;
  const family = pinned.includes(":") ? 6 : 4;
  const options: RequestOptions = {
    ...{ method: "GET", headers, agent: false, timeout: limits.answerMs },
    ...(caFile === undefined ? {} : { ca: readFileSync(caFile) }),
    ...(auth.kind === "certificate" && own
      ? { cert: readFileSync(auth.certFile), key: readFileSync(auth.keyFile) }
      : {}),
    // The name stays for TLS; the address is the one that was checked.
    lookup: (_host, asked, done) => {
      if (typeof asked === "object" && asked.all === true) done(null, [{ address: pinned, family }]);
      else done(null, pinned, family);
    },
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, resolve);
    sent.on("timeout", () => sent.destroy(new FetchError("too_slow", url.host)));
    sent.on("error", reject);
    sent.end();
  });
}
