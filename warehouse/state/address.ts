import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { userInfo } from "node:os";
import { z } from "zod";

/** What of the settings says where the store is. */
export interface StateSettings {
  /** `postgres://account@host:5432/database`; null for the home's own file. */
  readonly stateUrl: string | null;
  readonly statePasswordFile: string | null;
  readonly stateCaFile: string | null;
}
/** Where and how a database of PostgreSQL is reached. */
export interface PostgresAddress {
  /** A name, an address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** The schema that holds the tables; made where it is not there. */
  readonly schema: string;
  readonly passwordFile: string | null;
  readonly caFile: string | null;
  /** Encrypted, the certificate checked. Always, but to this machine. */
  readonly tls: boolean;
}

const SCHEME = /^postgres(?:ql)?:\/\//;
const PARAMETERS: ReadonlySet<string> = new Set(["host", "schema", "sslmode", "passwordfile", "sslrootcert"]);

export const isPostgres = (place: string): boolean => SCHEME.test(place);

/** The place of the store for `homeAt`: null for the home's own file. Names files of secrets, and holds none. */
export function stateAddress({ stateUrl, statePasswordFile, stateCaFile }: StateSettings): string | null {
  if (stateUrl === null) return null;
  const url = new URL(stateUrl);
  if (statePasswordFile !== null) url.searchParams.set("passwordfile", statePasswordFile);
  if (stateCaFile !== null) url.searchParams.set("sslrootcert", stateCaFile);
  return url.href;
}

/** @throws RangeError that says what is wrong with the address */
export function readAddress(place: string): PostgresAddress {
  const bad = (why: string): RangeError => new RangeError(`PostgreSQL address: ${why}`);
  if (!isPostgres(place) || !URL.canParse(place)) throw bad("expected postgres://account@host:5432/database");
  const url = new URL(place);
  if (url.password !== "") throw bad("a password stands in a file (statePasswordFile) or in PGPASSWORD");
  for (const name of url.searchParams.keys()) if (!PARAMETERS.has(name)) throw bad(`unknown: ${name}`);
  const given = (name: string): string | null => url.searchParams.get(name);
  const host = given("host") ?? decodeURIComponent(url.hostname).replace(/^\[|\]$/g, "");
  const database = decodeURIComponent(url.pathname.slice(1));
  const schema = given("schema") ?? "public";
  if (host === "") throw bad("no host");
  if (database === "" || database.includes("/")) throw bad("no database");
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) throw bad(`schema: ${schema}`);
  const mode =
    given("sslmode") ?? (isHere(host) && given("sslrootcert") === null ? "disable" : "verify-full");
  if (mode !== "verify-full" && !(mode === "disable" && isHere(host)))
    throw bad(`sslmode: ${mode}; verify-full, or disable to this machine`);
  return {
    ...{ host, database, schema, tls: mode === "verify-full" },
    port: url.port === "" ? 5432 : Number(url.port),
    user: url.username === "" ? userInfo().username : decodeURIComponent(url.username),
    ...{ passwordFile: given("passwordfile"), caFile: given("sslrootcert") },
  };
}

const isHere = (host: string): boolean =>
  host.startsWith("/") ||
  host === "localhost" ||
  host === "::1" ||
  (isIP(host) === 4 && host.startsWith("127."));

/** What the client of PostgreSQL is opened with. Files are read each time: a password that changed is taken up. */
export function clientOptions({ host, port, user, database, schema, ...address }: PostgresAddress) {
  const password =
    address.passwordFile === null
      ? process.env.PGPASSWORD
      : readFileSync(address.passwordFile, "utf8").replace(/\r?\n$/, "");
  const ca = address.caFile === null ? {} : { ca: readFileSync(address.caFile, "utf8") };
  return {
    ...{ host, port, user, database, ...(password === undefined ? {} : { password }) },
    ssl: address.tls ? { ...ca, ...(isIP(host) === 0 ? { servername: host } : {}) } : false,
    options: `-c search_path=${schema} -c lock_timeout=5000 -c statement_timeout=5500 -c idle_in_transaction_session_timeout=30000`,
    ...{ application_name: "bayan", client_encoding: "UTF8", keepAlive: true },
    ...{ connectionTimeoutMillis: 3000, query_timeout: 6000 },
  };
}

/** Settings' check of an address. */
export const addressSchema = z
  .string()
  .superRefine((given, context) => {
    try {
      readAddress(given);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      context.addIssue({ code: "custom", message: error.message });
    }
  })
  .nullable();
