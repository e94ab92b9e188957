import { type Publication, publicationsOf } from "#warehouse/desk/index.ts";
import { type Door, PUBLIC_VIEWER, type TerritoryItem, type Viewer } from "#warehouse/door/types.ts";
import type { Context } from "#warehouse/surface.ts";

export const FLAGS = [
  "heaping_at_limit",
  "suspended_at_limit",
  "withdrawn_then_again",
  "signed_on_sunday",
  "dated_before_steps",
] as const;
export type Flag = (typeof FLAGS)[number];

/** A pattern of files that deserves a look, with its evidence. */
export interface Signal {
  /** HCP code of the counter: a commune, or an arrondissement where it has them. */
  readonly unit: string;
  readonly flag: Flag;
  readonly observed: number;
  readonly base: number;
  /** Distance from the country, in standard errors. */
  readonly z: number;
}

/** The counters whose files are a unit's: its own, and those of a city's arrondissements. */
export async function countersOf(
  door: Door,
  code: string,
): Promise<readonly Pick<TerritoryItem, "code" | "name_fr" | "name_ar">[]> {
  const [own, parts] = await Promise.all([
    door.territories({ code }, PUBLIC_VIEWER),
    door.territories({ level: "arrondissement", parent: code }, PUBLIC_VIEWER),
  ]);
  return [...own, ...parts];
}

/** What counters and their supervisors are told; the public reads nothing of it, and the score takes no account of it. */
export async function signalsOf(
  door: Door,
  asker: Viewer,
  counters: readonly string[],
): Promise<readonly Signal[]> {
  if (asker.role === "public") return [];
  const { rows } = await door.rows(
    {
      mart: "chk_permit_flag",
      columns: ["unit_code", "flag", "observed", "base", "z"],
      where: [{ column: "unit_code", value: counters }],
    },
    asker,
  );
  return rows.flatMap((row) => {
    const flag = FLAGS.find((one) => one === row.flag);
    return flag === undefined
      ? []
      : [
          {
            ...{ unit: String(row.unit_code), flag, observed: Number(row.observed) },
            ...{ base: Number(row.base), z: Number(row.z) },
          },
        ];
  });
}

/** A decision on a signal, by its flag. */
export interface Decided {
  readonly flag: Flag;
  readonly decision: Publication;
}
const RULE = "permits:";
/** Names a signal of a unit among all findings. */
export const findingOf = (unit: string, flag: Flag, year: number) => ({
  ...{ rule: `${RULE}${flag}`, council: unit, year },
  subject: "",
});

/** Decisions on signals of these counters, the latest first. */
export const decisionsOf = (ctx: Pick<Context, "home" | "clock">, counters: readonly string[]): Decided[] =>
  publicationsOf(ctx)
    .ofUnits(counters)
    .flatMap((decision) => {
      const flag = FLAGS.find((one) => `${RULE}${one}` === decision.rule);
      return flag === undefined ? [] : [{ flag, decision }];
    });
