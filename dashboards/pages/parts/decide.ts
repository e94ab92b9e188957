import type { Request } from "express";
import { type Evidence, type FindingKey, type Publication, publicationsOf } from "#warehouse/desk/index.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { reasonOf } from "../../lib/posted.ts";

export const DECISION_STEPS = ["proposer", "valider", "retirer"] as const;
export type DecisionStep = (typeof DECISION_STEPS)[number];
/** Characters of a reason that the public reads. */
export const PUBLIC_REASON = { least: 20, most: 600 };

const KINDS = {
  proposer: "finding_proposed",
  valider: "finding_published",
  retirer: "finding_withdrawn",
} as const satisfies Readonly<Record<DecisionStep, string>>;

/**
 * One step of making a finding public: an account of the ministry proposes it with what it rests on, another validates it,
 * any of them takes it back; each says why, and the log says who. Throws `out_of_turn`, or `bad_decision`
 * for a reason that is too short. `standing` is the decision that was not withdrawn.
 */
export async function decide(
  ctx: Pick<Context, "home" | "clock" | "audit">,
  req: Request,
  given: {
    readonly step: DecisionStep;
    readonly key: FindingKey;
    readonly standing: Publication | null;
    readonly seen: () => Promise<Evidence>;
    readonly account: string;
    readonly release: string;
  },
): Promise<void> {
  const { step, key, standing, account, release } = given;
  const reason = step === "valider" ? "" : reasonOf(req, PUBLIC_REASON);
  const store = publicationsOf(ctx);
  const done =
    step === "proposer"
      ? standing === null && store.propose(key, await given.seen(), reason, account)
      : step === "valider"
        ? store.validate(key, account)
        : store.withdraw(key, reason);
  if (!done) throw outOfTurn(key.council);
  ctx.audit.record({
    ...{ kind: KINDS[step], actor: account },
    detail: { rule: key.rule, council: key.council, year: key.year, release },
  });
}

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
