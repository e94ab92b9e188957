import { WIDTH } from "./rules.ts";
import { type CountTable, keyOf } from "./table.ts";

/** What an attacker can make of one withheld cell: it lies between these two. */
export interface Bound {
  readonly key: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The solver of linear programmes, as far as it is used: a problem in CPLEX's LP format. */
export interface Solver {
  solve(problem: string): { readonly Status: string; readonly ObjectiveValue: number };
}

/**
 * Attacks a table as published: for each withheld cell, the least and the greatest value that it can have, given
 * every published cell, every total over units and over columns, and that no count is negative. `known` are cells
 * that an earlier release told.
 */
export function attack(
  table: CountTable,
  withheld: ReadonlySet<string>,
  solver: Solver,
  known: ReadonlyMap<string, number> = new Map(),
): readonly Bound[] {
  const variables = new Map<string, string>();
  for (const key of withheld) if (!known.has(key)) variables.set(key, `x${variables.size}`);
  const constraints = equations(table, variables);
  const problem = (sense: "min" | "max", name: string) =>
    `${sense === "min" ? "Minimize" : "Maximize"}\n obj: ${name}\nSubject To\n${constraints.join("\n")}\nBounds\n${[...variables.values()].map((each) => ` 0 <= ${each} <= 1000000`).join("\n")}\nEnd`;
  return [...withheld].map((key) => {
    const value = table.cells.get(key)?.value ?? 0;
    const name = variables.get(key);
    if (name === undefined)
      return { key, value, low: known.get(key) ?? value, high: known.get(key) ?? value };
    const [low, high] = (["min", "max"] as const).map((sense) => {
      const found = solver.solve(problem(sense, name));
      if (found.Status !== "Optimal") throw new Error(`audit: ${found.Status}`);
      return found.ObjectiveValue;
    });
    return { key, value, low: low ?? value, high: high ?? value };
  });
}

/** Whether the bounds give a cell away: they lie within less than a tenth of its value, or than one. */
export const isRecovered = ({ value, low, high }: Bound): boolean =>
  high - low < Math.max(1, WIDTH * value) - 1e-6;

/** Every total that a reader can form: units below each unit, by column; columns of each unit. */
function equations(table: CountTable, variables: ReadonlyMap<string, string>): string[] {
  const rows: string[] = [];
  const add = (keys: readonly (readonly [key: string, sign: 1 | -1])[], right: number) => {
    const terms: string[] = [];
    let rest = right;
    for (const [key, sign] of keys) {
      const name = variables.get(key);
      if (name === undefined) rest -= sign * (table.cells.get(key)?.value ?? 0);
      else terms.push(`${sign === 1 ? "+" : "-"} ${name}`);
    }
    if (terms.length > 0) rows.push(` c${rows.length}: ${terms.join(" ")} = ${rest}`);
  };
  for (const [unit, children] of table.childrenOf) {
    if (children.length === 0) continue;
    for (const column of table.columns) {
      const parts = children.map((child) => [keyOf(child, column), 1] as const);
      add([...parts, [keyOf(unit, column), -1]], 0);
    }
  }
  if (table.columns.length > 1) {
    for (const unit of table.parentOf.keys()) {
      const keys = table.columns.map((column) => keyOf(unit, column));
      const total = keys.reduce((sum, key) => sum + (table.cells.get(key)?.value ?? 0), 0);
      add(
        keys.map((key) => [key, 1] as const),
        total,
      );
    }
  }
  return rows;
}
