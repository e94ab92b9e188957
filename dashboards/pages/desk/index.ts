import type { Router } from "express";
import { deskOf } from "#warehouse/desk/index.ts";
import type { Context, Job } from "#warehouse/surface.ts";
import { localized } from "../../lib/url.ts";
import { caseAction } from "./case.tsx";
import { fileCase } from "./file.tsx";
import { BASE } from "./subject.ts";

export { casePage } from "./case.tsx";
export { filePage } from "./file.tsx";
export { deskPage } from "./list.tsx";
export { BASE as DESK } from "./subject.ts";

/** What is posted to the desk. */
export function deskForms(router: Router, ctx: Context): void {
  router.post(localized(`${BASE}/deposer`), fileCase(ctx));
  for (const action of ["prendre", "trancher", "retirer"] as const)
    router.post(localized(`${BASE}/affaires/:id/${action}`), caseAction(ctx, action));
}

/** Once a day: what is personal of cases that were closed long enough ago goes. */
export const forgetJob: Job = {
  name: "desk",
  cronUtc: "20 2 * * *",
  period: (now) => now.toISOString().slice(0, 10),
  run: async (ctx) => {
    const forgotten = deskOf(ctx).forget();
    if (forgotten > 0) ctx.log.info({ forgotten }, "personal data of closed cases removed");
  },
};
