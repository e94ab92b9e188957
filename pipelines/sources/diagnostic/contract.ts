import { council, DGCT, factTable } from "../cases.ts";
import { boolean, type Contract, column, decimal, oneOf, say } from "../contract.ts";
import { fiscalYear } from "../labels.ts";

const surveyYear = {
  ...fiscalYear,
  source: "annee",
  name: "survey_year",
  label: say("Année du diagnostic", "سنة التشخيص", "Year of the survey"),
};

const maturity = factTable({
  name: "maturite",
  title: say("Maturité numérique", "النضج الرقمي", "Digital maturity"),
  columns: [
    council(),
    surveyYear,
    column(
      "domaine",
      "domain",
      oneOf({
        ORGANISATION: say("Organisation", "التنظيم", "Organisation"),
        INFRASTRUCTURE: say("Infrastructure", "البنية التحتية", "Infrastructure"),
        CONNECTIVITE: say("Connectivité", "الربط", "Connectivity"),
        SECURITE: say("Sécurité", "الأمن", "Security"),
        GESTION: say("Gestion", "التدبير", "Management"),
      }),
      say("Domaine", "المجال", "Domain"),
    ),
    column("score", "score", decimal(4, 2), say("Niveau (0 à 5)", "المستوى (من 0 إلى 5)", "Level (0 to 5)")),
  ],
  key: ["collectivity_code", "survey_year", "domain"],
  dated: "survey_year",
  grains: ["year"],
  rules: [
    {
      code: "score_out_of_scale",
      sql: `"score" BETWEEN 0 AND 5`,
      column: "score",
      says: say(
        "Le niveau n'est pas entre 0 et 5.",
        "المستوى ليس بين 0 و5.",
        "The level is not between 0 and 5.",
      ),
      prevents: "a score out of 100 among scores out of 5, which lifts its region's mean",
    },
  ],
});

const telecom = factTable({
  name: "telecom",
  title: say("Couverture en télécommunications", "التغطية بشبكات الاتصالات", "Telecom coverage"),
  columns: [
    council("commune"),
    surveyYear,
    column("couverte", "is_covered", boolean, say("Couverte", "مغطاة", "Covered")),
    column("fibre", "has_fibre", boolean, say("Fibre optique", "الألياف البصرية", "Optical fibre")),
  ],
  key: ["collectivity_code", "survey_year"],
  dated: "survey_year",
  grains: ["year"],
  rules: [
    {
      code: "fibre_without_coverage",
      sql: `"is_covered" OR NOT "has_fibre"`,
      column: "has_fibre",
      says: say("Fibre sans couverture.", "ألياف بصرية دون تغطية.", "Fibre without coverage."),
      prevents: "a commune counted as connected and as not covered",
    },
  ],
});

export const contract: Contract = {
  system: "diagnostic",
  title: say(
    "Diagnostic numérique des collectivités",
    "التشخيص الرقمي للجماعات الترابية",
    "Digital survey of collectivities",
  ),
  owner: DGCT,
  law: say(
    "Lois organiques 111-14, 112-14 et 113-14",
    "القوانين التنظيمية 111.14 و112.14 و113.14",
    "Organic laws 111-14, 112-14 and 113-14",
  ),
  frequency: "yearly",
  retentionDays: 730,
  tables: [maturity, telecom],
};
