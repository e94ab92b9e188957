import { radiusShare } from "../map/circle.ts";
import { classOf } from "../map/classes.ts";
import type { Values } from "./answer.ts";
import type { Stage } from "./stage.ts";

/** State of a unit whose figure is kept secret; others have their class from 0, or none. */
export const SECRET = -1;

/** What a drawn unit is told: its class, and its circle's radius as a share of the largest; null where it has none. */
export interface UnitState {
  readonly k: number | null;
  readonly r: number | null;
}
const NONE: UnitState = { k: null, r: null };

/** The states that figures give the units of a map. */
export function statesOf(
  { byCode, secret }: Values,
  stage: Pick<Stage, "mark" | "breaks" | "most">,
): ReadonlyMap<string, UnitState> {
  const circles = stage.mark === "circle";
  const states = new Map<string, UnitState>();
  for (const [code, value] of byCode)
    states.set(code, {
      k: classOf(value, stage.breaks),
      r: circles ? radiusShare(value, stage.most) : null,
    });
  for (const code of secret) states.set(code, { k: SECRET, r: null });
  return states;
}

/** Units whose state is another than before, with what they are now: the others need not be told. */
export function changedStates(
  before: ReadonlyMap<string, UnitState>,
  now: ReadonlyMap<string, UnitState>,
): [code: string, state: UnitState][] {
  const changed: [string, UnitState][] = [];
  for (const code of before.keys()) if (!now.has(code)) changed.push([code, NONE]);
  for (const [code, state] of now) {
    const old = before.get(code) ?? NONE;
    if (old.k !== state.k || old.r !== state.r) changed.push([code, state]);
  }
  return changed;
}
