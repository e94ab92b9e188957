/** An identifier as SQL. */
export const ident = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as SQL. DuckDB's parser ends at a zero byte, so one is spelt `chr(0)`: exports are anyone's bytes. */
export function literal(text: string): string {
  const parts = text.split("\0").map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? (parts[0] ?? "''") : `(${parts.join(" || chr(0) || ")})`;
}
