import { parseAst } from "rolldown/parseAst";

/** A change of one place of a source file. */
export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `line: before → after`. */
  readonly what: string;
}
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}
type Change = Omit<Mutant, "what">;

const OPERATORS: Readonly<Record<string, string>> = {
  ...{ "===": "!==", "!==": "===", "<": "<=", "<=": "<", ">": ">=", ">=": ">" },
  ...{ "+": "-", "-": "+", "*": "/", "/": "*", "&&": "||", "||": "&&" },
};
/** Operators of SQL as text of their own, out of which a statement is built. */
const COMPARED: Readonly<Record<string, string>> = {
  ...{ "=": "<>", "<>": "=", "!=": "=", "<": "<=", "<=": "<", ">": ">=", ">=": ">" },
};
/** Words of SQL inside a template, which no parser of ours reads. */
const SQL: readonly (readonly [RegExp, string])[] = [
  [/ AND /g, " OR "],
  [/ OR /g, " AND "],
  [/ IS NULL/g, " IS NOT NULL"],
  [/ IS NOT NULL/g, " IS NULL"],
  [/(?<! NOT) IN /g, " NOT IN "],
  [/(?<= )NOT (?!NULL)/g, ""],
  [/ >= /g, " > "],
  [/ > /g, " >= "],
  [/ <= /g, " < "],
  [/ < /g, " <= "],
  [/ = /g, " <> "],
  [/ <> /g, " = "],
];
/** The same words in lower case, in a template that is a statement: elsewhere they may be prose. */
const LOWER = SQL.slice(0, 6).map(([from, to]) => [new RegExp(from.source.toLowerCase(), "g"), to] as const);
const STATEMENT = /\b(?:select|update|insert|delete|create|where|case when)\b/;

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value && "end" in value;

/** Every change of the kinds above that a TypeScript source offers, in the order of the file. */
export function mutantsOf(source: string): Mutant[] {
  const changes: Change[] = [];
  const visit = (node: Node): void => {
    // What is erased before it runs changes nothing.
    if (/^TS(?!AsExpression|NonNullExpression|SatisfiesExpression)/.test(node.type)) return;
    changes.push(...changesOf(node, source));
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
  };
  for (const statement of parseAst(source, { lang: "ts" }).body)
    if (isNode(statement) && statement.type !== "ImportDeclaration") visit(statement);
  return changes
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((change) => {
      const line = source.slice(0, change.start).split("\n").length;
      return { ...change, what: `${line}: ${source.slice(change.start, change.end)} → ${change.text}` };
    });
}

function changesOf(node: Node, source: string): Change[] {
  const { type, start, end, left, right, operator, test, value, argument } = node;
  if ((type === "BinaryExpression" || type === "LogicalExpression") && isNode(left) && isNode(right)) {
    const other = OPERATORS[String(operator)];
    const at = source.indexOf(String(operator), left.end);
    if (other === undefined || at >= right.start) return [];
    return [{ start: at, end: at + String(operator).length, text: other }];
  }
  if (type === "Literal" && typeof value === "boolean") return [{ start, end, text: String(!value) }];
  if (type === "Literal" && typeof value === "number") return [{ start, end, text: String(value + 1) }];
  if (type === "UnaryExpression" && operator === "!" && isNode(argument))
    return [{ start, end, text: source.slice(argument.start, argument.end) }];
  if ((type === "ConditionalExpression" || type === "IfStatement") && isNode(test))
    return ["true", "false"].map((text) => ({ start: test.start, end: test.end, text }));
  if (type === "Literal" && typeof value === "string" && COMPARED[value] !== undefined)
    return [{ start, end, text: JSON.stringify(COMPARED[value]) }];
  if (type === "TemplateLiteral") {
    const words = STATEMENT.test(source.slice(start, end)) ? [...SQL, ...LOWER] : SQL;
    const parts = Array.isArray(node.quasis) ? node.quasis.filter(isNode) : [];
    return parts.flatMap((part) =>
      words.flatMap(([from, to]) => inText(source, part.start, part.end, from, to)),
    );
  }
  return [];
}

function inText(source: string, start: number, end: number, from: RegExp, to: string): Change[] {
  return [...source.slice(start, end).matchAll(from)].map((found) => ({
    start: start + found.index,
    end: start + found.index + found[0].length,
    text: to,
  }));
}
