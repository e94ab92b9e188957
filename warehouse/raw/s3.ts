import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { UsageError } from "../errors.ts";
import { PROJECT_ROOT } from "../home.ts";
import { literal } from "../quote.ts";
import type { Settings } from "../settings.ts";
import { loadSql } from "./kit.ts";
import type { RawStore } from "./store.ts";

export type S3Settings = Pick<
  Settings,
  "rawStore" | "rawEndpoint" | "rawRegion" | "rawKeyFile" | "rawCaFile"
>;
export interface S3Effects {
  /** Before an engine is opened on the store: that its host may be asked, and that the extensions are there. */
  readonly before?: () => Promise<void>;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Raw files as objects of an S3 server, below `root` (`s3://bucket/prefix`). An object appears when its last byte has
 * come, so that a writer that is killed leaves nothing that could be read; the engine sends it as it writes it.
 *
 * @throws UsageError `raw_store_incomplete` without an endpoint or a key, once it is opened
 */
export function s3Store(root: string, settings: S3Settings, effects: S3Effects = {}): RawStore {
  const at = (path: string): string => `${root}/${path}`;
  const statements = () => reachSql(root, settings, effects.env ?? process.env);
  return {
    at,
    folder: at("raw/"),
    async open(connection) {
      await effects.before?.();
      for (const statement of statements()) await connection.run(statement);
    },
    draft: at,
    place: () => undefined,
    async present(connection, paths) {
      const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf("/"))));
      const there = new Set<string>();
      for (const folder of folders)
        for (const file of await listed(connection, at(`${folder}/*.parquet`))) there.add(file);
      return new Set(paths.filter((path) => there.has(at(path))));
    },
    dbt: () => ({
      target: "remote",
      environment: {
        PYTHONPATH: join(PROJECT_ROOT, "warehouse", "raw", "dbt"),
        BAYAN_RAW_REACH: JSON.stringify(statements()),
      },
    }),
    spark() {
      const { id, secret } = keyOf(settings, effects.env ?? process.env);
      return {
        settings: hadoopSettings(settings),
        environment: { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret },
        name: (file) => file.replace(/^s3:/, "s3a:"),
      };
    },
  };
}

/** What an engine is told before its first question: the key stays in its memory, and goes to this store alone. */
function reachSql(root: string, settings: S3Settings, env: NonNullable<S3Effects["env"]>): readonly string[] {
  if (settings.rawEndpoint === null) throw incomplete("rawEndpoint");
  const endpoint = new URL(settings.rawEndpoint);
  const { id, secret } = keyOf(settings, env);
  return [
    loadSql("httpfs"),
    "SET GLOBAL enable_server_cert_verification = true",
    ...(settings.rawCaFile === null ? [] : [`SET GLOBAL ca_cert_file = ${literal(settings.rawCaFile)}`]),
    `CREATE OR REPLACE SECRET bayan_raw (TYPE s3, PROVIDER config, KEY_ID ${literal(id)}, SECRET ${literal(secret)},
       REGION ${literal(settings.rawRegion)}, ENDPOINT ${literal(endpoint.host)}, URL_STYLE 'path',
       USE_SSL ${endpoint.protocol === "https:"}, SCOPE ${literal(`${root}/`)})`,
  ];
}

/** Of Hadoop's own client, which Spark reads objects by. */
function hadoopSettings({ rawEndpoint, rawRegion }: S3Settings): Readonly<Record<string, string>> {
  const at = "spark.hadoop.fs.s3a";
  return {
    [`${at}.endpoint`]: rawEndpoint ?? "",
    [`${at}.endpoint.region`]: rawRegion,
    [`${at}.path.style.access`]: "true",
    [`${at}.connection.ssl.enabled`]: String(rawEndpoint?.startsWith("https:") ?? true),
    [`${at}.aws.credentials.provider`]:
      "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider",
  };
}

function keyOf(
  { rawKeyFile }: S3Settings,
  env: NonNullable<S3Effects["env"]>,
): { readonly id: string; readonly secret: string } {
  const [id, secret] =
    rawKeyFile === null
      ? [env.AWS_ACCESS_KEY_ID, env.AWS_SECRET_ACCESS_KEY]
      : readFileSync(rawKeyFile, "utf8").split("\n", 2);
  if (id === undefined || secret === undefined || id.trim() === "" || secret.trim() === "")
    throw incomplete("rawKeyFile");
  return { id: id.trim(), secret: secret.trim() };
}

async function listed(connection: DuckDBConnection, pattern: string): Promise<string[]> {
  const reader = await connection.runAndReadAll(`SELECT file FROM glob(${literal(pattern)})`);
  return reader.getRows().map((row) => String(row[0]));
}

const incomplete = (name: string): UsageError =>
  new UsageError("raw_store_incomplete", {
    fr: `rawStore désigne un serveur S3, mais ${name} manque : donnez son adresse (rawEndpoint) et une clé (rawKeyFile).`,
    ar: `يحيل rawStore على خادم S3 لكن ${name} ناقص: أعط عنوانه (rawEndpoint) ومفتاحا (rawKeyFile).`,
    en: `rawStore names an S3 server, but ${name} is missing: give its address (rawEndpoint) and a key (rawKeyFile).`,
  });
