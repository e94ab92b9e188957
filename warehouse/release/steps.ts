import type { ReleaseStep } from "../surface.ts";

/** The steps in an order in which each comes after those it names; ties keep the order given. */
export function inOrder(steps: readonly ReleaseStep[]): ReleaseStep[] {
  const byName = new Map(steps.map((step) => [step.name, step]));
  if (byName.size !== steps.length) throw new Error(`release step: name used twice`);
  const ordered: ReleaseStep[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (step: ReleaseStep, path: readonly string[]): void => {
    if (state.get(step.name) === "done") return;
    if (state.get(step.name) === "open")
      throw new Error(`release step: circle: ${[...path, step.name].join(" → ")}`);
    state.set(step.name, "open");
    for (const name of step.after) {
      const before = byName.get(name);
      if (before === undefined) throw new Error(`release step: ${step.name}: after unknown step: ${name}`);
      visit(before, [...path, step.name]);
    }
    state.set(step.name, "done");
    ordered.push(step);
  };
  for (const step of steps) visit(step, []);
  return ordered;
}
