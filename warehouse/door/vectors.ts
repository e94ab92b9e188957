// biome-ignore-all lint/complexity/useLiteralKeys: a bracket is how TypeScript lets one read a private array, and getItem() on each cell costs ten times as much
import {
  DuckDBBigIntVector,
  DuckDBBooleanVector,
  DuckDBDateVector,
  DuckDBDecimal64Vector,
  DuckDBDoubleVector,
  DuckDBVarCharVector,
  type DuckDBVector,
} from "@duckdb/node-api";

/** The cells of one chunk's column as DuckDB holds them: `nulls` are the rows without a value. */
export type RawVector = { readonly nulls: readonly number[] } & (
  | { readonly kind: "words"; readonly words: readonly (string | null)[] }
  | { readonly kind: "bigint"; readonly values: BigInt64Array }
  | { readonly kind: "double"; readonly values: Float64Array }
  | { readonly kind: "days"; readonly values: Int32Array }
  | { readonly kind: "bits"; readonly values: readonly (boolean | null)[] }
);

/** Reads a vector without a call per cell. Its arrays may be longer than its rows, hence `count`. */
export function rawVector(vector: DuckDBVector, count: number): RawVector {
  if (vector instanceof DuckDBVarCharVector) {
    const words = Array.from({ length: count }, (_, row) => vector.getItem(row));
    return { kind: "words", words, nulls: nullsOf(vector["validity"], count) };
  }
  if (vector instanceof DuckDBBooleanVector) {
    const values = Array.from({ length: count }, (_, row) => vector.getItem(row));
    return { kind: "bits", values, nulls: nullsOf(vector["validity"], count) };
  }
  if (vector instanceof DuckDBBigIntVector) {
    return {
      kind: "bigint",
      values: vector["items"].subarray(0, count),
      nulls: nullsOf(vector["validity"], count),
    };
  }
  if (vector instanceof DuckDBDecimal64Vector) {
    const view = vector["dataView"];
    const values = new BigInt64Array(view.buffer, view.byteOffset, count);
    return { kind: "bigint", values, nulls: nullsOf(vector["validity"], count) };
  }
  if (vector instanceof DuckDBDoubleVector) {
    return {
      kind: "double",
      values: vector["items"].subarray(0, count),
      nulls: nullsOf(vector["validity"], count),
    };
  }
  if (vector instanceof DuckDBDateVector) {
    return {
      kind: "days",
      values: vector["items"].subarray(0, count),
      nulls: nullsOf(vector["validity"], count),
    };
  }
  throw new TypeError(`answer: vector of ${String(vector.type)}`);
}

function nullsOf(validity: DuckDBBigIntVector["validity"], count: number): number[] {
  const nulls: number[] = [];
  if (validity["data"] === null) return nulls;
  for (let row = 0; row < count; row += 1) if (!validity.itemValid(row)) nulls.push(row);
  return nulls;
}
