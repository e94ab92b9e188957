/** Kaplan–Meier the plain way, file by file, for tests: it shares nothing with the models. */
export interface Follow {
  /** Time followed, in any unit. */
  readonly time: number;
  /** Decided then; else only known to have lasted so long. */
  readonly event: boolean;
}

export interface Step {
  readonly time: number;
  readonly risk: number;
  readonly events: number;
  /** KM just after `time`. */
  readonly survival: number;
}

export function kaplanMeier(files: readonly Follow[]): Step[] {
  const times = [...new Set(files.map(({ time }) => time))].sort((a, b) => a - b);
  const steps: Step[] = [];
  let survival = 1;
  for (const time of times) {
    const risk = files.filter((file) => file.time >= time).length;
    const events = files.filter((file) => file.time === time && file.event).length;
    survival *= 1 - events / risk;
    steps.push({ time, risk, events, survival });
  }
  return steps;
}

export const survivalAt = (steps: readonly Step[], time: number): number =>
  steps.findLast((step) => step.time <= time)?.survival ?? 1;

/** Greenwood: KM(t)² Σ d ÷ (n (n − d)); the term of a curve that falls to nil is left out. */
export const greenwood = (steps: readonly Step[], time: number): number =>
  survivalAt(steps, time) ** 2 *
  steps.filter((step) => step.time <= time).reduce((sum, step) => sum + hazard(step), 0);

/** ∫ KM from `from` to `to`. */
export function area(steps: readonly Step[], from: number, to: number): number {
  const cuts = [from, ...steps.map(({ time }) => time).filter((time) => time > from && time < to), to];
  return cuts
    .slice(1)
    .reduce((sum, end, i) => sum + survivalAt(steps, cuts[i] ?? from) * (end - (cuts[i] ?? from)), 0);
}

/** Restricted mean to `tau` and its variance, Σ A(t)² d ÷ (n (n − d)), A(t) = ∫ KM from t to tau. */
export function restrictedMean(steps: readonly Step[], tau: number): { mean: number; variance: number } {
  const variance = steps
    .filter(({ time }) => time < tau)
    .reduce((sum, step) => sum + area(steps, step.time, tau) ** 2 * hazard(step), 0);
  return { mean: area(steps, 0, tau), variance };
}

const hazard = ({ risk, events }: Step): number => (risk === events ? 0 : events / (risk * (risk - events)));
