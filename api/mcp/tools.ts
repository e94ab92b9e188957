import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { parseSpec, querySchema } from "#warehouse/door/index.ts";
import type { MetricInfo, QuerySpec, Viewer } from "#warehouse/door/types.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Context, DatasetDefinition } from "#warehouse/surface.ts";

/** Rows of one answer to an assistant, at most: more is a file, and the link leads to it. */
export const MAX_ROWS = 200;
const VERSION = "1";

export interface Assistant {
  readonly ctx: Context;
  readonly viewer: Viewer;
  readonly datasets: readonly DatasetDefinition[];
}

/**
 * The door for assistants: find a metric, ask it, explain it, find a dataset. It reads and changes nothing; what it may
 * see is what the token that came with the request may, else what everyone may. Every answer carries its release.
 */
export function assistantServer({ ctx, viewer, datasets }: Assistant): McpServer {
  const server = new McpServer({ name: "bayan", version: VERSION });
  const annotations = {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  };

  server.registerTool(
    "find_metric",
    {
      title: "Find a metric",
      description:
        "Finds what can be asked, by words in French, Arabic or English. Gives each metric's name, meaning, unit, and the dimensions that it can be grouped by.",
      inputSchema: { words: z.string().max(200).describe("Words; empty lists everything") },
      annotations,
    },
    ({ words }) =>
      answering(viewer, async () => {
        const [metrics, release] = [await ctx.door.metrics(viewer), await releaseOf(ctx)];
        const found = metrics.filter((metric) => matches(words, textOf(metric))).slice(0, 40);
        return {
          ...release,
          metrics: found.map(
            ({ name, label, description, unit, direction, formula, dimensions, grains }) => ({
              ...{ name, label, description, unit, direction, formula, dimensions, grains },
              link: `${ctx.publicUrl}/api/v1/lineage?metric=${encodeURIComponent(name)}`,
            }),
          ),
        };
      }),
  );

  server.registerTool(
    "ask",
    {
      title: "Ask for figures",
      description: `Answers a typed question: metrics by dimensions, with conditions, a time window, an order. At most ${MAX_ROWS} rows. Money is text with all its digits, in dirhams; ratios go from 0 to 1; a missing value has its reason in "nulls". Say the release and whether it is sample data when you quote a figure.`,
      inputSchema: { question: querySchema },
      annotations,
    },
    ({ question }) =>
      answering(viewer, async () => {
        const spec = parseSpec(question);
        const limited: QuerySpec = { ...spec, limit: Math.min(spec.limit ?? MAX_ROWS, MAX_ROWS) };
        const answer = await ctx.door.ask(limited, viewer);
        return {
          ...answer,
          complete: answer.rows.length < MAX_ROWS || (spec.limit ?? MAX_ROWS + 1) <= MAX_ROWS,
          link: `${ctx.publicUrl}/api/v1/query?format=csv&spec=${encodeURIComponent(JSON.stringify(spec))}`,
        };
      }),
  );

  server.registerTool(
    "explain",
    {
      title: "Explain a metric",
      description:
        "Where a metric comes from: its formula, the tables that hold it, the export files that fed them.",
      inputSchema: { metric: z.string().max(64).describe("Name of a metric") },
      annotations,
    },
    ({ metric }) =>
      answering(viewer, async () => {
        const found = await ctx.door.explain(metric, viewer);
        return {
          ...found,
          exports: found.exports.slice(0, 20),
          exports_in_all: found.exports.length,
          link: `${ctx.publicUrl}/api/v1/lineage?metric=${encodeURIComponent(metric)}`,
        };
      }),
  );

  server.registerTool(
    "find_dataset",
    {
      title: "Find a dataset",
      description: "Finds open datasets by words; the link is the page where a person downloads the files.",
      inputSchema: { words: z.string().max(200).describe("Words; empty lists everything") },
      annotations,
    },
    ({ words }) =>
      answering(viewer, async () => ({
        ...(await releaseOf(ctx)),
        datasets: datasets
          .filter(({ slug, title, description }) =>
            matches(words, [slug, ...Object.values(title), ...Object.values(description)].join(" ")),
          )
          .slice(0, 40)
          .map(({ slug, title, description }) => ({
            ...{ slug, title, description },
            link: `${ctx.publicUrl}/${viewer.lang}/donnees/${slug}`,
          })),
      })),
  );
  return server;
}

async function releaseOf(ctx: Context): Promise<{ readonly release: string; readonly sample: boolean }> {
  const handle = await ctx.release();
  try {
    return { release: handle.id, sample: handle.manifest.sample };
  } finally {
    handle.release();
  }
}

const textOf = ({ name, label, description, formula }: MetricInfo): string =>
  [name, ...Object.values(label), ...Object.values(description), formula].join(" ");

const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** Whether every word is there, accents and case aside. */
function matches(words: string, text: string): boolean {
  const there = plain(text);
  return plain(words)
    .split(/[\s_]+/)
    .every((word) => there.includes(word));
}

interface Told {
  // The protocol's own results may hold more than we give.
  readonly [key: string]: unknown;
  readonly content: { readonly type: "text"; readonly text: string }[];
  readonly isError?: boolean;
}

/** A refusal is an answer that the assistant can act on; what is our fault stays ours to tell. */
async function answering(viewer: Viewer, work: () => Promise<unknown>): Promise<Told> {
  try {
    return { content: [{ type: "text", text: JSON.stringify(await work()) }] };
  } catch (cause) {
    if (!(cause instanceof BayanError) || cause.status >= 500) throw cause;
    const text = JSON.stringify({ code: cause.code, detail: cause.in(viewer.lang) });
    return { content: [{ type: "text", text }], isError: true };
  }
}
