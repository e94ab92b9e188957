import { type AlertNews, ruleOf } from "#warehouse/alerts/index.ts";
import type { Lang } from "#warehouse/text.ts";

/** Alerts listed in one message; the rest are counted. */
const MOST = 40;
export interface DigestNames {
  readonly subject: (news: AlertNews) => string;
  readonly place: (news: AlertNews) => string;
}

const WORDS = {
  fr: {
    sample: "EXEMPLE",
    subject: (n: number) => (n > 1 ? `${n} nouvelles sur vos alertes` : "Une nouvelle sur vos alertes"),
    kinds: {
      opened: "Nouvelle alerte",
      reopened: "Alerte rouverte",
      worsened: "Alerte aggravée",
      escalated: "Alerte remontée d’un niveau",
      woken: "Alerte de retour",
      resolved: "Alerte levée",
    },
    severities: { watch: "à surveiller", warning: "sérieux", critical: "critique" },
    more: (n: number) => `… et ${n} autres.`,
    inbox: "Toutes vos alertes :",
    why: "Vous recevez ce message parce que vous l’avez demandé. Pour arrêter : page Envoi des alertes de votre compte.",
  },
  ar: {
    sample: "مثال",
    subject: (n: number) => (n > 1 ? `مستجدات تنبيهاتكم: ${n}` : "مستجد في تنبيهاتكم"),
    kinds: {
      opened: "تنبيه جديد",
      reopened: "تنبيه أعيد فتحه",
      worsened: "تنبيه تفاقم",
      escalated: "تنبيه صُعِّد إلى المستوى الأعلى",
      woken: "تنبيه عاد بعد التأجيل",
      resolved: "تنبيه رُفع",
    },
    severities: { watch: "للمراقبة", warning: "جدي", critical: "حرج" },
    more: (n: number) => `… وغيرها: ${n}.`,
    inbox: "جميع تنبيهاتكم:",
    why: "تتوصلون بهذه الرسالة بطلب منكم. لإيقافها: صفحة إرسال التنبيهات في حسابكم.",
  },
  en: {
    sample: "SAMPLE",
    subject: (n: number) => (n > 1 ? `${n} things new about your alerts` : "One thing new about your alerts"),
    kinds: {
      opened: "New alert",
      reopened: "Alert reopened",
      worsened: "Alert got worse",
      escalated: "Alert sent up a level",
      woken: "Alert is back",
      resolved: "Alert cleared",
    },
    severities: { watch: "watch", warning: "serious", critical: "critical" },
    more: (n: number) => `… and ${n} more.`,
    inbox: "All your alerts:",
    why: "You get this message because you asked for it. To stop: the Alert delivery page of your account.",
  },
} as const;

const order = ["critical", "warning", "watch"] as const;

/** One message for all that is new to a reader, the gravest first. */
export function digest(
  lang: Lang,
  news: readonly AlertNews[],
  names: DigestNames,
  where: { readonly publicUrl: string; readonly sample: boolean },
): { readonly subject: string; readonly text: string } {
  const said = WORDS[lang];
  const kind = (given: string): string =>
    Object.entries(said.kinds).find(([name]) => name === given)?.[1] ?? given;
  const sorted = news.toSorted(
    (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || a.at - b.at,
  );
  const lines = sorted.slice(0, MOST).map((one) => {
    const place = names.place(one);
    const what = [names.subject(one), ...(place === "" || place === names.subject(one) ? [] : [place])];
    return [
      `• ${kind(one.kind)} (${said.severities[one.severity]}) — ${ruleOf(one.rule)?.label[lang] ?? one.rule}`,
      `  ${what.join(", ")}`,
      `  ${where.publicUrl}/${lang}/tableaux/alertes/avis/${one.alert}`,
    ].join("\n");
  });
  return {
    subject: `${where.sample ? `[${said.sample}] ` : ""}${said.subject(news.length)}`,
    text: [
      ...lines,
      ...(sorted.length > MOST ? [said.more(sorted.length - MOST)] : []),
      "",
      `${said.inbox} ${where.publicUrl}/${lang}/tableaux/alertes`,
      "",
      said.why,
      "",
    ].join("\n"),
  };
}
