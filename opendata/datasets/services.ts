import type { Dataset } from "../types.ts";
import { guard, levels, PLACE, WITHHELD } from "./counts.ts";
import { dataset, LAW, ratio, type Three } from "./define.ts";

const PERMITS: Three = [
  "permis de construire|urbanisme|autorisations|Rokhas|délais",
  "رخص البناء|تعمير|رخص|آجال",
  "building permits|planning|authorisations|time limits",
];
const COMPLAINTS: Three = [
  "réclamations|usagers|Chikaya|services publics",
  "شكايات|مرتفقون|الخدمات العمومية",
  "complaints|users|public services",
];
/** Permits and complaints: counts of persons' files, guarded before they are written. */
export const SERVICES: readonly Dataset[] = [
  dataset({
    slug: "permis-par-commune",
    title: ["Dossiers de permis par commune", "ملفات الرخص حسب الجماعة", "Permit files by commune"],
    about: [
      "Dossiers déposés chaque année en urbanisme et en activités économiques, par commune, province, région et pour le pays.",
      "الملفات المودعة كل سنة في التعمير والأنشطة الاقتصادية، حسب الجماعة والإقليم والجهة وعلى الصعيد الوطني.",
      "Files deposited each year for planning and for economic activities, by commune, province, region and for the nation.",
    ],
    keywords: PERMITS,
    limits: WITHHELD,
    theme: "REGI",
    frequency: "ANNUAL",
    law: LAW.permits,
    marts: "fct_permit dim_territory",
    columns: `year ${PLACE} domain files status sample`,
    key: "year level code domain",
    splitBy: "year",
    guard: guard(null, ["year", "domain"], ["files"]),
    sql: levels({ facts: "fct_permit", cuts: ["domain"], count: "files" }),
  }),
  dataset({
    slug: "permis-par-categorie",
    title: [
      "Dossiers de permis par catégorie et par province",
      "ملفات الرخص حسب الصنف والإقليم",
      "Permit files by category and province",
    ],
    about: [
      "Dossiers déposés chaque année par catégorie d'autorisation, par province ou préfecture, région et pour le pays.",
      "الملفات المودعة كل سنة حسب صنف الرخصة والعمالة أو الإقليم والجهة وعلى الصعيد الوطني.",
      "Files deposited each year by kind of permit, by province or prefecture, region and for the nation.",
    ],
    keywords: PERMITS,
    limits: WITHHELD,
    theme: "REGI",
    frequency: "ANNUAL",
    law: LAW.permits,
    marts: "fct_permit dim_territory",
    columns: `year domain ${PLACE} category files status sample`,
    key: "year level code domain category",
    splitBy: "year",
    guard: guard("category", ["year", "domain"], ["files"]),
    sql: levels({ facts: "fct_permit", cuts: ["domain", "category"], count: "files", from: "province" }),
  }),
  dataset({
    slug: "permis-mensuels",
    title: [
      "Dossiers de permis par mois et par région",
      "ملفات الرخص حسب الشهر والجهة",
      "Permit files by month and region",
    ],
    about: [
      "Dossiers déposés chaque mois en urbanisme et en activités économiques, par région.",
      "الملفات المودعة كل شهر في التعمير والأنشطة الاقتصادية، حسب الجهة.",
      "Files deposited each month for planning and for economic activities, by region.",
    ],
    keywords: PERMITS,
    limits: [
      "Une région dont un mois compterait moins de cinq dossiers est retirée de la série entière de ce domaine.",
      "كل جهة يقل عدد ملفاتها في شهر ما عن خمسة تُسحب من السلسلة كاملة في ذلك المجال.",
      "A region that had fewer than five files in any month is left out of the whole series of that domain.",
    ],
    theme: "REGI",
    law: LAW.permits,
    marts: "fct_permit dim_territory",
    columns: "month_start region_code domain files sample",
    key: "month_start region_code domain",
    sql: `with counts as (
        select p.month_start, t.region_code, p.domain, count(*) as files, bool_or(p.sample) as sample
        from fct_permit p join dim_territory t on t.code = p.commune_code group by all)
      select * from counts qualify min(files) over (partition by region_code, domain) >= 5`,
  }),
  dataset({
    slug: "permis-delais",
    title: [
      "Délais d'instruction des permis par province",
      "آجال معالجة الرخص حسب الإقليم",
      "Time to decide on permits by province",
    ],
    about: [
      "Part des dossiers décidés dans le délai légal et délai moyen des décisions, par province ou préfecture, domaine et année de dépôt.",
      "حصة الملفات المبتوت فيها داخل الأجل القانوني ومتوسط أجل القرارات، حسب العمالة أو الإقليم والمجال وسنة الإيداع.",
      "Share of files decided within the legal limit and mean time of decisions, by province or prefecture, domain and year of deposit.",
    ],
    keywords: PERMITS,
    limits: [
      "Vide sous trente dossiers dont l'issue est connue. Les dossiers encore ouverts ne comptent pas dans le délai moyen : préférer l'indice Rokhas pour comparer.",
      "فارغ حين يقل عدد الملفات المعروفة المآل عن ثلاثين. ولا تدخل الملفات المفتوحة في متوسط الأجل: يُفضل مؤشر رخص للمقارنة.",
      "Empty under thirty files whose outcome is known. Files still open do not count in the mean time: prefer the Rokhas Index to compare.",
    ],
    theme: "REGI",
    frequency: "ANNUAL",
    law: LAW.permits,
    marts: "fct_permit dim_territory",
    columns: "year region_code province_code domain on_time_share decision_days_mean sample",
    key: "year region_code province_code domain",
    sql: `select year(p.month_start) as year, t.region_code, t.province_code, p.domain,
        case when count(p.on_time) >= 30 then round(avg(p.on_time::int), 3) end as on_time_share,
        case when count(p.clock_days) filter (p.is_event) >= 30 then round(avg(p.clock_days) filter (p.is_event), 1) end as decision_days_mean,
        bool_or(p.sample) as sample
      from fct_permit p join dim_territory t on t.code = p.commune_code group by all`,
  }),
  dataset({
    slug: "reclamations-par-commune",
    title: [
      "Réclamations des usagers par commune",
      "شكايات المرتفقين حسب الجماعة",
      "Users' complaints by commune",
    ],
    about: [
      "Requêtes reçues chaque année (réclamations, observations, suggestions), par commune, province, région et pour le pays.",
      "الطلبات المتوصل بها كل سنة (شكايات وملاحظات واقتراحات)، حسب الجماعة والإقليم والجهة وعلى الصعيد الوطني.",
      "Requests received each year (complaints, observations, suggestions), by commune, province, region and for the nation.",
    ],
    keywords: COMPLAINTS,
    limits: WITHHELD,
    theme: "GOVE",
    frequency: "ANNUAL",
    law: LAW.complaints,
    marts: "fct_complaint dim_territory",
    columns: `year ${PLACE} requests status sample`,
    key: "year level code",
    splitBy: "year",
    guard: guard(null, ["year"], ["requests"]),
    sql: levels({ facts: "fct_complaint", cuts: [], count: "requests" }),
  }),
  dataset({
    slug: "reclamations-par-theme",
    title: [
      "Réclamations par thème et par province",
      "الشكايات حسب الموضوع والإقليم",
      "Complaints by theme and province",
    ],
    about: [
      "Requêtes reçues chaque année par thème (voirie, éclairage, propreté…), par province ou préfecture, région et pour le pays.",
      "الطلبات المتوصل بها كل سنة حسب الموضوع (الطرق والإنارة والنظافة…)، حسب العمالة أو الإقليم والجهة وعلى الصعيد الوطني.",
      "Requests received each year by theme (roads, lighting, cleanliness…), by province or prefecture, region and for the nation.",
    ],
    keywords: COMPLAINTS,
    limits: WITHHELD,
    theme: "GOVE",
    frequency: "ANNUAL",
    law: LAW.complaints,
    marts: "fct_complaint dim_territory",
    columns: `year ${PLACE} theme requests status sample`,
    key: "year level code theme",
    splitBy: "year",
    guard: guard("theme", ["year"], ["requests"]),
    sql: levels({ facts: "fct_complaint", cuts: ["theme"], count: "requests", from: "province" }),
  }),
  dataset({
    slug: "reclamations-suites",
    title: [
      "Suites données aux réclamations par province",
      "مآل الشكايات حسب الإقليم",
      "Outcome of complaints by province",
    ],
    about: [
      "Part des requêtes traitées dans le délai, délai moyen de traitement, part des requêtes rouvertes et des usagers satisfaits.",
      "حصة الطلبات المعالجة داخل الأجل ومتوسط مدة المعالجة وحصة الطلبات المعاد فتحها والمرتفقين الراضين.",
      "Share of requests handled on time, mean time to handle, share of requests reopened and of users satisfied.",
    ],
    keywords: COMPLAINTS,
    limits: [
      "Vide sous trente requêtes dont l'issue est connue. La satisfaction est celle des usagers qui ont répondu.",
      "فارغ حين يقل عدد الطلبات المعروفة المآل عن ثلاثين. والرضا خاص بالمرتفقين الذين أجابوا.",
      "Empty under thirty requests whose outcome is known. Satisfaction is that of the users who answered.",
    ],
    theme: "GOVE",
    frequency: "ANNUAL",
    law: LAW.complaints,
    marts: "fct_complaint dim_territory",
    columns:
      "year region_code province_code on_time_share handling_days_mean reopened_share satisfied_share sample",
    key: "year region_code province_code",
    sql: `select year(c.month_start) as year, t.region_code, t.province_code,
        case when count(c.on_time) >= 30 then round(avg(c.on_time::int), 3) end as on_time_share,
        case when count(c.clock_days) filter (c.is_event) >= 30 then round(avg(c.clock_days) filter (c.is_event), 1) end as handling_days_mean,
        case when count(*) >= 30 then ${ratio("count(*) filter (c.reopened)", "count(*)", "share").replace(/ as share$/u, "")} end as reopened_share,
        case when count(c.satisfied) >= 30 then round(avg(c.satisfied::int), 3) end as satisfied_share,
        bool_or(c.sample) as sample
      from fct_complaint c join dim_territory t on t.code = c.commune_code group by all`,
  }),
];
