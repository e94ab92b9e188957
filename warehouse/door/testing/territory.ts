/** A small country for tests: codes whose starts mislead, a higher council at each level, a groupement. */
export interface Unit {
  readonly code: string;
  readonly level: "nation" | "region" | "province" | "commune" | "arrondissement" | "groupement";
  readonly name: string;
  readonly parent: string | null;
  readonly segment?: string;
  readonly population?: number;
}

export const UNITS: readonly Unit[] = [
  { code: "MA", level: "nation", name: "Maroc", parent: null },
  { code: "01", level: "region", name: "Tanger-Tétouan-Al Hoceïma", parent: "MA" },
  { code: "06", level: "region", name: "Casablanca-Settat", parent: "MA" },
  { code: "01.511", level: "province", name: "Tanger-Assilah", parent: "01" },
  { code: "01.571", level: "province", name: "Tétouan", parent: "01" },
  { code: "06.141", level: "province", name: "Casablanca", parent: "06" },
  // The code of Tanger is the start of the code of Assilah, which is not in Tanger.
  {
    code: "01.511.01.0",
    level: "commune",
    name: "Tanger",
    parent: "01.511",
    segment: "arrondissements",
    population: 1_275_428,
  },
  {
    code: "01.511.01.01",
    level: "commune",
    name: "Assilah",
    parent: "01.511",
    segment: "15k_50k",
    population: 35_000,
  },
  {
    code: "01.511.05.03",
    level: "commune",
    name: "Gueznaia",
    parent: "01.511",
    segment: "15k_50k",
    population: 48_000,
  },
  {
    code: "01.571.01.0",
    level: "commune",
    name: "Tétouan",
    parent: "01.571",
    segment: "gt_250k",
    population: 409_000,
  },
  {
    code: "01.571.03.01",
    level: "commune",
    name: "Azla",
    parent: "01.571",
    segment: "lt_15k",
    population: 14_000,
  },
  {
    code: "06.141.01.0",
    level: "commune",
    name: "Casablanca",
    parent: "06.141",
    segment: "arrondissements",
    population: 3_218_000,
  },
  { code: "01.511.01.02", level: "arrondissement", name: "Beni Makada", parent: "01.511.01.0" },
  { code: "06.141.01.03", level: "arrondissement", name: "Aïn Chock", parent: "06.141.01.0" },
  { code: "ECI.001", level: "groupement", name: "Groupement de l’eau", parent: "01.511" },
];

const byCode = new Map(UNITS.map((unit) => [unit.code, unit]));

/** The unit itself, then each unit above it. */
export function lineOf(unit: Unit): readonly Unit[] {
  const above = unit.parent === null ? undefined : byCode.get(unit.parent);
  return above === undefined ? [unit] : [unit, ...lineOf(above)];
}

export const codeAt = (unit: Unit, level: Unit["level"]): string | null =>
  unit.level === "groupement" ? null : (lineOf(unit).find((one) => one.level === level)?.code ?? null);

export const COLLECTIVITIES: readonly Unit[] = UNITS.filter((unit) =>
  ["region", "province", "commune"].includes(unit.level),
);
