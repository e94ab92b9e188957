import type { Lang, Text } from "#warehouse/text.ts";

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

export interface OwnerFacts {
  readonly systems: string;
  readonly title: Text;
  readonly period: Readonly<Record<Lang, string>>;
  readonly sample: boolean;
  readonly tables: number;
  readonly late: number;
  readonly refused: number;
  readonly drift: number;
}

const OWNER_TEXTS: Readonly<Record<Lang, (facts: OwnerFacts) => readonly string[]>> = {
  fr: ({ systems, title, period, tables, late, refused, drift }) => [
    `${title.fr} — ${systems}, ${period.fr}.`,
    `Tables : ${tables} ; exports en retard : ${late} ; lignes refusées : ${refused} ; dérives de forme : ${drift}.`,
    "Le détail est en pièce jointe.",
    "Cette adresse est celle que l’installation tient pour le propriétaire de ces systèmes ; son exploitant peut la changer.",
  ],
  ar: ({ systems, title, period, tables, late, refused, drift }) => [
    `${title.ar} — ${systems}، ${period.ar}.`,
    `الجداول: ${tables}؛ الإيداعات المتأخرة: ${late}؛ الأسطر المرفوضة: ${refused}؛ انحرافات الشكل: ${drift}.`,
    "التفاصيل في الملف المرفق.",
    "هذا العنوان مسجل في المنصة عنوانا لصاحب هذه الأنظمة، ويمكن لمستغلها تغييره.",
  ],
  en: ({ systems, title, period, tables, late, refused, drift }) => [
    `${title.en} — ${systems}, ${period.en}.`,
    `Tables: ${tables}; late exports: ${late}; refused rows: ${refused}; changes of form: ${drift}.`,
    "The details are attached.",
    "The installation holds this address as that of the systems’ owner; its operator can change it.",
  ],
};

/** Subject and text of the message to an owner of source systems, in each language of the report. */
export function ownerText(
  langs: readonly Lang[],
  facts: OwnerFacts,
): { readonly subject: string; readonly text: string } {
  const [first = "fr"] = langs;
  const mark = facts.sample ? `[${langs.map((lang) => TEXTS[lang].sample).join(" · ")}] ` : "";
  const titles = langs.map((lang) => facts.title[lang]).join(" · ");
  return {
    subject: `${mark}${titles} — ${facts.systems}, ${facts.period[first]}`,
    text: `${langs.map((lang) => OWNER_TEXTS[lang](facts).join("\n")).join("\n\n")}\n`,
  };
}
