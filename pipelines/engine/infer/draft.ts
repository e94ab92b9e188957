import type { ColumnGuess, Guess } from "./values.ts";

/** A `contract.ts` for a file of this shape: it compiles, and what a person has to decide is marked `TODO`. */
export function draftContract(
  system: string,
  table: string,
  grain: "year" | "month" | "snapshot",
  columns: readonly ColumnGuess[],
  delimiter: string,
  encoding: string,
): string {
  const key = keyOf(columns);
  const dated =
    columns.find(({ guess }) => guess.kind === "date" || guess.kind === "timestamp") ?? columns.find(isYear);
  const period = grain === "snapshot" || dated === undefined ? "null" : JSON.stringify(nameOf(dated));
  const marks = [...new Set(columns.flatMap(({ guess }) => (guess.kind === "decimal" ? [guess.mark] : [])))];
  const dates = [...new Set(columns.flatMap(({ guess }) => ("format" in guess ? [guess.format] : [])))];
  const used = new Set(["say", "table", ...columns.flatMap(importsOf)]);
  const label = (text: string) => `say(${[text, text, text].map((each) => JSON.stringify(each)).join(", ")})`;
  return [
    `import { ${[...used].sort().join(", ")}, type Contract } from "../contract.ts";`,
    "",
    `const ${table} = table({`,
    `  name: ${JSON.stringify(table)},`,
    `  title: ${label(table)}, // TODO: fr, ar, en`,
    "  columns: [",
    ...columns.map((each) => `    ${columnText(each, label)},`),
    "  ],",
    `  key: [${key.map((name) => JSON.stringify(name)).join(", ")}],${key.length === 0 ? " // TODO: no column tells the rows apart" : ""}`,
    `  mode: "replace_period",`,
    `  period: { grains: [${JSON.stringify(grain)}], column: ${period} },`,
    "  accepts: {",
    `    delimiters: [${JSON.stringify(delimiter)}],`,
    `    encodings: [${JSON.stringify(encoding)}],`,
    `    decimals: [${(marks.length === 0 ? ["."] : marks).map((each) => JSON.stringify(each)).join(", ")}],`,
    `    dateFormats: [${(dates.length === 0 ? ["iso"] : dates).map((each) => JSON.stringify(each)).join(", ")}],`,
    "  },",
    "});",
    "",
    "export const contract: Contract = {",
    `  system: ${JSON.stringify(system)},`,
    `  title: ${label(system)}, // TODO: fr, ar, en`,
    `  owner: ${label("?")}, // TODO: who answers for it`,
    `  law: ${label("?")}, // TODO: the texts that govern it`,
    '  frequency: "monthly",',
    "  retentionDays: 730,",
    `  tables: [${table}],`,
    "};",
    "",
  ].join("\n");
}

const isYear = ({ guess }: ColumnGuess): boolean =>
  guess.kind === "integer" && guess.min === 2000 && guess.max === 2100;

/** The first column that tells rows apart by itself; several may be needed, which a person has to say. */
const keyOf = (columns: readonly ColumnGuess[]): string[] => {
  const one = columns.find(
    ({ unique, guess, personal }) => unique && personal !== "drop" && guess.kind !== "decimal",
  );
  return one === undefined ? [] : [nameOf(one)];
};

const nameOf = ({ source }: ColumnGuess): string =>
  source
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .replace(/^(?=[0-9])/, "c_") || "column";

function columnText(each: ColumnGuess, label: (text: string) => string): string {
  const source = JSON.stringify(each.source);
  if (each.personal === "drop") return `dropped(${source}, ${label(each.source)})`;
  const options = [
    ...(each.nullable ? ["nullable: true"] : []),
    ...(each.personal === null ? [] : [`personal: ${JSON.stringify(each.personal)}`]),
  ];
  const last = options.length === 0 ? "" : `, { ${options.join(", ")} }`;
  return `column(${source}, ${JSON.stringify(nameOf(each))}, ${typeText(each.guess)}, ${label(each.source)}${last})`;
}

function typeText(guess: Guess): string {
  switch (guess.kind) {
    case "text":
      return `text(${guess.maxLength})`;
    case "code":
      return `code(${JSON.stringify(guess.pattern)})`;
    case "enum":
      return `oneOf({ ${guess.values.map((value) => `${JSON.stringify(value)}: say(${[value, value, value].map((text) => JSON.stringify(text)).join(", ")})`).join(", ")} })`;
    case "integer":
      return `integer(${guess.min}, ${guess.max})`;
    case "decimal":
      return `decimal(${guess.precision}, ${guess.scale})`;
    case "territory":
      return 'territory("region", "province", "commune")';
    case "date":
    case "timestamp":
    case "boolean":
      return guess.kind;
  }
}

function importsOf({ guess, personal }: ColumnGuess): string[] {
  if (personal === "drop") return ["dropped"];
  return ["column", guess.kind === "enum" ? "oneOf" : guess.kind];
}
