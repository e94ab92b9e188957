import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Layer } from "#geoportal/layers/load.ts";
import type { Plan } from "./model.ts";

const day = z.iso.date();
const planSchema = z.object({
  ...{ id: z.string(), kind: z.string(), communes: z.array(z.string()), drawn: day },
  ...{
    inquiry: day.nullable(),
    approved: day.nullable(),
    expires: day.nullable(),
    regulation: z.string().nullable(),
  },
  zones: z.array(
    z.object({
      ...{ zone: z.string(), use: z.string() },
      ...{ cos: z.number().nullable(), ces: z.number().nullable(), hmax: z.number().nullable() },
      parts: z.array(z.array(z.array(z.array(z.number())))),
    }),
  ),
});

const folderOf = (root: string): string => join(root, "plans");
/** A document's file: its id is the reader's, so it never becomes a path as it is. */
const fileOf = (id: string): string => `${Buffer.from(id, "utf8").toString("base64url").slice(0, 120)}.json`;

/** Keeps a checked document; the same id again replaces it. Whole or not at all. */
export function keepPlan(root: string, plan: Plan): void {
  const folder = folderOf(root);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, fileOf(plan.id));
  writeFileSync(`${path}.partial`, JSON.stringify(plan));
  renameSync(`${path}.partial`, path);
}

/** Every document kept, by id. */
export function keptPlans(root: string): Plan[] {
  const folder = folderOf(root);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => planSchema.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const EXAMPLE_COMMUNE = "01.511.01.01";
const ROWS = [
  ["HABITAT", 1.2, 0.6, 11.5],
  ["HABITAT", 3, 0.7, 17.5],
  ["EQUIPEMENT", null, null, 14],
  ["ACTIVITE", 1, 0.5, 12],
  ["ESPACE_VERT", 0, 0.05, 4],
  ["RESERVE", null, null, null],
] as const;

/** A plan for the sample alone: six squares around a label, invented, of no legal effect. Null without that commune. */
export function examplePlan(communes: Layer): Plan | null {
  const unit = communes.byCode.get(EXAMPLE_COMMUNE)?.properties;
  if (unit === undefined) return null;
  const side = 0.008;
  const [west, south] = [unit.x - 1.5 * side, unit.y - side];
  return {
    ...{
      id: "EXEMPLE-PA-1",
      kind: "PA",
      communes: [EXAMPLE_COMMUNE],
      drawn: "2021-03-01",
      inquiry: "2021-09-15",
    },
    ...{ approved: "2022-02-10", expires: "2032-02-10", regulation: null },
    zones: ROWS.map(([use, cos, ces, hmax], index) => {
      const [x, y] = [west + (index % 3) * side, south + Math.floor(index / 3) * side];
      const at = (dx: number, dy: number): number[] => [
        Number((x + dx).toFixed(6)),
        Number((y + dy).toFixed(6)),
      ];
      return {
        ...{ zone: `Z${index + 1}`, use, cos, ces, hmax },
        parts: [[[at(0, 0), at(side, 0), at(side, side), at(0, side), at(0, 0)]]],
      };
    }),
  };
}
