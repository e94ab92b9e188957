/** A programme's plan: how many projects, how much money, of which sectors, paid by whom. */
export interface Programme {
  readonly code: string;
  /** First letters of its project numbers. */
  readonly prefix: string;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly sectors: readonly Sector[];
  /** The day on which the published counts stood; null where nothing is published. */
  readonly countedOn: string | null;
  /** Projects under way on that day. */
  readonly ongoing: number;
  readonly ruralOnly: boolean;
}

export interface Sector {
  readonly code: string;
  readonly projects: number;
  /** Complete on the day of the count. */
  readonly complete: number;
  /** Millions of dirhams. */
  readonly budget: number;
  /** Of the projects, those that are of the second code (tracks among roads), and that code. */
  readonly variant: { readonly code: string; readonly share: number } | null;
  /** Shares of the budget by funder; what is left is the first's. */
  readonly funders: readonly (readonly [string, number])[];
  readonly unit: string;
  /** Millions of dirhams for one unit. */
  readonly unitCost: number;
}

/**
 * Published: 10,939 projects, 8,170 complete by sector, 1,464 under way, 50 MMDH of which roads 70 %, and the funders' shares
 * of the whole. How many projects each sector has in all, and who pays for what within, are ours and add up to these.
 */
const PRDTS: Programme = {
  code: "PRDTS",
  prefix: "PRDTS",
  firstYear: 2017,
  lastYear: 2023,
  countedOn: "2023-12-31",
  ongoing: 1464,
  ruralOnly: true,
  sectors: [
    {
      code: "ROUTE",
      projects: 3805,
      complete: 2511,
      budget: 35000,
      variant: { code: "PISTE", share: 0.42 },
      funders: [
        ["FDRZM", 0],
        ["REGION", 0.4325],
        ["INDH", 0.0414],
      ],
      unit: "KM",
      unitCost: 1.3,
    },
    {
      code: "ENS",
      projects: 2476,
      complete: 1981,
      budget: 5500,
      variant: null,
      funders: [
        ["FDRZM", 0],
        ["REGION", 0.3],
        ["INDH", 0.25],
      ],
      unit: "CLASSE",
      unitCost: 0.35,
    },
    {
      code: "AEP",
      projects: 1347,
      complete: 943,
      budget: 5000,
      variant: null,
      funders: [
        ["FDRZM", 0],
        ["REGION", 0.35],
        ["INDH", 0.1],
        ["ONEE", 0.3],
      ],
      unit: "BRANCHEMENT",
      unitCost: 0.03,
    },
    {
      code: "SANTE",
      projects: 1720,
      complete: 1462,
      budget: 2250,
      variant: null,
      funders: [
        ["FDRZM", 0],
        ["REGION", 0.35],
        ["INDH", 0.3],
      ],
      unit: "CENTRE",
      unitCost: 1.2,
    },
    {
      code: "ELEC",
      projects: 1591,
      complete: 1273,
      budget: 2250,
      variant: null,
      funders: [
        ["FDRZM", 0],
        ["REGION", 0.3],
        ["ONEE", 0.4444],
      ],
      unit: "DOUAR",
      unitCost: 1.1,
    },
  ],
};

/** A second programme, wholly invented, with other funders and towns too, so that nothing is made for one programme only. */
const SECOND: Programme = {
  code: "MISE_A_NIVEAU",
  prefix: "MAN",
  firstYear: 2021,
  lastYear: 2026,
  countedOn: null,
  ongoing: 0,
  ruralOnly: false,
  sectors: [
    {
      code: "ROUTE",
      projects: 800,
      complete: 0,
      budget: 5200,
      variant: { code: "PISTE", share: 0.1 },
      funders: [
        ["ETAT", 0],
        ["REGION", 0.3],
        ["COMMUNE", 0.2],
      ],
      unit: "KM",
      unitCost: 3.4,
    },
    {
      code: "AEP",
      projects: 350,
      complete: 0,
      budget: 1900,
      variant: null,
      funders: [
        ["ETAT", 0],
        ["ONEE", 0.3],
        ["COMMUNE", 0.15],
      ],
      unit: "BRANCHEMENT",
      unitCost: 0.025,
    },
    {
      code: "ENS",
      projects: 350,
      complete: 0,
      budget: 1000,
      variant: null,
      funders: [
        ["ETAT", 0],
        ["REGION", 0.35],
      ],
      unit: "CLASSE",
      unitCost: 0.4,
    },
    {
      code: "SANTE",
      projects: 200,
      complete: 0,
      budget: 700,
      variant: null,
      funders: [
        ["ETAT", 0],
        ["REGION", 0.25],
        ["COMMUNE", 0.1],
      ],
      unit: "CENTRE",
      unitCost: 2.5,
    },
    {
      code: "ELEC",
      projects: 100,
      complete: 0,
      budget: 200,
      variant: null,
      funders: [
        ["ETAT", 0],
        ["COMMUNE", 0.3],
      ],
      unit: "DOUAR",
      unitCost: 1.2,
    },
  ],
};

export const PROGRAMMES: readonly Programme[] = [PRDTS, SECOND];

/** Dirhams a kilometre of road in the region that published it, and of its tracks alike. */
export const PUBLISHED_ROAD_COST = { region: "04", cost: 1.107 } as const;

/** Rural communes that the first programme reaches. */
export const COVERED_COMMUNES = 1066;
/** Of finished projects, those not in use: with this draw, the published 8 % of those finished by 2023. */
export const NOT_OPERATIONAL = 0.076;

/** Exports of the programmes begin with the first one's plan. */
export const FIRST_PROGRAMME_YEAR = Math.min(...PROGRAMMES.map((each) => each.firstYear));
