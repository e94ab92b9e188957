import { perHome } from "../home.ts";
import { openState } from "../state/index.ts";
import type { Context } from "../surface.ts";
import { publicationsOf } from "./publications.ts";
import { type Desk, deskStore } from "./store.ts";

export { workingDaysAfter } from "./days.ts";
export * from "./dismissals.ts";
export * from "./findings.ts";
export * from "./publications.ts";
export { type Desk, deskStore } from "./store.ts";
export * from "./types.ts";

/** The desk of a served installation, opened once. */
export const deskOf = perHome(
  (ctx: Pick<Context, "home" | "clock" | "settings">): Desk =>
    deskStore(openState(ctx.home.state), ctx.clock, ctx.settings),
);

/** Changes with every case and every decision: what pages that carry their marks are kept by. */
export const deskStamp = (ctx: Pick<Context, "home" | "clock" | "settings">): string =>
  `${deskOf(ctx).stamp()} ${publicationsOf(ctx).stamp()}`;
