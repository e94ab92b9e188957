import type { Lang } from "#warehouse/text.ts";

export interface MailFacts {
  readonly title: string;
  readonly place: string;
  readonly period: string;
  readonly revision: number;
  readonly sample: boolean;
  readonly link: string | null;
  readonly days: number;
}

const TEXTS: Readonly<
  Record<
    Lang,
    {
      readonly sample: string;
      readonly hello: (facts: MailFacts) => string;
      readonly attached: string;
      readonly link: (facts: MailFacts) => string;
      readonly revision: (number: number) => string;
      readonly why: string;
    }
  >
> = {
  fr: {
    sample: "EXEMPLE",
    hello: ({ title, place, period }) => `${title} — ${place}, ${period} : le rapport est paru.`,
    attached: "Vous le trouverez en pièce jointe.",
    link: ({ link, days }) => `Il s'ouvre à cette adresse pendant ${days} jours :\n${link}`,
    revision: (number) => `C'est la révision ${number} : elle remplace l'envoi précédent.`,
    why: "Vous recevez ce message parce que vous êtes abonné. Pour arrêter : page Abonnements de votre compte.",
  },
  ar: {
    sample: "مثال",
    hello: ({ title, place, period }) => `${title} — ${place}، ${period}: صدر التقرير.`,
    attached: "تجدونه مرفقا بهذه الرسالة.",
    link: ({ link, days }) => `يفتح على هذا العنوان خلال ${days} يوما:\n${link}`,
    revision: (number) => `هذه هي المراجعة ${number} وتعوض الإرسال السابق.`,
    why: "تتوصلون بهذه الرسالة لأنكم مشتركون. لإيقافها: صفحة الاشتراكات في حسابكم.",
  },
  en: {
    sample: "SAMPLE",
    hello: ({ title, place, period }) => `${title} — ${place}, ${period}: the report is out.`,
    attached: "You will find it attached.",
    link: ({ link, days }) => `It opens at this address for ${days} days:\n${link}`,
    revision: (number) => `This is revision ${number}: it replaces the one sent before.`,
    why: "You get this message because you subscribed. To stop: the Subscriptions page of your account.",
  },
};

/** Subject and text of the message that brings a report. */
export function mailText(lang: Lang, facts: MailFacts): { readonly subject: string; readonly text: string } {
  const said = TEXTS[lang];
  const lines = [
    said.hello(facts),
    ...(facts.revision > 0 ? [said.revision(facts.revision)] : []),
    facts.link === null ? said.attached : said.link(facts),
    "",
    said.why,
  ];
  return {
    subject: `${facts.sample ? `[${said.sample}] ` : ""}${facts.title} — ${facts.place}, ${facts.period}`,
    text: `${lines.join("\n")}\n`,
  };
}
