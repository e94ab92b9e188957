import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { ZodType } from "zod";
import { UsageError } from "./errors.ts";
import { PROJECT_ROOT } from "./home.ts";
import { SETTING_SPECS, type SettingName, type Settings } from "./settings-spec.ts";

export { ownersIn } from "./settings-delivery.ts";
export type { SettingName, Settings } from "./settings-spec.ts";

export type Origin = "default" | "file" | "environment";
export interface SettingRow {
  readonly name: SettingName;
  readonly env: string;
  readonly value: string | number | boolean | null;
  readonly default: string | number | boolean | null;
  readonly origin: Origin;
  readonly doc: { readonly fr: string; readonly ar: string; readonly en: string };
}
export interface LoadedSettings {
  readonly settings: Settings;
  readonly rows: readonly SettingRow[];
  /** The settings file that was read, or null when there is none. */
  readonly file: string | null;
}

export interface SettingsSource {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Settings file; by default `BAYAN_CONFIG`, else `bayan.config.json` at the project's root. */
  readonly file?: string;
  readonly cwd?: string;
}

/** `sampleScale` → `BAYAN_SAMPLE_SCALE`. */
export const envName = (name: string): string =>
  `BAYAN_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/**
 * Reads the settings: the defaults, over them `bayan.config.json`, over both the environment.
 * Relative paths are taken from the file's folder, those of the environment from the working folder.
 * Throws a UsageError that names the setting and where its value came from.
 */
export function loadSettings(source: SettingsSource = {}): LoadedSettings {
  const env = source.env ?? process.env;
  const cwd = source.cwd ?? process.cwd();
  const path = source.file ?? env.BAYAN_CONFIG ?? join(PROJECT_ROOT, "bayan.config.json");
  const fromFile = readConfig(path, source.file !== undefined || env.BAYAN_CONFIG !== undefined);
  const known = new Set<string>(Object.keys(SETTING_SPECS));
  for (const name of Object.keys(fromFile ?? {})) {
    if (!known.has(name)) throw invalid(name, path, "unknown setting");
  }

  const values: Record<string, unknown> = {};
  const rows: SettingRow[] = [];
  for (const name of Object.keys(SETTING_SPECS) as SettingName[]) {
    const spec = SETTING_SPECS[name];
    const envValue = env[envName(name)];
    const fileValue = fromFile?.[name];
    const origin: Origin =
      envValue !== undefined && envValue !== ""
        ? "environment"
        : fileValue !== undefined
          ? "file"
          : "default";
    const given =
      origin === "environment"
        ? fromText(spec.kind, envValue ?? "")
        : origin === "file"
          ? fileValue
          : spec.default;
    const place = origin === "environment" ? envName(name) : origin === "file" ? path : "default";
    const base = origin === "environment" ? cwd : origin === "file" ? dirname(resolve(path)) : PROJECT_ROOT;
    const value = check(spec.schema, given, name, place);
    const shown = spec.kind === "path" && typeof value === "string" ? resolve(base, value) : value;
    values[name] = shown;
    rows.push({
      name,
      env: envName(name),
      value: shown as SettingRow["value"],
      default: spec.default,
      origin,
      doc: spec.doc,
    });
  }
  values.lang = values.lang ?? langOf(env.LC_ALL || env.LC_MESSAGES || env.LANG);
  values.pseudonymKeyFile = values.pseudonymKeyFile ?? join(String(values.home), "keys", "pseudonym.key");
  values.landingKeyFile = values.landingKeyFile ?? join(String(values.home), "keys", "landing.key");
  values.signingKeyFile = values.signingKeyFile ?? join(String(values.home), "keys", "release.key");
  const effective = rows.map((row) => ({ ...row, value: values[row.name] as SettingRow["value"] }));
  return { settings: values as unknown as Settings, rows: effective, file: fromFile === null ? null : path };
}

/** Bytes of a size such as `512MiB` or `3GiB`. */
export function bytesOf(size: string): number {
  const match = /^(\d+(?:\.\d+)?)(MiB|GiB|TiB)$/.exec(size);
  if (match === null) throw new RangeError(`size: ${size}`);
  return Math.round(Number(match[1]) * { MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 }[match[2] as "MiB"]);
}

function readConfig(path: string, required: boolean): Record<string, unknown> | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if (!required && (cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw invalid("file", path, (cause as Error).message);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("not an object");
    return value as Record<string, unknown>;
  } catch (cause) {
    throw invalid("file", path, (cause as Error).message);
  }
}

function fromText(kind: string, text: string): unknown {
  if (kind === "number") return text.trim() === "" ? text : Number(text);
  if (kind === "boolean")
    return text === "true" || text === "1" ? true : text === "false" || text === "0" ? false : text;
  return text;
}

function check(schema: ZodType, given: unknown, name: string, place: string): unknown {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw invalid(name, place, result.error.issues.map((issue) => issue.message).join("; "));
}

function langOf(locale: string | undefined): "fr" | "ar" | "en" {
  const start = (locale ?? "").slice(0, 2).toLowerCase();
  return start === "ar" || start === "en" ? start : "fr";
}

const invalid = (name: string, place: string, reason: string): UsageError =>
  new UsageError("invalid_setting", {
    fr: `réglage ${name} (${place}) : ${reason}`,
    ar: `الإعداد ${name} (${place}): ${reason}`,
    en: `setting ${name} (${place}): ${reason}`,
  });
