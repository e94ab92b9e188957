import type { Home } from "../home.ts";
import { openState } from "../state/index.ts";
import type { Context } from "../surface.ts";
import { type Desk, deskStore } from "./store.ts";

export { workingDaysAfter } from "./days.ts";
export * from "./dismissals.ts";
export { type Desk, deskStore } from "./store.ts";
export * from "./types.ts";

const desks = new WeakMap<Home, Desk>();

/** The desk of a served installation, opened once. */
export function deskOf(ctx: Pick<Context, "home" | "clock" | "settings">): Desk {
  const known = desks.get(ctx.home);
  if (known !== undefined) return known;
  const opened = deskStore(openState(ctx.home.state), ctx.clock, ctx.settings);
  desks.set(ctx.home, opened);
  return opened;
}
