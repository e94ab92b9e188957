import highs from "highs";
import type { Solver } from "../disclosure/audit.ts";

/** HiGHS, compiled for this process. */
export async function solver(): Promise<Solver> {
  const load = "default" in highs ? highs.default : highs;
  const engine = await load();
  return {
    solve(problem) {
      const { Status, ObjectiveValue } = engine.solve(problem, { output_flag: false });
      return { Status, ObjectiveValue };
    },
  };
}
