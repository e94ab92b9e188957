import { type Ground, makeRunner } from "./draws.ts";
import type { Input } from "./input.ts";
import { type Layout, layOut, type Node } from "./layout.ts";
import { rankInto } from "./rank.ts";
import { INDICES } from "./scores.ts";
import { inThread } from "./worker.ts";

/** Scores and ranks of every draw, by node: `(draw * 4 + index) * units + unit`; rank 0 for none. */
export interface Drawn {
  readonly node: Node;
  readonly nominal: Float64Array;
  readonly scores: Float32Array;
  readonly ranks: Uint16Array;
}
export interface DrawOptions {
  readonly draws: number;
  readonly seed: number;
  readonly threads: number;
  /** Called as draws are done. */
  readonly onDraw?: (done: number) => void;
}
/** What a thread is handed: what it draws from, where to write, and which draws are its own. */
export interface Share {
  readonly input: Ground;
  readonly layout: Layout;
  readonly seed: number;
  readonly first: number;
  readonly last: number;
  readonly scores: readonly SharedArrayBuffer[];
  readonly ranks: readonly SharedArrayBuffer[];
  /** Where the scores without a draw go; null where another thread writes them. */
  readonly nominal: readonly SharedArrayBuffer[] | null;
}

export const PLAIN = { tau: 4, strength: 1 } as const;

/** Redraws the index `draws` times. A draw is a function of the seed and its number alone, whatever thread makes it. */
export async function drawAll(
  input: Input,
  options: DrawOptions,
  layout: Layout = layOut(input, { tau: PLAIN.tau }),
): Promise<Drawn[]> {
  const scored = scoredNodes(input, layout);
  const size = (node: Node): number => options.draws * INDICES.length * node.units.count;
  const scores = scored.map((at) => new SharedArrayBuffer(4 * size(layout.nodes[at] as Node)));
  const ranks = scored.map((at) => new SharedArrayBuffer(2 * size(layout.nodes[at] as Node)));
  const nominal = scored.map(
    (at) => new SharedArrayBuffer(8 * INDICES.length * (layout.nodes[at] as Node).units.count),
  );
  const threads = Math.max(1, Math.min(options.threads, options.draws));
  const { files: _, ...ground } = input;
  const shares = Array.from(
    { length: threads },
    (_, i): Share => ({
      ...{ input: ground, layout, seed: options.seed, scores, ranks, nominal: i === 0 ? nominal : null },
      first: Math.floor((options.draws * i) / threads),
      last: Math.floor((options.draws * (i + 1)) / threads),
    }),
  );
  if (threads === 1) runShare(shares[0] as Share);
  else await Promise.all(shares.map((share) => inThread({ kind: "draws", share })));
  return scored.map((at, i) => ({
    node: layout.nodes[at] as Node,
    nominal: new Float64Array(nominal[i] as SharedArrayBuffer),
    scores: new Float32Array(scores[i] as SharedArrayBuffer),
    ranks: new Uint16Array(ranks[i] as SharedArrayBuffer),
  }));
}

const scoredNodes = (input: Ground, layout: Layout): number[] =>
  [...layout.nodes.keys()].filter((at) => input.fixed.has(layout.nodes[at]?.window.no ?? -1));

/** Makes the draws of a share, in this thread. */
export function runShare(share: Share): void {
  const { input, layout } = share;
  const scored = scoredNodes(input, layout);
  const runner = makeRunner(input, layout, PLAIN);
  runner.nominal();
  for (const [i, at] of scored.entries()) {
    const own = runner.benches[at];
    const into = share.nominal?.[i];
    if (own !== undefined && into !== undefined) new Float64Array(into).set(own.indices);
  }
  const scores = share.scores.map((buffer) => new Float32Array(buffer));
  const ranks = share.ranks.map((buffer) => new Uint16Array(buffer));
  for (let draw = share.first; draw < share.last; draw += 1) {
    runner.draw(share.seed, draw);
    for (const [i, at] of scored.entries()) {
      const bench = runner.benches[at];
      if (bench === undefined) continue;
      const { units, window, level } = bench.node;
      const standing = input.fixed.get(window.no)?.[level].standing ?? new Uint8Array();
      const base = draw * INDICES.length * units.count;
      scores[i]?.set(bench.indices, base);
      for (let index = 0; index < INDICES.length; index += 1) {
        rankInto(
          bench.indices,
          index * units.count,
          units.count,
          standing,
          ranks[i] as Uint16Array,
          base + index * units.count,
        );
      }
    }
  }
}
