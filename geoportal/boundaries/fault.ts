import { BayanError } from "#warehouse/errors.ts";

/** A boundary package that is not as known, or a layer that does not come out whole. */
export function boundaryFault(what: string, file?: string): BayanError {
  return new BayanError(
    "boundaries",
    {
      fr: `Limites territoriales : ${what}. Réinstallez les paquets, puis relancez.`,
      ar: `الحدود الترابية: ${what}. أعد تثبيت الحزم ثم أعد التشغيل.`,
      en: `Territorial boundaries: ${what}. Reinstall the packages and start again.`,
    },
    { place: { system: "geo", file } },
  );
}
