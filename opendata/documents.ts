import type { Text } from "#warehouse/text.ts";
import type { Dataset } from "./types.ts";

/** A printed report that tells in words and tables what datasets hold as rows. */
export interface PrintedReport {
  /** Name of the report, as its address has it. */
  readonly name: string;
  readonly title: Text;
  readonly datasets: readonly string[];
}

const report = (name: string, fr: string, ar: string, en: string, datasets: string): PrintedReport => ({
  ...{ name, title: { fr, ar, en } },
  datasets: datasets.split(" "),
});

export const PRINTED: readonly PrintedReport[] = [
  report(
    "bulletin",
    "Bulletin des finances locales",
    "نشرة المالية المحلية",
    "Local-finance bulletin",
    "bulletin-finances-locales bulletin-rapprochement-mensuel execution-mensuelle-nationale finances-locales-par-region",
  ),
  report(
    "monthly",
    "Dépenses et recettes",
    "النفقات والمداخيل",
    "Expenditure and receipts",
    "execution-budgetaire-mensuelle recettes-mensuelles execution-budgetaire-annuelle recettes-annuelles depenses-par-nature depenses-par-chapitre",
  ),
  report(
    "monograph",
    "Monographie territoriale",
    "المونوغرافية الترابية",
    "Territorial monograph",
    "territoires recensement-population equipement-des-communes",
  ),
  report(
    "openness",
    "Ouverture et publication",
    "الانفتاح والنشر",
    "Openness and publication",
    "ouverture-publications",
  ),
  report(
    "programme",
    "Suivi des programmes",
    "تتبع البرامج",
    "Programme follow-up",
    "projets-programmes projets-avancement-mensuel projets-par-province projets-financement projets-previsions",
  ),
  report(
    "quality",
    "Qualité des données",
    "جودة البيانات",
    "Data quality",
    "qualite-controles qualite-controles-services fraicheur-des-sources rapprochement-totaux-publies",
  ),
  report(
    "rokhas",
    "Indice Rokhas",
    "مؤشر رخص",
    "Rokhas Index",
    "indice-rokhas indice-rokhas-trimestriel indice-rokhas-couverture indice-rokhas-intervalles indice-rokhas-sensibilite",
  ),
  report(
    "services",
    "Réclamations et services",
    "الشكايات والخدمات",
    "Complaints and services",
    "reclamations-par-commune reclamations-par-theme reclamations-suites permis-delais",
  ),
];

/** Reports that print what a dataset holds. */
export const printedOf = ({ slug }: Pick<Dataset, "slug">): readonly PrintedReport[] =>
  PRINTED.filter(({ datasets }) => datasets.includes(slug));

/** Where the last one is, as a PDF. */
export const printedAt = ({ name }: PrintedReport, lang: string): string =>
  `/rapports/${name}.pdf?langue=${lang}`;
