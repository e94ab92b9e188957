import type { Dataset } from "../types.ts";
import { COUNCIL, COUNCIL_SQL, dataset, LAW, placed } from "./define.ts";

/** Openness, platforms and procedures: what a council publishes, runs and asks. */
export const DIGITAL: readonly Dataset[] = [
  dataset({
    slug: "ouverture-publications",
    title: [
      "Ouverture : documents publiés par collectivité",
      "الانفتاح: الوثائق المنشورة حسب الجماعة الترابية",
      "Openness: documents published by collectivity",
    ],
    about: [
      "Pour chaque collectivité, exercice et document à publier : publié ou non, date, format, lisible par machine ou non.",
      "لكل جماعة ترابية وسنة ووثيقة واجبة النشر: منشورة أم لا والتاريخ والصيغة وقابليتها للقراءة آليا.",
      "For each collectivity, fiscal year and document to publish: published or not, date, format, machine-readable or not.",
    ],
    keywords: [
      "ouverture|transparence|publication proactive",
      "انفتاح|شفافية|نشر استباقي",
      "openness|transparency|proactive publication",
    ],
    limits: [
      "Ce que le portail national des collectivités recense ; une publication ailleurs n'y paraît pas.",
      "ما تحصيه البوابة الوطنية للجماعات الترابية؛ ولا يظهر ما يُنشر في غيرها.",
      "What the collectivities' national portal lists; what is published elsewhere does not show.",
    ],
    ...{ law: LAW.open, frequency: "ANNUAL" },
    marts: "fct_publication dim_territory",
    columns: `fiscal_year ${COUNCIL} document is_published first_published_on format machine_readable sample`,
    key: "fiscal_year collectivity_code document",
    splitBy: "fiscal_year",
    sql: `select f.fiscal_year, ${COUNCIL_SQL}, f.document, f.is_published, f.first_published_on, f.format, f.machine_readable, f.sample
      ${placed("fct_publication")}`,
  }),
  dataset({
    slug: "deploiement-plateformes",
    title: ["Déploiement des plateformes numériques", "نشر المنصات الرقمية", "Roll-out of digital platforms"],
    about: [
      "État de chaque plateforme dans chaque collectivité, date de mise en service et date visée.",
      "وضعية كل منصة في كل جماعة ترابية وتاريخ التشغيل والتاريخ المستهدف.",
      "State of each platform in each collectivity, day of entry into service and target date.",
    ],
    keywords: ["plateformes|numérique|déploiement", "منصات|رقمنة|نشر", "platforms|digital|roll-out"],
    limits: ["Situation au jour de l'export.", "الوضعية يوم الإيداع.", "As at the day of the export."],
    ...{ law: LAW.open, frequency: "MONTHLY" },
    marts: "fct_deployment dim_territory",
    columns: `platform site_id ${COUNCIL} state since target_on drawn_on on_target sample`,
    key: "platform site_id",
    sql: `select f.platform, f.site_id, ${COUNCIL_SQL}, f.state, f.since, f.target_on, f.drawn_on, f.on_target, f.sample
      ${placed("fct_deployment")}`,
  }),
  dataset({
    slug: "maturite-numerique",
    title: [
      "Maturité numérique des collectivités",
      "النضج الرقمي للجماعات الترابية",
      "Digital maturity of collectivities",
    ],
    about: [
      "Niveau de 0 à 5 de chaque collectivité par domaine, à chaque enquête.",
      "مستوى كل جماعة ترابية من 0 إلى 5 حسب المجال، في كل بحث.",
      "Level from 0 to 5 of each collectivity by field, at each survey.",
    ],
    keywords: ["maturité|diagnostic|numérique", "نضج|تشخيص|رقمنة", "maturity|diagnosis|digital"],
    limits: [
      "Réponses déclarées par les collectivités.",
      "أجوبة مصرح بها من طرف الجماعات الترابية.",
      "Answers declared by the collectivities.",
    ],
    ...{ law: LAW.open, frequency: "ANNUAL" },
    marts: "fct_maturity",
    columns: "survey_year collectivity_code domain score sample",
    key: "survey_year collectivity_code domain",
    splitBy: "survey_year",
    sql: "select * from fct_maturity",
  }),
  dataset({
    slug: "couverture-telecom",
    title: [
      "Couverture télécom des communes",
      "التغطية بالاتصالات في الجماعات",
      "Telecom coverage of communes",
    ],
    about: [
      "Communes couvertes par le réseau et par la fibre, à chaque enquête.",
      "الجماعات المغطاة بالشبكة وبالألياف البصرية، في كل بحث.",
      "Communes covered by the network and by fibre, at each survey.",
    ],
    keywords: ["télécom|fibre|couverture", "اتصالات|ألياف|تغطية", "telecom|fibre|coverage"],
    limits: [
      "Réponses déclarées par les communes.",
      "أجوبة مصرح بها من طرف الجماعات.",
      "Answers declared by the communes.",
    ],
    ...{ law: LAW.open, frequency: "ANNUAL", theme: "REGI" },
    marts: "fct_telecom",
    columns: "survey_year collectivity_code is_covered has_fibre sample",
    key: "survey_year collectivity_code",
    sql: "select * from fct_telecom",
  }),
  dataset({
    slug: "procedures-administratives",
    title: [
      "Procédures administratives locales",
      "المساطر الإدارية المحلية",
      "Local administrative procedures",
    ],
    about: [
      "Chaque procédure du portail Idarati : intitulé, délai légal, pièces demandées, frais, en ligne ou non.",
      "كل مسطرة في بوابة إدارتي: العنوان والأجل القانوني والوثائق المطلوبة والرسوم وتوفرها على الإنترنت.",
      "Each procedure of the Idarati portal: title, legal limit, documents asked for, fees, on line or not.",
    ],
    keywords: ["procédures|Idarati|loi 55-19", "مساطر|إدارتي|القانون 55.19", "procedures|Idarati|law 55-19"],
    limits: [
      "Version en vigueur au jour de l'export.",
      "الصيغة السارية يوم الإيداع.",
      "The version in force at the day of the export.",
    ],
    ...{ law: LAW.open, frequency: "IRREG" },
    marts: "dim_procedure",
    columns:
      "procedure_code territory_code version title_fr title_ar domain legal_days documents_asked fee_mad silence_is_consent is_online published_on sample",
    key: "procedure_code territory_code",
    sql: "select * from dim_procedure",
  }),
];
