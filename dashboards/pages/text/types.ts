/** A paragraph, a list, a formula with what its letters mean, or a small table. */
export type Block =
  | string
  | { readonly list: readonly string[] }
  | { readonly formula: string; readonly where?: string }
  | { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

export interface Section {
  /** The anchor, the same in every language. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}
