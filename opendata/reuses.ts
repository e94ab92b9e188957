import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Context } from "#warehouse/surface.ts";

export const REUSE_KINDS = ["article", "application", "study", "visualisation", "teaching"] as const;
const reuse = z.strictObject({
  title: z.string().min(3).max(160),
  kind: z.enum(REUSE_KINDS),
  /** Who made it, as they sign. */
  by: z.string().min(2).max(120),
  /** No other scheme: a link of this page must not run anything. */
  url: z.url({ protocol: /^https?$/ }),
  published_on: z.iso.date(),
  /** Slugs of the datasets that it uses. */
  datasets: z
    .array(z.string().regex(/^[a-z][a-z0-9-]+$/))
    .min(1)
    .max(20),
});
export type Reuse = z.infer<typeof reuse>;

const kept = new Map<string, { readonly stamp: string; readonly reuses: readonly Reuse[] }>();

/**
 * Work that others made with the data, the latest first: what the catalogue's editors accepted into `reuses.json` of the
 * home. A file that cannot be read is told in the log, and shows nothing.
 */
export function reusesOf({ home, log }: Pick<Context, "home" | "log">): readonly Reuse[] {
  const path = join(home.root, "reuses.json");
  if (!existsSync(path)) return [];
  const { mtimeMs, size } = statSync(path);
  const stamp = `${mtimeMs} ${size}`;
  const known = kept.get(path);
  if (known?.stamp === stamp) return known.reuses;
  const reuses = read(path, log);
  kept.set(path, { stamp, reuses });
  return reuses;
}

function read(path: string, log: Context["log"]): readonly Reuse[] {
  const parsed = z.array(reuse).safeParse(jsonOf(readFileSync(path, "utf8")));
  if (!parsed.success) {
    log.warn({ path: "reuses.json", faults: z.prettifyError(parsed.error) }, "reuses left out: no such list");
    return [];
  }
  return parsed.data.toSorted(
    (a, b) => b.published_on.localeCompare(a.published_on) || (a.url < b.url ? -1 : 1),
  );
}

/** The value that a text holds; undefined where it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
