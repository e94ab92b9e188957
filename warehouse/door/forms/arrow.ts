import * as arrow from "apache-arrow";
import type { Result } from "../answer.ts";
import type { Column } from "../table.ts";
import type { AnswerColumn } from "../types.ts";

/**
 * An Arrow IPC stream of an answer, over DuckDB's own arrays. Texts are dictionaries, money is Decimal(18, scale) in
 * 64 bits whose stored integers are hundredths: a reader divides by 10^scale, as the field's metadata repeats.
 */
export function arrowOf(result: Result): Uint8Array {
  const fields: arrow.Field[] = [];
  const children: arrow.Data[] = [];
  result.table.columns.forEach((column, index) => {
    const data = dataOf(column, result.table.rows, index);
    const described = result.columns[index];
    fields.push(
      new arrow.Field(
        column.name,
        data.type,
        true,
        described === undefined ? undefined : noted(column, described),
      ),
    );
    children.push(data);
  });
  const schema = new arrow.Schema(
    fields,
    new Map([
      ["release", result.release],
      ["sample", String(result.sample)],
      ["scope", JSON.stringify(result.scope)],
      ["definitions", JSON.stringify(result.definitions)],
      ["lineage", result.lineage],
      ["nulls", JSON.stringify(result.nulls)],
    ]),
  );
  const struct = arrow.makeData({
    type: new arrow.Struct(fields),
    length: result.table.rows,
    nullCount: 0,
    children,
  });
  return arrow.tableToIPC(new arrow.Table(schema, new arrow.RecordBatch(schema, struct)), "stream");
}

function noted(column: Column, described: AnswerColumn): Map<string, string> {
  const notes = new Map([
    ["kind", described.kind],
    ["type", described.type],
    ["label_fr", described.label.fr],
    ["label_ar", described.label.ar],
    ["label_en", described.label.en],
  ]);
  if (described.unit !== null) notes.set("unit", described.unit);
  if (column.cell === "decimal") notes.set("scale", String(column.scale));
  return notes;
}

function dataOf(column: Column, length: number, id: number): arrow.Data {
  const { data, nullCount } = column;
  const nullBitmap = column.valid ?? undefined;
  switch (data.kind) {
    case "words":
      return arrow.makeData({
        type: new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), id),
        length,
        nullCount,
        nullBitmap,
        data: data.codes,
        dictionary: arrow.vectorFromArray([...data.words], new arrow.Utf8()),
      });
    case "bigint":
      return column.cell === "decimal"
        ? arrow.makeData({
            type: new arrow.Decimal(column.scale, 18, 64),
            length,
            nullCount,
            nullBitmap,
            data: new Uint32Array(data.values.buffer, data.values.byteOffset, data.values.length * 2),
          })
        : arrow.makeData({ type: new arrow.Int64(), length, nullCount, nullBitmap, data: data.values });
    case "double":
      return arrow.makeData({ type: new arrow.Float64(), length, nullCount, nullBitmap, data: data.values });
    case "days":
      return arrow.makeData({ type: new arrow.DateDay(), length, nullCount, nullBitmap, data: data.values });
    case "bits":
      return arrow.makeData({ type: new arrow.Bool(), length, nullCount, nullBitmap, data: data.values });
  }
}
