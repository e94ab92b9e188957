import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { ownersIn } from "#warehouse/settings.ts";
import type { Context, SourcesHealth } from "#warehouse/surface.ts";
import { LANGS, type Lang, type Text } from "#warehouse/text.ts";
import { reportFile } from "../archive/files.ts";
import { definitionOf } from "../catalog.ts";
import { healthAnswers, ownersPart, worded } from "../definition/owners.ts";
import { parsePeriod, sayPeriod } from "../definition/period.ts";
import { namesOf, render, unitOf } from "../make.ts";
import { DeliveryFault } from "./fault.ts";
import type { Mail } from "./mail.ts";
import { ownerText } from "./text.ts";

/** Systems by their owner's address, of those that have exports; what the settings name beside them is told apart. */
export function ownersOf(ctx: Context): {
  readonly owners: ReadonlyMap<string, readonly string[]>;
  readonly unknown: readonly string[];
} {
  const named = ownersIn(ctx.settings.sourceOwners);
  if (named.length === 0) return { owners: new Map(), unknown: [] };
  const known = new Set(healthOf(ctx).tables.map(({ system }) => system));
  const owners = new Map<string, string[]>();
  for (const { system, address } of named)
    if (known.has(system)) owners.set(address, [...(owners.get(address) ?? []), system]);
  return { owners, unknown: named.map(({ system }) => system).filter((system) => !known.has(system)) };
}

function healthOf(ctx: Context): SourcesHealth {
  if (ctx.sources === undefined) throw new Error("owners: this installation does not tell of its exports");
  return ctx.sources();
}

/** The message to one owner: what a report tells of their systems today, attached in each of its languages. */
export async function ownerMail(
  ctx: Context,
  wish: { readonly report: string; readonly target: string },
  period: string,
): Promise<Mail> {
  const systems = ownersOf(ctx).owners.get(wish.target);
  const own = definitionOf(wish.report);
  const part = ownersPart(own);
  // The settings may have changed since the message was noted.
  if (systems === undefined || part === null) throw new DeliveryFault("owner_not_set", true);
  const health = healthOf(ctx);
  const definition = worded(part, health);
  const asked = parsePeriod(own.every, period);
  const release = await ctx.release();
  try {
    const { sample } = release.manifest;
    const names = systems.map((system) => system.toUpperCase()).join(", ");
    const input = {
      ...{ definition, period: asked, answers: healthAnswers(definition, health, systems) },
      territory: await unitOf(ctx.door, own, "MA", PUBLIC_VIEWER),
      names: await namesOf(ctx.door, PUBLIC_VIEWER),
      issue: {
        ...{ release: release.id, sample, publicUrl: ctx.settings.publicUrl },
        restricted: ownerOf(names),
      },
    };
    const { langs } = own.schedule;
    const attachments = await Promise.all(
      langs.map(async (lang) => {
        const { bytes, mediaType } = await render(input, lang, "pdf");
        const request = { territory: systems.join("-"), period, lang, format: "pdf" };
        return {
          filename: reportFile(own.name, request, sample),
          content: bytes,
          contentType: mediaType,
        };
      }),
    );
    const tables = health.tables.filter(({ system }) => systems.includes(system));
    const facts = {
      ...{ systems: names, title: own.title, sample, tables: tables.length },
      period: inEach((lang) => sayPeriod(lang, asked)),
      late: tables.filter(({ late }) => late).length,
      refused: tables.reduce((sum, { rows_refused: refused }) => sum + refused, 0),
      drift: tables.reduce((sum, { drift }) => sum + drift.length, 0),
    };
    return { to: wish.target, ...ownerText(langs, facts), attachments };
  } finally {
    release.release();
  }
}

const ownerOf = (systems: string): Text => ({
  fr: `producteur des données ${systems}`,
  ar: `منتج معطيات ${systems}`,
  en: `owner of the data of ${systems}`,
});
const inEach = (say: (lang: Lang) => string): Readonly<Record<Lang, string>> => {
  const [fr = "", ar = "", en = ""] = LANGS.map(say);
  return { fr, ar, en };
};
