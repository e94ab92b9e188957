import type { RequestHandler } from "express";
import { publicationsOf } from "#warehouse/desk/index.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { personOf, posted, reasonOf } from "../../lib/posted.ts";
import { href, langOf } from "../../lib/url.ts";
import { countersOf, decisionsOf, FLAGS, findingOf, REASON, signalsOf } from "./signals.ts";

export const SIGNAL_ACTIONS = ["proposer", "valider", "retirer"] as const;
type SignalAction = (typeof SIGNAL_ACTIONS)[number];
const KINDS = {
  proposer: "finding_proposed",
  valider: "finding_published",
  retirer: "finding_withdrawn",
} as const satisfies Readonly<Record<SignalAction, string>>;

/**
 * `POST /tableaux/rokhas/:code/signaux/{proposer,valider,retirer}`: an account of the ministry proposes to make a signal of
 * permit files public, another validates it, any of them takes it back; each says why, and the log says who.
 */
export function signalAction(ctx: Context, action: SignalAction): RequestHandler {
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
      const reason = action === "valider" ? "" : reasonOf(req, REASON);
      const store = publicationsOf(ctx);
      const standing = decisionsOf(ctx, [unit]).find(
        ({ flag: own, decision }) => own === flag && decision.state !== "withdrawn",
      );
      const key = findingOf(unit, flag, standing?.decision.year ?? Number(handle.manifest.until.slice(0, 4)));
      if (action === "proposer") {
        const signal = (await signalsOf(ctx.door, person, [unit])).find((one) => one.flag === flag);
        if (signal === undefined) throw noSignal(unit);
        const { observed, base } = signal;
        const seen = { release: handle.id, observed, base };
        if (standing !== undefined || !store.propose(key, seen, reason, person.user)) throw outOfTurn(unit);
      } else if (action === "valider" ? !store.validate(key, person.user) : !store.withdraw(key, reason))
        throw outOfTurn(unit);
      ctx.audit.record({
        ...{ kind: KINDS[action], actor: person.user },
        detail: { rule: key.rule, council: unit, year: key.year, release: handle.id },
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
const outOfTurn = (unit: string): BayanError =>
  new BayanError(
    "out_of_turn",
    {
      fr: "Cette décision ne peut être prise maintenant : une autre est en cours, ou la même personne ne peut proposer et valider",
      ar: "لا يمكن اتخاذ هذا القرار الآن: هناك قرار آخر جار، أو لا يمكن للشخص نفسه أن يقترح ويصادق",
      en: "This decision cannot be taken now: another stands, or the same person cannot propose and validate",
    },
    { status: 409, place: { value: unit.slice(0, 40) } },
  );
