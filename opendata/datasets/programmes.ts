import type { Dataset } from "../types.ts";
import { dataset, LAW, rounded, type Three } from "./define.ts";

const KEYWORDS: Three = [
  "programmes|PRDTS|indicateurs|suivi",
  "برامج|تقليص الفوارق|مؤشرات|تتبع",
  "programmes|indicators|follow-up",
];
const PERMITS: Three = [
  "permis|Rokhas|délais|classement",
  "رخص|آجال|ترتيب",
  "permits|Rokhas|time limits|ranking",
];
const shared = { theme: "REGI", law: LAW.programmes, keywords: KEYWORDS } as const;
const permits = { theme: "REGI", law: LAW.permits, keywords: PERMITS } as const;
const BAND = "score_low score_high rank_expected top_ten tier_share change change_low change_high";
const EQUITY =
  "electricity_rate_2014 electricity_rate_2024 running_water_rate_2014 running_water_rate_2024 illiteracy_rate_2014 illiteracy_rate_2024 road_km_2014 road_km_2024";

/** Programmes foretold and compared, and the Rokhas Index with how sure it is. */
export const PROGRAMMES: readonly Dataset[] = [
  dataset({
    ...shared,
    slug: "projets-previsions",
    title: ["Prévisions des projets en cours", "توقعات المشاريع الجارية", "Forecasts of projects under way"],
    about: [
      "Pour chaque projet en cours : fin et coût prévus d'après des projets comparables achevés, intervalle, chances d'être à l'heure et dans le budget.",
      "لكل مشروع جار: النهاية والكلفة المتوقعتان حسب مشاريع مماثلة منجزة، والمجال وحظوظ احترام الأجل والميزانية.",
      "For each project under way: end and cost foretold from finished projects like it, interval, chances to be on time and in budget.",
    ],
    limits: [
      "Une prévision se lit avec son intervalle et le nombre de projets comparables.",
      "يُقرأ التوقع مع مجاله وعدد المشاريع المماثلة.",
      "A forecast is read with its interval and the number of projects compared.",
    ],
    marts: "fct_project_forecast",
    columns:
      "project_id programme sector region_code province_code lead_commune_code size month_start stage slip_days slip_low_days slip_high_days end_forecast chance_on_time chance_in_budget eac_mad eac_low_mad eac_high_mad reference_projects sample",
    key: "project_id",
    sql: rounded("fct_project_forecast", "chance_on_time chance_in_budget"),
  }),
  dataset({
    ...shared,
    slug: "projets-marches",
    title: ["Marchés des projets", "صفقات المشاريع", "Contracts of projects"],
    about: [
      "Chaque marché des projets : nature, montant, début, délai contractuel, échéance et avenants. Le titulaire n'est pas nommé.",
      "كل صفقة من صفقات المشاريع: النوع والمبلغ والبداية والأجل التعاقدي والاستحقاق والملاحق. دون ذكر صاحب الصفقة.",
      "Each contract of the projects: kind, amount, start, contract time, due date and amendments. Who holds it is not named.",
    ],
    limits: [
      "Les marchés des programmes suivis ; ceux de toutes les collectivités sont dans « marches-attribues ».",
      "صفقات البرامج المتتبعة؛ أما صفقات كل الجماعات الترابية فتوجد في مجموعة marches-attribues.",
      "Contracts of the programmes followed; those of every collectivity are in “marches-attribues”.",
    ],
    marts: "fct_project_contract",
    columns: "contract_no project_id kind amount_mad started_on contract_days due_on amendments sample",
    key: "contract_no",
    sql: "select * from fct_project_contract",
  }),
  dataset({
    ...shared,
    slug: "projets-couts-unitaires",
    title: ["Coûts unitaires des projets", "الكلفة الأحادية للمشاريع", "Unit costs of projects"],
    about: [
      "Coût d'une unité physique (km, classe, branchement…) par secteur et région : médiane, quartiles et déciles.",
      "كلفة الوحدة المادية (كيلومتر، قسم، ربط…) حسب القطاع والجهة: الوسيط والأرباع والأعشار.",
      "Cost of a physical unit (km, classroom, connection…) by sector and region: median, quartiles and deciles.",
    ],
    limits: [
      "Dirhams courants ; le relief et la taille des projets expliquent une part des écarts.",
      "بالدرهم الجاري؛ وتفسر التضاريس وحجم المشاريع جزءا من الفوارق.",
      "Current dirhams; terrain and size explain part of the differences.",
    ],
    marts: "fct_project_unit_cost",
    columns: "sector unit region_code projects d1_mad q1_mad median_mad q3_mad d9_mad sample",
    key: "sector unit region_code",
    sql: "select * from fct_project_unit_cost where region_code is not null",
  }),
  dataset({
    ...shared,
    slug: "projets-equite-territoriale",
    title: [
      "Équité territoriale : besoins et projets par commune",
      "الإنصاف المجالي: الحاجيات والمشاريع حسب الجماعة",
      "Territorial equity: needs and projects by commune",
    ],
    about: [
      "Électricité, eau courante, illettrisme et éloignement de la route en 2014 et 2024, et ce que les programmes y ont fait.",
      "الكهرباء والماء الجاري والأمية والبعد عن الطريق سنتي 2014 و2024 وما أنجزته البرامج.",
      "Electricity, running water, illiteracy and distance to a road in 2014 and 2024, and what programmes did there.",
    ],
    limits: [
      "Les besoins viennent des recensements (données réelles) ; les projets, des exports.",
      "الحاجيات من الإحصاءين (معطيات حقيقية)؛ والمشاريع من الإيداعات.",
      "Needs come from the censuses (real data); projects from the exports.",
    ],
    frequency: "ANNUAL",
    marts: "fct_project_equity",
    columns: `commune_code region_code province_code served projects budget_mad paid_mad population_2014 households_2014 population_2024 households_2024 ${EQUITY} sample`,
    key: "commune_code",
    sql: rounded("fct_project_equity", EQUITY),
  }),
  dataset({
    ...permits,
    slug: "indice-rokhas-intervalles",
    title: [
      "Indice Rokhas : intervalles de score et de rang",
      "مؤشر رخص: مجالات النقطة والترتيب",
      "Rokhas Index: intervals of score and rank",
    ],
    about: [
      "Ce que l'incertitude laisse au score et au rang de chaque unité : bornes, rang attendu, groupe, évolution.",
      "ما يتركه عدم اليقين لنقطة كل وحدة وترتيبها: الحدود والترتيب المتوقع والمجموعة والتطور.",
      "What uncertainty leaves of each unit's score and rank: bounds, expected rank, tier, change.",
    ],
    limits: [
      "Deux unités dont les intervalles se recouvrent ne se distinguent pas sûrement.",
      "لا يمكن الجزم بالفرق بين وحدتين يتداخل مجالاهما.",
      "Two units whose intervals overlap cannot be told apart for sure.",
    ],
    frequency: "QUARTERLY",
    marts: "idx_rokhas_band",
    columns: `period level code window index_name ${BAND} rank_low rank_high tier trend draws sample`,
    key: "period level code window index_name",
    sql: rounded("idx_rokhas_band", BAND),
  }),
  dataset({
    ...permits,
    slug: "indice-rokhas-sensibilite",
    title: [
      "Indice Rokhas : sensibilité aux choix",
      "مؤشر رخص: الحساسية للاختيارات",
      "Rokhas Index: sensitivity to choices",
    ],
    about: [
      "Part de chaque choix de méthode (pondération, normalisation…) dans la variation des rangs.",
      "حصة كل اختيار منهجي (الترجيح والتقييس…) في تغير الترتيب.",
      "What each choice of method (weights, normalisation…) does to the ranks.",
    ],
    limits: [
      "Indices de Sobol, de premier ordre et totaux.",
      "مؤشرات سوبول من الدرجة الأولى والإجمالية.",
      "Sobol indices, first order and total.",
    ],
    frequency: "QUARTERLY",
    marts: "idx_rokhas_sensitivity",
    columns: "period level window factor first_order total_order mean_shift runs sample",
    key: "period level window factor",
    sql: rounded("idx_rokhas_sensitivity", "first_order total_order mean_shift"),
  }),
  dataset({
    ...permits,
    slug: "permis-hexagones",
    title: ["Permis par hexagones de 11 km", "الرخص حسب سداسيات من 11 كلم", "Permits by hexagons of 11 km"],
    about: [
      "Dossiers déposés par année, domaine et hexagone, arrondis à cinq, et part décidée dans le délai.",
      "الملفات المودعة حسب السنة والمجال والسداسي، مقربة إلى خمسة، والحصة المبتوت فيها داخل الأجل.",
      "Files deposited by year, domain and hexagon, rounded to five, and share decided on time.",
    ],
    limits: [
      "Vide sous dix dossiers ; aucun lieu n'est plus précis qu'un hexagone.",
      "فارغ حين يقل العدد عن عشرة؛ ولا يوجد مكان أدق من السداسي.",
      "Empty under ten files; no place is finer than a hexagon.",
    ],
    frequency: "ANNUAL",
    marts: "fct_permit_hexagon",
    columns: "permit_year hexagon domain region_code province_code lon lat files on_time_rate sample",
    key: "permit_year hexagon domain",
    point: ["lon", "lat"],
    splitBy: "permit_year",
    sql: "select * from fct_permit_hexagon",
  }),
];
