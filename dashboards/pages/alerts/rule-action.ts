import type { RequestHandler } from "express";
import { rulesOf } from "#warehouse/alerts/index.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { personOf, posted, reasonOf } from "../../lib/posted.ts";
import { href, langOf, queryString } from "../../lib/url.ts";
import { ATTEMPT, attemptOf, REASON } from "./attempt.tsx";
import { tried } from "./tried.ts";

export const RULE_ACTIONS = ["service", "arret"] as const;
type RuleAction = (typeof RULE_ACTIONS)[number];

/**
 * `POST /tableaux/alertes/regles/:id/{service,arret}`: the ministry switches a rule on with the bound that it tried, or off;
 * what the trial showed is kept with the decision. Alerts follow from the next release on.
 */
export function ruleAction(ctx: Context, action: RuleAction): RequestHandler {
  return async (req, res) => {
    const lang = langOf(req.path);
    const person = personOf(res, lang);
    const id = typeof req.params.id === "string" ? req.params.id : "";
    const book = rulesOf(ctx);
    const fields = new Map([
      ["regle", id],
      ["borne", posted(req, "borne")],
      ["periodes", posted(req, "periodes")],
    ]);
    const asked = attemptOf({ get: (name) => fields.get(name) ?? null }, book.all());
    if (person === null || person.role !== "national" || asked === null || asked.standing.rule.id !== id)
      throw noRule(id);
    const reason = reasonOf(req, REASON);
    const { standing, attempt } = asked;
    const rule = action === "service" ? attempt : standing.rule;
    const handle = await ctx.release();
    let version: number;
    try {
      const { opened, standing: stood, score } = await tried(handle, rule);
      version = book.change({
        ...{ rule: id, on: action === "service", value: rule.raise.value, periods: rule.periods },
        ...{ reason, account: person.user },
        trial: {
          ...{ release: handle.id, opened, standing: stood },
          ...{ found: score?.found ?? null, fails: score?.fails ?? null },
          ...{ wrong: score?.wrong ?? null, raised: score?.raised ?? null },
        },
      });
    } finally {
      handle.release();
    }
    ctx.audit.record({
      ...{ kind: "alert_rule_changed", actor: person.user },
      detail: { rule: id, version, on: action === "service", value: rule.raise.value, periods: rule.periods },
    });
    res.redirect(303, `${href(lang, ATTEMPT)}${queryString({ regle: id })}`);
  };
}

const noRule = (id: string): BayanError =>
  new BayanError(
    "unknown_rule",
    {
      fr: "Aucune règle de ce nom que vous puissiez changer",
      ar: "لا قاعدة بهذا الاسم يمكنكم تغييرها",
      en: "No rule of this name that you may change",
    },
    { status: 404, place: { value: id.slice(0, 40) } },
  );
