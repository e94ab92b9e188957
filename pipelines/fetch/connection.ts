import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { BayanError } from "#warehouse/errors.ts";
import type { Home } from "#warehouse/home.ts";

const cidr = z.string().regex(/^[0-9a-f.:]+\/\d{1,3}$/i);
const common = {
  /** A name of its own, for messages and for what is remembered. */
  name: z.string().regex(/^[a-z0-9-]{1,40}$/),
  system: z.string(),
  /** Private networks that this connection may reach; none by default. */
  networks: z.array(cidr).default([]),
};

/** Secrets stand in files of their own, readable by the owner alone. */
const auth = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("token"), secretFile: z.string() }),
  z.object({ kind: z.literal("basic"), user: z.string(), secretFile: z.string() }),
  z.object({ kind: z.literal("certificate"), certFile: z.string(), keyFile: z.string() }),
]);

const web = {
  ...common,
  auth: auth.default({ kind: "none" }),
  /** Hosts that may be asked, redirects included. */
  hosts: z.array(z.string()).min(1),
  /** Own certificate authority, PEM. */
  caFile: z.string().optional(),
};

const connection = z.discriminatedUnion("kind", [
  z.object({
    ...web,
    kind: z.literal("https"),
    /** `{period}` in an address stands for months (`2026-03`) or years, the latest `periods` of them. */
    url: z.url(),
    /** The file's name in the inbox; `{period}` as above. */
    file: z.string(),
    grain: z.enum(["month", "year", "snapshot"]).default("snapshot"),
    periods: z.int().min(1).max(60).default(2),
  }),
  z.object({
    ...web,
    kind: z.literal("ckan"),
    /** The catalogue's address, without `/api`. */
    url: z.url(),
    dataset: z.string(),
  }),
  z.object({
    ...common,
    kind: z.literal("sftp"),
    host: z.string(),
    port: z.int().default(22),
    user: z.string(),
    auth: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("password"), secretFile: z.string() }),
      z.object({ kind: z.literal("key"), keyFile: z.string() }),
    ]),
    /** Of the server's key, as `ssh-keygen -lf` prints it. */
    hostKey: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/),
    folder: z.string(),
  }),
]);

export type Connection = z.infer<typeof connection>;
export type WebConnection = Extract<Connection, { kind: "https" | "ckan" }>;
export type HttpsConnection = Extract<Connection, { kind: "https" }>;
export type CkanConnection = Extract<Connection, { kind: "ckan" }>;
export type SftpConnection = Extract<Connection, { kind: "sftp" }>;

const fileOf = (home: Home): string => join(home.root, "connections.json");

/** The connections of `<home>/connections.json`; none where there is no such file. */
export function readConnections(home: Home): readonly Connection[] {
  const file = fileOf(home);
  if (!existsSync(file)) return [];
  try {
    return z.array(connection).parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const what = issue === undefined ? "JSON" : `${issue.path.join(".")}: ${issue.message}`;
    throw new BayanError(
      "connections_invalid",
      {
        fr: `${file} : ${what}. Corrigez ce fichier, puis relancez.`,
        ar: `${file}: ${what}. صحّح هذا الملف ثم أعد المحاولة.`,
        en: `${file}: ${what}. Correct this file, then try again.`,
      },
      { place: { file }, cause },
    );
  }
}

/** A secret out of its file. */
export const secretOf = (file: string): string => readFileSync(file, "utf8").trim();
