/** Rows of a small `;` file of ours, by header name; it has no quoting, so a `;` or a quote in it is a fault. */
export function parseCsv(content: string, place: string): readonly Readonly<Record<string, string>>[] {
  const [header = "", ...lines] = content.trimEnd().split("\n");
  const names = header.split(";");
  return lines.map((line, index) => {
    const values = line.split(";");
    if (values.length !== names.length || line.includes('"'))
      throw new Error(`csv: ${place}:${index + 2}: ${values.length} fields where ${names.length} are named`);
    return Object.fromEntries(names.map((name, at) => [name, values[at] ?? ""]));
  });
}

/** A comma-separated file with `\n` ends; values are quoted where they must be. */
export const formatCsv = (
  names: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
): string =>
  [names.join(","), ...rows.map((row) => names.map((name) => quoted(row[name] ?? "")).join(","))].join("\n") +
  "\n";

const quoted = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
