import type { Dataset } from "../types.ts";
import { dataset, LAW, type Three } from "./define.ts";

const KEYWORDS: Three = [
  "indice Rokhas|permis|classement|délais|attractivité",
  "مؤشر رخص|تصنيف|آجال|جاذبية",
  "Rokhas Index|permits|ranking|delays",
];
const LIMITS: Three = [
  "Reconstitution : la normalisation officielle n'est pas publiée. Moins de 10 dossiers sur douze mois : ni score ni rang ; de 10 à 29 : score sans rang.",
  "إعادة بناء: التوحيد الرسمي غير منشور. أقل من 10 ملفات خلال اثني عشر شهرا: دون نتيجة ولا رتبة؛ من 10 إلى 29: نتيجة دون رتبة.",
  "A reconstitution: the official normalisation is not published. Under 10 files in twelve months: neither score nor rank; 10 to 29: a score without a rank.",
];
const SCORES = ["delai", "attractivite", "digital", "ecosysteme", "fiscalite", "r500", "r100", "service"];
const SHOWN = "i.eligibility in ('ranked', 'provisional')";
const scores = SCORES.map((name) => `case when ${SHOWN} then round(i.${name}, 6) end as ${name}`).join(", ");
const RANKS = ["rank_r500", "rank_r100", "rank_service", "rank_delai"];
const ranks = RANKS.map((name) => `case when i.eligibility = 'ranked' then i.${name} end as ${name}`).join(
  ", ",
);

// How many files a commune has is told by domain in a dataset of its own, where small counts are withheld.
const FILES = "case when i.level <> 'commune' and i.files_12m >= 30 then i.files_12m end as files_12m";
const columns = `period level code name_fr name_ar region_code segment files_12m eligibility ${SCORES.join(" ")} ${RANKS.join(" ")} sample`;
const sql = (window: string) => `
    select i.period, i.level, i.code, t.name_fr, t.name_ar, t.region_code, i.segment, ${FILES}, i.eligibility,
      ${scores}, ${ranks}, i.sample
    from idx_rokhas i join dim_territory t on t.code = i.code
    where i."window" = '${window}' and i.level in ('commune', 'province', 'region', 'nation')`;

/** The Rokhas Index in its two windows, with the reason where a unit has no score. */
export const ROKHAS: readonly Dataset[] = [
  dataset({
    slug: "indice-rokhas",
    title: [
      "Indice Rokhas par territoire, douze mois glissants",
      "مؤشر رخص حسب المجال الترابي، اثنا عشر شهرا متحركة",
      "Rokhas Index by territory, rolling twelve months",
    ],
    about: [
      "L'indice et ses cinq sous-indices, reconstitués (Kaplan-Meier, lissage par strate), pour chaque commune, province et région, avec le rang ou la raison de son absence.",
      "المؤشر ومؤشراته الفرعية الخمسة معاد بناؤها (كابلان-ماير مع تنعيم حسب الشريحة)، لكل جماعة وإقليم وجهة، مع الرتبة أو سبب غيابها.",
      "The index and its five sub-indices, reconstituted (Kaplan–Meier, shrunk within strata), for every commune, province and region, with its rank or the reason why it has none.",
    ],
    keywords: KEYWORDS,
    limits: LIMITS,
    theme: "REGI",
    frequency: "QUARTERLY",
    law: LAW.permits,
    marts: "idx_rokhas dim_territory",
    columns,
    key: "period level code",
    sql: sql("rolling12"),
  }),
  dataset({
    slug: "indice-rokhas-trimestriel",
    title: [
      "Indice Rokhas par territoire, trimestre par trimestre",
      "مؤشر رخص حسب المجال الترابي، فصلا بفصل",
      "Rokhas Index by territory, quarter by quarter",
    ],
    about: [
      "Le même indice sur les seuls dossiers déposés dans le trimestre : plus vif et plus bruité que sur douze mois.",
      "المؤشر نفسه على الملفات المودعة في الفصل وحده: أكثر حساسية وأكثر تقلبا من مؤشر اثني عشر شهرا.",
      "The same index over the files deposited in the quarter alone: livelier and noisier than over twelve months.",
    ],
    keywords: KEYWORDS,
    limits: LIMITS,
    theme: "REGI",
    frequency: "QUARTERLY",
    law: LAW.permits,
    marts: "idx_rokhas dim_territory",
    columns,
    key: "period level code",
    sql: sql("quarter"),
  }),
  dataset({
    slug: "indice-rokhas-couverture",
    title: [
      "Couverture de l'indice Rokhas par région",
      "تغطية مؤشر رخص حسب الجهة",
      "Coverage of the Rokhas Index by region",
    ],
    about: [
      "Communes classées, provisoires, au trop petit nombre de dossiers ou non déployées, par région et par trimestre.",
      "الجماعات المرتبة والمؤقتة وذات العدد غير الكافي من الملفات وغير المشمولة، حسب الجهة والفصل.",
      "Communes ranked, provisional, with too few files or not deployed, by region and quarter.",
    ],
    keywords: [
      "couverture|déploiement|Rokhas|communes",
      "تغطية|تعميم|رخص|جماعات",
      "coverage|roll-out|Rokhas|communes",
    ],
    limits: [
      "Nombre de communes, non de dossiers.",
      "عدد الجماعات لا عدد الملفات.",
      "Numbers of communes, not of files.",
    ],
    theme: "REGI",
    frequency: "QUARTERLY",
    law: LAW.permits,
    marts: "idx_rokhas dim_territory",
    columns: "period region_code eligibility communes sample",
    key: "period region_code eligibility",
    sql: `select i.period, t.region_code, i.eligibility, count(*) as communes, bool_or(i.sample) as sample
      from idx_rokhas i join dim_territory t on t.code = i.code
      where i."window" = 'rolling12' and i.level = 'commune' group by all`,
  }),
];
