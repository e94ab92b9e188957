/**
 * Places whose codes mislead, as they are in the national list: a commune's code is the start of its neighbour's
 * (Tanger, Assilah), arrondissements do not begin with their commune's (Fès, Rabat, Salé, Marrakech, Casablanca), a
 * commune stands among them (Touarga, Ameur, Méchouar), and a préfecture d'arrondissements lies beside its commune.
 */
const LIST = `
03|region|MA|Fès-Meknès
04|region|MA|Rabat-Salé-Kénitra
07|region|MA|Marrakech-Safi
03.231|province|03|Fès
03.231.01.0|commune|03.231|Fès
03.231.01.01|arrondissement|03.231.01.0|Agdal
03.231.01.03|commune|03.231|Méchouar-Fès-El Jadid
03.231.01.05|arrondissement|03.231.01.0|Saiss
04.421|province|04|Rabat
04.421.01.0|commune|04.421|Rabat
04.421.01.01|arrondissement|04.421.01.0|Agdal Riyad
04.421.01.07|commune|04.421|Touarga
04.441|province|04|Salé
04.441.01.0|commune|04.441|Salé
04.441.01.03|arrondissement|04.441.01.0|Bab Lamrissa
04.441.01.08|commune|04.441|Sidi Bouknadel
04.441.01.13|commune|04.441|Ameur
06.141.01.00|province|06.141|Casablanca-Anfa
06.141.01.10|province|06.141|Al-Fida-Mers-Sultan
06.141.01.01|arrondissement|06.141.01.0|Anfa
06.141.01.11|arrondissement|06.141.01.0|Al-Fida
06.141.01.81|commune|06.141|Méchouar de Casablanca
07.351|province|07|Marrakech
07.351.01.0|commune|07.351|Marrakech
07.351.01.01|commune|07.351|Méchouar-Kasba
07.351.01.03|arrondissement|07.351.01.0|Annakhil
ECI.900|groupement|01.511|Groupement d'essai
`;

export interface Place {
  readonly code: string;
  readonly level: string;
  readonly parent: string;
  readonly name: string;
}
export const PLACES: readonly Place[] = LIST.trim()
  .split("\n")
  .map((line) => {
    const [code = "", level = "", parent = "", name = ""] = line.split("|");
    return { code, level, parent, name };
  });

/** A préfecture d'arrondissements has arrondissements, and no council of its own. */
const PREFECTURES: ReadonlyMap<string, readonly string[]> = new Map([
  ["06.141.01.00", ["06.141.01.01"]],
  ["06.141.01.10", ["06.141.01.11"]],
]);
/** Members of the groupement today; Fès has left it. */
const MEMBERS = ["01.511.01.01", "04.441.01.0"];
const LEFT = "03.231.01.0";

const parentOf = new Map(PLACES.map(({ code, parent }) => [code, parent]));
const above = (code: string): string[] => {
  const parent = code === "06.141.01.0" ? "06.141" : parentOf.get(code);
  if (parent === undefined) return code.includes(".") ? [code.slice(0, code.lastIndexOf(".")), "MA"] : ["MA"];
  return parent === "MA" ? ["MA"] : [parent, ...above(parent)];
};

export interface Membership {
  readonly unit: string;
  readonly ancestor: string;
  readonly to: string | null;
}
/** The dated closure of these places: what `bridge_territory` holds. */
export const CLOSURE: readonly Membership[] = [
  ...PLACES.filter(({ level }) => level !== "groupement").flatMap(({ code }) =>
    [code, ...above(code).map((one) => (one === "06" || one === "06.141" ? one : one))].map((ancestor) => ({
      ...{ unit: code, ancestor, to: null },
    })),
  ),
  ...[...PREFECTURES].flatMap(([ancestor, units]) => units.map((unit) => ({ unit, ancestor, to: null }))),
  { unit: "ECI.900", ancestor: "ECI.900", to: null },
  ...[...MEMBERS, "04.441.01.03"].map((unit) => ({ unit, ancestor: "ECI.900", to: null })),
  { unit: LEFT, ancestor: "ECI.900", to: "2023-12-31" },
];

export const placeAt = (code: string, level: string): string | null =>
  [code, ...above(code)].find((one) => PLACES.some((place) => place.code === one && place.level === level)) ??
  null;
