import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { CkanConnection } from "./connection.ts";
import { FetchError } from "./errors.ts";
import { download, type Effects, systemEffects } from "./https.ts";

const answer = z.object({
  success: z.literal(true),
  result: z.object({
    resources: z.array(
      z.object({
        id: z.string(),
        name: z.string().nullish(),
        url: z.string(),
        last_modified: z.string().nullish(),
      }),
    ),
  }),
});

export interface Resource {
  /** The file's own name, at the end of its address. */
  readonly file: string;
  readonly url: string;
}
const ANSWER_BYTES = 8 << 20;

/**
 * The files of a catalogue's dataset, over CKAN's Action API (`package_show`), which data.gov.ma and this catalogue
 * speak.
 *
 * @throws FetchError `answer_unclear`
 */
export async function catalogueFiles(
  connection: CkanConnection,
  effects: Effects = systemEffects,
): Promise<readonly Resource[]> {
  const url = new URL("api/3/action/package_show", connection.url.replace(/\/?$/, "/"));
  url.searchParams.set("id", connection.dataset);
  const folder = mkdtempSync(join(tmpdir(), "bayan-ckan-"));
  const target = join(folder, "package.json");
  try {
    const limits = { ...effects.limits, bytes: ANSWER_BYTES };
    await download(url.href, target, connection, null, { ...effects, limits });
    const parsed = answer.safeParse(JSON.parse(readFileSync(target, "utf8")));
    if (!parsed.success) throw new FetchError("answer_unclear", connection.name);
    return parsed.data.result.resources.flatMap((resource) => {
      const address = new URL(resource.url, url);
      const file = decodeURIComponent(address.pathname.split("/").at(-1) ?? "");
      return /^[^/\\\0.][^/\\\0]*$/.test(file) ? [{ file, url: address.href }] : [];
    });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof URIError || error instanceof TypeError)
      throw new FetchError("answer_unclear", connection.name);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
