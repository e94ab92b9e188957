import type { Text } from "#warehouse/text.ts";
import type { Listed } from "../catalogue.ts";
import { LICENCES } from "../licences.ts";
import { distributionsOf } from "./dcat.ts";

export interface Criterion {
  readonly id: string;
  readonly dimension: "findability" | "accessibility" | "interoperability" | "reusability" | "contextuality";
  readonly most: number;
  readonly label: Text;
  /** Share of datasets or distributions that meet it, 0–1. */
  readonly share: number;
  readonly points: number;
}
export interface Mqa {
  readonly score: number;
  readonly most: 405;
  readonly criteria: readonly Criterion[];
}

type Of = (item: Listed) => boolean;
const text = (fr: string, ar: string, en: string): Text => ({ fr, ar, en });
const always: Of = () => true;
const hasFiles: Of = (item) => distributionsOf(item).length > 0;

/** The twenty-three criteria of the Metadata Quality Assessment of data.europa.eu, and when a dataset meets each. */
const CRITERIA: readonly (readonly [
  id: string,
  dimension: Criterion["dimension"],
  most: number,
  label: Text,
  met: Of,
])[] = [
  [
    "keyword",
    "findability",
    30,
    text("Mots-clés", "الكلمات المفتاحية", "Keywords"),
    ({ dataset }) => dataset.keywords.fr.length > 0,
  ],
  ["theme", "findability", 30, text("Thème", "الموضوع", "Theme"), ({ dataset }) => dataset.theme.length > 0],
  ["spatial", "findability", 20, text("Couverture spatiale", "التغطية المكانية", "Spatial coverage"), always],
  [
    "temporal",
    "findability",
    20,
    text("Couverture temporelle", "التغطية الزمنية", "Temporal coverage"),
    ({ entry }) => entry.from !== "" && entry.to !== "",
  ],
  [
    "accessURL",
    "accessibility",
    50,
    text("Page d'accès en ligne", "صفحة الولوج متاحة", "Access page answers"),
    hasFiles,
  ],
  [
    "downloadURL",
    "accessibility",
    20,
    text("Adresse de téléchargement", "عنوان التنزيل", "Download address"),
    hasFiles,
  ],
  ["downloadable", "accessibility", 30, text("Fichier en ligne", "الملف متاح", "File answers"), hasFiles],
  ["format", "interoperability", 20, text("Format dit", "الصيغة مذكورة", "Format told"), hasFiles],
  [
    "mediaType",
    "interoperability",
    10,
    text("Type de média dit", "نوع الوسيط مذكور", "Media type told"),
    hasFiles,
  ],
  [
    "vocabulary",
    "interoperability",
    10,
    text("Formats d'un vocabulaire contrôlé", "صيغ من معجم مضبوط", "Formats of a controlled vocabulary"),
    hasFiles,
  ],
  [
    "nonProprietary",
    "interoperability",
    20,
    text("Format non propriétaire", "صيغة غير مملوكة", "Non-proprietary format"),
    hasFiles,
  ],
  [
    "machineReadable",
    "interoperability",
    20,
    text("Lisible par machine", "قابل للقراءة آليا", "Machine-readable"),
    hasFiles,
  ],
  [
    "dcatap",
    "interoperability",
    30,
    text("Conforme à DCAT-AP", "مطابق لـ DCAT-AP", "DCAT-AP compliant"),
    always,
  ],
  ["licence", "reusability", 20, text("Licence dite", "الرخصة مذكورة", "Licence told"), hasFiles],
  [
    "knownLicence",
    "reusability",
    10,
    text("Licence d'un vocabulaire contrôlé", "رخصة من معجم مضبوط", "Licence of a controlled vocabulary"),
    ({ dataset }) => LICENCES[dataset.licence].authority !== null,
  ],
  [
    "accessRights",
    "reusability",
    10,
    text("Droits d'accès dits", "حقوق الولوج مذكورة", "Access rights told"),
    always,
  ],
  [
    "knownRights",
    "reusability",
    5,
    text(
      "Droits d'un vocabulaire contrôlé",
      "حقوق من معجم مضبوط",
      "Access rights of a controlled vocabulary",
    ),
    always,
  ],
  ["contact", "reusability", 20, text("Point de contact", "نقطة الاتصال", "Contact point"), always],
  ["publisher", "reusability", 10, text("Éditeur", "الناشر", "Publisher"), always],
  ["rights", "contextuality", 5, text("Droits dits", "الحقوق مذكورة", "Rights told"), hasFiles],
  [
    "byteSize",
    "contextuality",
    5,
    text("Taille du fichier", "حجم الملف", "File size"),
    (item) => distributionsOf(item).every(({ bytes }) => bytes > 0),
  ],
  ["issued", "contextuality", 5, text("Date de publication", "تاريخ النشر", "Date of issue"), always],
  [
    "modified",
    "contextuality",
    5,
    text("Date de modification", "تاريخ التعديل", "Date of modification"),
    always,
  ],
];

/** Points of the catalogue: each criterion counts for the share of datasets that meet it. */
export function mqa(listed: readonly Listed[]): Mqa {
  const criteria = CRITERIA.map(([id, dimension, most, label, met]) => {
    const share = listed.length === 0 ? 0 : listed.filter(met).length / listed.length;
    return { id, dimension, most, label, share, points: Math.round(most * share * 10) / 10 };
  });
  const score = Math.round(criteria.reduce((sum, { points }) => sum + points, 0) * 10) / 10;
  return { score, most: 405, criteria };
}
