import type { Door, Viewer } from "#warehouse/door/types.ts";
import { pageEyes } from "#warehouse/door/viewer.ts";
import type { Context } from "#warehouse/surface.ts";
import type { Lang, Text } from "#warehouse/text.ts";
import { alertsFor } from "./definition/alerts.ts";
import type { Period } from "./definition/period.ts";
import type { Definition } from "./definition/schema.ts";
import type { Input, Issue } from "./document/build.ts";
import { inputOf } from "./make.ts";

/** With whose eyes a person reads a territory's report: their own where it lies in theirs, everyone's elsewhere. */
export async function eyesOn(door: Door, viewer: Viewer, code: string): Promise<Viewer> {
  if (viewer.territory === null) return viewer;
  return (await door.territories({ code }, viewer)).length > 0 ? viewer : pageEyes(viewer);
}

const ROLE: Readonly<Record<Exclude<Viewer["role"], "public">, Text>> = {
  commune: { fr: "commune", ar: "الجماعة", en: "commune" },
  province: { fr: "province", ar: "العمالة أو الإقليم", en: "province" },
  wali: { fr: "wilaya", ar: "الولاية", en: "wilaya" },
  national: { fr: "administration centrale", ar: "الإدارة المركزية", en: "central administration" },
  admin: { fr: "exploitation", ar: "الاستغلال", en: "operations" },
};

/** Who a report is for, where that is not everyone. */
export function restriction({ role, territory }: Viewer): Text | undefined {
  if (role === "public") return undefined;
  const where = territory === null ? "" : ` ${territory}`;
  const { fr, ar, en } = ROLE[role];
  return { fr: `${fr}${where}`, ar: `${ar}${where}`, en: `${en}${where}` };
}

/** One report as one person may see it: what is restricted in it says so on each page. */
export async function personalInput(
  ctx: Pick<Context, "door" | "release" | "settings" | "home" | "clock">,
  definition: Definition,
  asked: {
    readonly territory: string;
    readonly period: Period;
    readonly viewer: Viewer;
    readonly lang: Lang;
  },
  extra: Pick<Issue, "late" | "revision"> = {},
): Promise<{ readonly input: Input; readonly restricted: boolean }> {
  const release = await ctx.release();
  try {
    const viewer = await eyesOn(ctx.door, { ...asked.viewer, lang: asked.lang }, asked.territory);
    const restricted = restriction(viewer);
    const issue: Issue = {
      ...extra,
      release: release.id,
      sample: release.manifest.sample,
      publicUrl: ctx.settings.publicUrl,
      ...(restricted === undefined ? {} : { restricted }),
    };
    const request = { territory: asked.territory, period: asked.period, viewer };
    const input = await inputOf(ctx.door, definition, request, issue);
    return {
      input: { ...input, alerts: await alertsFor(ctx, release, definition, input.territory, viewer) },
      restricted: restricted !== undefined,
    };
  } finally {
    release.release();
  }
}
