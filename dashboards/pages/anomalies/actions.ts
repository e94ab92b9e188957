import type { Request, RequestHandler } from "express";
import { alertPlaces } from "#warehouse/alerts/index.ts";
import { dismissalsOf, keyOf } from "#warehouse/desk/index.ts";
import { signedInOf } from "#warehouse/door/viewer.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";
import { personOf, posted, reasonOf } from "../../lib/posted.ts";
import { href, langOf } from "../../lib/url.ts";
import { type DecisionStep, decide } from "../parts/decide.ts";
import { anomaliesOf, MOST, ruleRates } from "./data.ts";
import { decisionsOf, findingOf } from "./publication.ts";
import { RULES } from "./rules.ts";
import { ANOMALIES, REASON } from "./table.tsx";

/** The anomaly that a form names; throws `unknown_anomaly` for a rule that is none. */
function named(req: Request) {
  const council = posted(req, "conseil");
  const rule = RULES.find((one) => one === posted(req, "regle"));
  if (rule === undefined) throw noAnomaly(council);
  return { rule, council, year: Number(posted(req, "exercice")), subject: posted(req, "objet") };
}
const backTo = (req: Request, lang: Lang): string => {
  const back = posted(req, "retour");
  const list = href(lang, ANOMALIES);
  return back === list || back.startsWith(`${list}?`) ? back : list;
};

/** `POST /tableaux/anomalies/{ecarter,retablir}`: sets an anomaly of the asker's territory aside with a reason, or takes that back. */
export function anomalyAction(ctx: Context, action: "ecarter" | "retablir"): RequestHandler {
  return async (req, res) => {
    const lang = langOf(req.path);
    const person = personOf(res, lang);
    const key = named(req);
    const handle = await ctx.release();
    try {
      if (person === null) throw noAnomaly(key.council);
      const places = await alertPlaces(handle, person);
      const found =
        places === null || places.has(key.council)
          ? await anomaliesOf(ctx, person, key.year, key.rule, MOST)
          : [];
      if (!found.some(({ council, subject }) => council === key.council && subject === key.subject))
        throw noAnomaly(key.council);
      const store = dismissalsOf(ctx);
      if (action === "retablir") store.restore(key);
      else store.dismiss(key, reasonOf(req, REASON), signedInOf(res)?.display ?? "");
      ctx.audit.record({
        kind: action === "ecarter" ? "anomaly_dismissed" : "anomaly_restored",
        actor: person.user,
        detail: { rule: key.rule, council: key.council, year: key.year, subject: key.subject },
      });
    } finally {
      handle.release();
    }
    res.redirect(303, backTo(req, lang));
  };
}

/** `POST /tableaux/anomalies/{proposer,valider,retirer}`: two accounts of the ministry make an anomaly public, or one takes it back. */
export function publicationAction(ctx: Context, step: DecisionStep): RequestHandler {
  return async (req, res) => {
    const lang = langOf(req.path);
    const person = personOf(res, lang);
    const { rule, council, year, subject } = named(req);
    if (person === null || person.role !== "national") throw noAnomaly(council);
    const key = findingOf(rule, council, year, subject);
    const last = decisionsOf(ctx, [council], year).get(keyOf(key)) ?? null;
    const handle = await ctx.release();
    try {
      await decide(ctx, req, {
        ...{ step, key, standing: last?.state === "withdrawn" ? null : last },
        ...{ account: person.user, release: handle.id },
        seen: async () => {
          const all = await anomaliesOf(ctx, person, year, rule, MOST);
          const found = all.find((one) => one.council === council && one.subject === subject);
          if (found === undefined) throw noAnomaly(council);
          const rate = (await ruleRates(ctx)).find((one) => one.rule === rule && one.year === year);
          return {
            release: handle.id,
            ...{ observed: Math.round(Number(found.amount ?? 0)), base: rate?.found ?? 0 },
          };
        },
      });
    } finally {
      handle.release();
    }
    res.redirect(303, backTo(req, lang));
  };
}

const noAnomaly = (council: string): BayanError =>
  new BayanError(
    "unknown_anomaly",
    {
      fr: "Cette anomalie n’est pas de votre territoire",
      ar: "هذا المؤشر خارج مجالكم",
      en: "No such anomaly in your territory",
    },
    { status: 404, place: { value: council.slice(0, 40) } },
  );
