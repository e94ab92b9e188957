import type { Dataset } from "../types.ts";
import { guard, levels, PLACE, WITHHELD } from "./counts.ts";
import { dataset, LAW, type Three } from "./define.ts";

const REQUESTS: Three = [
  "guichets|démarches|usagers|délais",
  "شبابيك|إجراءات|مرتفقون|آجال",
  "counters|procedures|users|time limits",
];

/** Facts of a counter with the commune that it lies in: an arrondissement's stand in its commune. */
const atCommune = (mart: string, cut: string): string =>
  `(select f.month_start, coalesce(u.commune_code, u.code) as commune_code, f.${cut}, f.sample
    from ${mart} f join dim_territory u on u.code = f.collectivity_code) as facts_at`;

interface Counted {
  readonly slug: string;
  readonly mart: string;
  readonly cut: string;
  readonly title: Three;
  readonly about: Three;
  readonly keywords?: Three;
  readonly law?: Three;
}
/** Counts of persons' requests by year, place and one cut, guarded before they are written. */
const counted = (given: Counted): Dataset =>
  dataset({
    ...{ slug: given.slug, title: given.title, about: given.about, keywords: given.keywords ?? REQUESTS },
    ...{ limits: WITHHELD, theme: "GOVE", frequency: "ANNUAL", law: given.law ?? LAW.open },
    marts: `${given.mart} dim_territory`,
    columns: `year ${PLACE} ${given.cut} requests status sample`,
    key: `year level code ${given.cut}`,
    splitBy: "year",
    guard: guard(given.cut, ["year"], ["requests"]),
    sql: levels({
      ...{ facts: atCommune(given.mart, given.cut), cuts: [given.cut] },
      ...{ count: "requests", from: "province" },
    }),
  });

/** Mean time and share on time of a system by region and year; empty under thirty. */
const timed = (given: Omit<Counted, "cut"> & { readonly onTime?: boolean }): Dataset => {
  const onTime = given.onTime ?? true;
  return dataset({
    ...{ slug: given.slug, title: given.title, about: given.about, keywords: given.keywords ?? REQUESTS },
    limits: [
      "Vide sous trente dossiers. Les dossiers encore ouverts ne comptent pas dans le délai moyen.",
      "فارغ حين يقل العدد عن ثلاثين. ولا تدخل الملفات المفتوحة في متوسط الأجل.",
      "Empty under thirty. What is still open does not count in the mean time.",
    ],
    ...{ theme: "GOVE", frequency: "ANNUAL", law: given.law ?? LAW.open },
    marts: `${given.mart} dim_territory`,
    columns: `year region_code ${onTime ? "on_time_share " : ""}handling_days_mean sample`,
    key: "year region_code",
    sql: `select year(f.month_start) as year, t.region_code,
        ${onTime ? "case when count(f.on_time) >= 30 then round(avg(f.on_time::int), 3) end as on_time_share," : ""}
        case when count(f.clock_days) filter (f.is_closed) >= 30 then round(avg(f.clock_days) filter (f.is_closed), 1) end as handling_days_mean,
        bool_or(f.sample) as sample
      from ${given.mart} f join dim_territory t on t.code = f.collectivity_code group by all`,
  });
};

/** What the counters of the communes are asked, and how long it takes. */
export const COUNTERS: readonly Dataset[] = [
  counted({
    slug: "etat-civil-demandes",
    mart: "fct_civil_order",
    cut: "document",
    title: [
      "Demandes d'actes d'état civil",
      "طلبات وثائق الحالة المدنية",
      "Requests for civil-status documents",
    ],
    about: [
      "Demandes reçues chaque année par nature d'acte, par province ou préfecture, région et pour le pays.",
      "الطلبات المتوصل بها كل سنة حسب نوع الوثيقة والعمالة أو الإقليم والجهة وعلى الصعيد الوطني.",
      "Requests received each year by kind of document, province or prefecture, region and for the nation.",
    ],
  }),
  counted({
    slug: "documents-administratifs-demandes",
    mart: "fct_document_order",
    cut: "document",
    title: [
      "Demandes de documents administratifs",
      "طلبات الوثائق الإدارية",
      "Requests for administrative documents",
    ],
    about: [
      "Demandes de documents déposées au guichet ou en ligne, par nature de document et territoire.",
      "طلبات الوثائق المودعة بالشباك أو عبر الإنترنت حسب نوع الوثيقة والمجال الترابي.",
      "Documents asked for at the counter or on line, by kind of document and territory.",
    ],
  }),
  timed({
    slug: "documents-administratifs-delais",
    mart: "fct_document_order",
    title: [
      "Délais des documents administratifs",
      "آجال الوثائق الإدارية",
      "Time to deliver administrative documents",
    ],
    about: [
      "Part des documents prêts dans le délai et délai moyen, par région et année de demande.",
      "حصة الوثائق الجاهزة داخل الأجل ومتوسط المدة حسب الجهة وسنة الطلب.",
      "Share of documents ready on time and mean time, by region and year of request.",
    ],
  }),
  counted({
    slug: "teledeclarations-par-taxe",
    mart: "fct_declaration",
    cut: "tax",
    law: LAW.recovery,
    title: ["Déclarations fiscales par taxe", "الإقرارات الجبائية حسب الرسم", "Tax declarations by tax"],
    about: [
      "Déclarations déposées chaque année par taxe locale et territoire, au guichet ou en ligne.",
      "الإقرارات المودعة كل سنة حسب الرسم المحلي والمجال الترابي، بالشباك أو عبر الإنترنت.",
      "Declarations filed each year by local tax and territory, at the counter or on line.",
    ],
    keywords: [
      "télédéclaration|taxes locales|contribuables",
      "تصريح عن بعد|رسوم محلية|ملزمون",
      "e-filing|local taxes|taxpayers",
    ],
  }),
  counted({
    slug: "actes-funeraires",
    mart: "fct_funeral_act",
    cut: "kind",
    title: ["Autorisations funéraires", "الرخص المتعلقة بالدفن ونقل الأموات", "Funeral authorisations"],
    about: [
      "Autorisations d'inhumer, de transporter et d'exhumer demandées chaque année, par territoire.",
      "رخص الدفن والنقل وإخراج الجثث المطلوبة كل سنة حسب المجال الترابي.",
      "Authorisations to bury, carry and exhume asked for each year, by territory.",
    ],
  }),
  timed({
    slug: "courrier-delais",
    mart: "fct_mail",
    title: ["Délais de réponse au courrier", "آجال الجواب على المراسلات", "Time to answer mail"],
    about: [
      "Part du courrier traité dans le délai et délai moyen de réponse des collectivités, par région et année.",
      "حصة المراسلات المعالجة داخل الأجل ومتوسط مدة الجواب حسب الجهة والسنة.",
      "Share of mail handled on time and mean time to answer of the collectivities, by region and year.",
    ],
  }),
  timed({
    slug: "acces-information-delais",
    mart: "fct_information_request",
    title: [
      "Demandes d'accès à l'information : délais",
      "طلبات الحصول على المعلومات: الآجال",
      "Requests for information: time taken",
    ],
    about: [
      "Part des demandes de la loi 31-13 répondues dans le délai et délai moyen, par région et année.",
      "حصة طلبات القانون 31.13 المجاب عنها داخل الأجل ومتوسط المدة حسب الجهة والسنة.",
      "Share of requests under law 31-13 answered on time and mean time, by region and year.",
    ],
    keywords: ["loi 31-13|transparence|Chafafiya", "القانون 31.13|شفافية", "law 31-13|transparency"],
  }),
  dataset({
    slug: "acces-information-decisions",
    title: [
      "Demandes d'accès à l'information : décisions",
      "طلبات الحصول على المعلومات: القرارات",
      "Requests for information: decisions",
    ],
    about: [
      "Demandes reçues chaque année par décision rendue, par région et pour le pays.",
      "الطلبات المتوصل بها كل سنة حسب القرار المتخذ والجهة وعلى الصعيد الوطني.",
      "Requests received each year by decision, by region and for the nation.",
    ],
    keywords: [
      "loi 31-13|transparence|refus|exceptions",
      "القانون 31.13|شفافية|رفض|استثناءات",
      "law 31-13|transparency|refusals|exceptions",
    ],
    ...{ limits: WITHHELD, law: LAW.open, frequency: "ANNUAL" },
    marts: "fct_information_request dim_territory",
    columns: `year ${PLACE} decision requests status sample`,
    key: "year level code decision",
    guard: guard("decision", ["year"], ["requests"]),
    sql: levels({
      facts:
        "(select month_start, collectivity_code, sample, coalesce(decision, 'EN_COURS') as decision from fct_information_request) as asked",
      ...{ place: "collectivity_code", cuts: ["decision"], count: "requests", from: "region" },
    }),
  }),
];
