import { appendFileSync } from "node:fs";

/** A figure of a target, for its line in the campaign; without one it is printed where the test runs. */
export function tell(figure: string): void {
  const file = process.env.BAYAN_NIGHT_FIGURES;
  if (file === undefined) process.stdout.write(`${figure}\n`);
  else appendFileSync(file, `${figure}\n`);
}
