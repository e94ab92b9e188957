import { z } from "zod";
import type { DeskSettings } from "./desk/types.ts";
import type { SettingSpec } from "./settings-limits.ts";

const days = (least: number, value: number, fr: string, ar: string, en: string): SettingSpec => ({
  kind: "number",
  schema: z.number().int().min(least),
  default: value,
  doc: { fr, ar, en },
});

const DAY = /^\s*\d{4}-\d{2}-\d{2}\s*$/;

export const DESK_SPECS: Readonly<Record<keyof DeskSettings, SettingSpec>> = {
  deskContestDays: days(
    ...([1, 20] as const),
    "Jours ouvrables pour trancher une contestation",
    "أيام العمل للبت في اعتراض",
    "Working days in which a contest is decided",
  ),
  deskErrorDays: days(
    ...([1, 10] as const),
    "Jours ouvrables pour répondre à un signalement d’erreur",
    "أيام العمل للرد على تبليغ عن خطأ",
    "Working days in which a reported error is answered",
  ),
  deskRequestDays: days(
    ...([1, 20] as const),
    "Jours ouvrables pour répondre à une demande de données",
    "أيام العمل للرد على طلب بيانات",
    "Working days in which a data request is answered",
  ),
  deskKeepDays: days(
    ...([0, 365] as const),
    "Jours de conservation, après la clôture, de ce qu’une affaire a de personnel",
    "أيام الاحتفاظ بما هو شخصي في الملف بعد إغلاقه",
    "Days for which what is personal of a case is kept after it is closed",
  ),
  deskPublicPerDay: days(
    ...([0, 200] as const),
    "Affaires que le public peut déposer en un jour, toutes ensemble ; 0 : aucune",
    "عدد الملفات التي يمكن للعموم إيداعها في اليوم؛ 0: لا شيء",
    "Cases that the public may file in a day, all together; 0 for none",
  ),
  holidays: {
    kind: "text",
    schema: z
      .string()
      .refine((given) => given.split(",").every((day) => DAY.test(day)))
      .nullable(),
    default: null,
    doc: {
      fr: "Jours fériés, comme 2026-11-18, séparés par des virgules : ni jours ouvrables, ni jours d’envoi d’alertes qui peuvent attendre",
      ar: "أيام العطل، مثل 2026-11-18، مفصولة بفواصل: ليست أيام عمل ولا ترسل فيها التنبيهات التي يمكنها الانتظار",
      en: "Public holidays, such as 2026-11-18, separated by commas: no working days, and no alert that can wait is sent on one",
    },
  },
};
