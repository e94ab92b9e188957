import type { RequestHandler } from "express";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { personOf, posted } from "../../lib/posted.ts";
import { href, langOf } from "../../lib/url.ts";
import { type DecisionStep, decide } from "../parts/decide.ts";
import { countersOf, decisionsOf, FLAGS, findingOf, signalsOf } from "./signals.ts";

/**
 * `POST /tableaux/rokhas/:code/signaux/{proposer,valider,retirer}`: an account of the ministry proposes to make a signal of
 * permit files public, another validates it, any of them takes it back; each says why, and the log says who.
 */
export function signalAction(ctx: Context, step: DecisionStep): RequestHandler {
  return async (req, res) => {
    const lang = langOf(req.path);
    const person = personOf(res, lang);
    const page = typeof req.params.code === "string" ? req.params.code : "";
    const flag = FLAGS.find((one) => one === posted(req, "signal"));
    const unit = posted(req, "unite");
    const handle = await ctx.release();
    try {
      if (person === null || person.role !== "national" || flag === undefined) throw noSignal(unit);
      const counters = await countersOf(ctx.door, page);
      if (!counters.some(({ code }) => code === unit)) throw noSignal(unit);
      const standing = decisionsOf(ctx, [unit]).find(
        ({ flag: own, decision }) => own === flag && decision.state !== "withdrawn",
      )?.decision;
      await decide(ctx, req, {
        ...{ step, standing: standing ?? null, account: person.user, release: handle.id },
        key: findingOf(unit, flag, standing?.year ?? Number(handle.manifest.until.slice(0, 4))),
        seen: async () => {
          const signal = (await signalsOf(ctx.door, person, [unit])).find((one) => one.flag === flag);
          if (signal === undefined) throw noSignal(unit);
          return { release: handle.id, observed: signal.observed, base: signal.base };
        },
      });
    } finally {
      handle.release();
    }
    res.redirect(303, `${href(lang, `/tableaux/rokhas/${page}`)}#signaux`);
  };
}

const noSignal = (unit: string): BayanError =>
  new BayanError(
    "unknown_signal",
    {
      fr: "Aucun signal de ce guichet sur lequel vous puissiez décider",
      ar: "لا إشارة لهذا الشباك يمكنكم البت فيها",
      en: "No signal of this counter that you may decide on",
    },
    { status: 404, place: { value: unit.slice(0, 40) } },
  );
