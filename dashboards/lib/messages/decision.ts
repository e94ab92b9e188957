import type { Messages } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";

/** Words of a decision of two persons to make a finding public. */
export const decision: Record<Lang, Messages> = {
  fr: {
    "decision.title": "Publication",
    "decision.reason": "Motif, lu par le public une fois la décision validée",
    "decision.none": "non publié",
    "decision.proposed": "proposée le {date}, à valider par une autre personne",
    "decision.published": "publié le {date}",
    "decision.withdrawn": "publication retirée le {date}",
    "decision.act.proposer": "Proposer la publication",
    "decision.act.valider": "Valider la publication",
    "decision.act.retirer": "Retirer",
  },
  ar: {
    "decision.title": "النشر",
    "decision.reason": "السبب، يقرؤه العموم بعد المصادقة على القرار",
    "decision.none": "غير منشورة",
    "decision.proposed": "اقتُرح نشرها في {date}، في انتظار مصادقة شخص آخر",
    "decision.published": "نُشرت في {date}",
    "decision.withdrawn": "سُحب نشرها في {date}",
    "decision.act.proposer": "اقتراح النشر",
    "decision.act.valider": "المصادقة على النشر",
    "decision.act.retirer": "سحب",
  },
  en: {
    "decision.title": "Publication",
    "decision.reason": "Reason, which the public reads once the decision is validated",
    "decision.none": "not public",
    "decision.proposed": "proposed on {date}, to be validated by another person",
    "decision.published": "made public on {date}",
    "decision.withdrawn": "publication withdrawn on {date}",
    "decision.act.proposer": "Propose to make it public",
    "decision.act.valider": "Validate",
    "decision.act.retirer": "Withdraw",
  },
};
