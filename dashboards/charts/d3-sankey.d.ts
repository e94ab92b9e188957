/** The part of d3-sankey that is used: it ships no types. */
declare module "d3-sankey" {
  export interface SankeyIn<N, L> {
    nodes: N[];
    links: L[];
  }
  export interface PlacedNode {
    readonly x0: number;
    readonly x1: number;
    readonly y0: number;
    readonly y1: number;
    readonly value: number;
  }
  export interface PlacedLink<N> {
    readonly source: N & PlacedNode;
    readonly target: N & PlacedNode;
    readonly y0: number;
    readonly y1: number;
    readonly width: number;
  }
  export interface Sankey<N, L> {
    (
      graph: SankeyIn<N, L>,
    ): {
      nodes: (N & PlacedNode)[];
      links: (Omit<L, "source" | "target"> & PlacedLink<N>)[];
    };
    nodeId(id: (node: N) => string): this;
    nodeWidth(width: number): this;
    nodePadding(padding: number): this;
    nodeSort(sort: ((a: N, b: N) => number) | null): this;
    extent(box: [[number, number], [number, number]]): this;
  }
  export function sankey<N, L>(): Sankey<N, L>;
}
