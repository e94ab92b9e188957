import type { Text } from "#warehouse/text.ts";
import type { Field, FieldType } from "./types.ts";

const field = (name: string, type: FieldType, label: Text, unit?: string): Field =>
  unit === undefined ? { name, type, label } : { name, type, label, unit };
const text = (fr: string, ar: string, en: string): Text => ({ fr, ar, en });
const money = (name: string, label: Text) => field(name, "decimal", label, "MAD");

/** Every column that a dataset may hold, described once. */
export const FIELDS = {
  collectivity_code: field(
    "collectivity_code",
    "string",
    text(
      "Code HCP de la collectivité",
      "رمز المندوبية السامية للتخطيط للجماعة الترابية",
      "HCP code of the collectivity",
    ),
  ),
  collectivity_name_fr: field(
    "collectivity_name_fr",
    "string",
    text("Nom en français", "الاسم بالفرنسية", "Name in French"),
  ),
  collectivity_name_ar: field(
    "collectivity_name_ar",
    "string",
    text("Nom en arabe", "الاسم بالعربية", "Name in Arabic"),
  ),
  collectivity_type: field(
    "collectivity_type",
    "string",
    text(
      "Type de collectivité (region, province, commune)",
      "نوع الجماعة الترابية",
      "Type of collectivity (region, province, commune)",
    ),
  ),
  region_code: field("region_code", "string", text("Code de la région", "رمز الجهة", "Region code")),
  province_code: field(
    "province_code",
    "string",
    text("Code de la province ou préfecture", "رمز العمالة أو الإقليم", "Code of the prefecture or province"),
  ),
  fiscal_year: field("fiscal_year", "integer", text("Exercice budgétaire", "السنة المالية", "Fiscal year")),
  month_start: field(
    "month_start",
    "date",
    text("Premier jour du mois", "أول يوم من الشهر", "First day of the month"),
  ),
  direction: field(
    "direction",
    "string",
    text(
      "Sens : R recettes, D dépenses",
      "الاتجاه: R مداخيل، D نفقات",
      "Direction: R receipts, D expenditure",
    ),
  ),
  part: field(
    "part",
    "string",
    text(
      "Partie : 1 fonctionnement, 2 équipement",
      "الجزء: 1 التسيير، 2 التجهيز",
      "Part: 1 operating, 2 investment",
    ),
  ),
  chapter: field("chapter", "string", text("Chapitre", "الباب", "Chapter")),
  line_code: field(
    "line_code",
    "string",
    text(
      "Code de la ligne budgétaire (10 chiffres)",
      "رمز السطر الميزانياتي (10 أرقام)",
      "Budget line code (10 digits)",
    ),
  ),
  line_label_fr: field(
    "line_label_fr",
    "string",
    text("Intitulé de la ligne en français", "تسمية السطر بالفرنسية", "Line label in French"),
  ),
  line_label_ar: field(
    "line_label_ar",
    "string",
    text("Intitulé de la ligne en arabe", "تسمية السطر بالعربية", "Line label in Arabic"),
  ),
  management: field(
    "management",
    "string",
    text(
      "Gestion de la recette : TRANSFERE, ETAT, CT",
      "تدبير المدخول: محول، الدولة، الجماعة الترابية",
      "Receipt managed by: TRANSFERE (transferred), ETAT (State), CT (collectivity)",
    ),
  ),
  nature: field(
    "nature",
    "string",
    text(
      "Nature : direct, indirect, non_fiscal",
      "الطبيعة: مباشر، غير مباشر، غير جبائي",
      "Nature: direct, indirect, non_fiscal",
    ),
  ),
  credit_initial_mad: money(
    "credit_initial_mad",
    text("Crédit initial", "الاعتماد الأولي", "Initial credit"),
  ),
  credit_final_mad: money("credit_final_mad", text("Crédit définitif", "الاعتماد النهائي", "Final credit")),
  committed_mad: money("committed_mad", text("Engagé", "المبالغ الملتزم بها", "Committed")),
  ordered_mad: money("ordered_mad", text("Mandaté", "المبالغ المأمور بصرفها", "Ordered")),
  paid_mad: money("paid_mad", text("Payé", "المبالغ المؤداة", "Paid")),
  raised_mad: money("raised_mad", text("Émis", "المبالغ الصادرة", "Raised")),
  reduced_mad: money(
    "reduced_mad",
    text("Annulations et non-valeurs", "الإلغاءات والديون المسقطة", "Cancelled or written off"),
  ),
  collected_mad: money("collected_mad", text("Recouvré", "المبالغ المحصلة", "Collected")),
  period: field(
    "period",
    "string",
    text("Trimestre (AAAA-Tn noté AAAA-Qn)", "الفصل من السنة", "Quarter (YYYY-Qn)"),
  ),
  level: field(
    "level",
    "string",
    text("Niveau : commune, province, region, nation", "المستوى", "Level: commune, province, region, nation"),
  ),
  code: field(
    "code",
    "string",
    text("Code de l'unité territoriale", "رمز الوحدة الترابية", "Code of the territorial unit"),
  ),
  name_fr: field("name_fr", "string", text("Nom en français", "الاسم بالفرنسية", "Name in French")),
  name_ar: field("name_ar", "string", text("Nom en arabe", "الاسم بالعربية", "Name in Arabic")),
  files: field(
    "files",
    "integer",
    text("Dossiers sur douze mois", "عدد الملفات خلال اثني عشر شهرا", "Files over twelve months"),
    "files",
  ),
  eligibility: field(
    "eligibility",
    "string",
    text("Admission au classement", "الأهلية للترتيب", "Eligibility for the ranking"),
  ),
  rank_delai: field(
    "rank_delai",
    "integer",
    text("Rang au sous-indice délai", "الرتبة في المؤشر الفرعي للآجال", "Rank on the delay sub-index"),
  ),
  delai: field(
    "delai",
    "number",
    text("Sous-indice délai (0 à 100)", "المؤشر الفرعي للآجال (من 0 إلى 100)", "Delay sub-index (0 to 100)"),
    "points",
  ),
  segment: field(
    "segment",
    "string",
    text(
      "Strate de population (recensement 2014)",
      "شريحة السكان (إحصاء 2014)",
      "Population segment (2014 census)",
    ),
  ),
  kind: field("kind", "string", text("Type d'unité", "نوع الوحدة", "Kind of unit")),
  parent_code: field(
    "parent_code",
    "string",
    text("Code de l'unité supérieure", "رمز الوحدة الأعلى", "Code of the parent unit"),
  ),
  population_2014: field(
    "population_2014",
    "integer",
    text("Population légale 2014", "السكان القانونيون 2014", "Legal population 2014"),
    "persons",
  ),
  population_2024: field(
    "population_2024",
    "integer",
    text("Population légale 2024", "السكان القانونيون 2024", "Legal population 2024"),
    "persons",
  ),
  households_2024: field(
    "households_2024",
    "integer",
    text("Ménages 2024", "الأسر 2024", "Households 2024"),
    "households",
  ),
  project_id: field(
    "project_id",
    "string",
    text("Identifiant du projet", "معرف المشروع", "Project identifier"),
  ),
  programme: field("programme", "string", text("Programme", "البرنامج", "Programme")),
  sector: field("sector", "string", text("Secteur", "القطاع", "Sector")),
  plan_year: field("plan_year", "integer", text("Plan d'action annuel", "مخطط العمل السنوي", "Yearly plan")),
  commune_code: field(
    "commune_code",
    "string",
    text("Code de la commune principale", "رمز الجماعة الرئيسية", "Code of the lead commune"),
  ),
  budget_mad: money("budget_mad", text("Budget du projet", "ميزانية المشروع", "Project budget")),
  planned_value_mad: money(
    "planned_value_mad",
    text("Valeur planifiée à date", "القيمة المخططة إلى حدود التاريخ", "Planned value to date"),
  ),
  earned_value_mad: money(
    "earned_value_mad",
    text("Valeur acquise à date", "القيمة المكتسبة إلى حدود التاريخ", "Earned value to date"),
  ),
  actual_cost_mad: money(
    "actual_cost_mad",
    text("Coût réel à date", "التكلفة الفعلية إلى حدود التاريخ", "Actual cost to date"),
  ),
  physical_ratio: field(
    "physical_ratio",
    "number",
    text("Avancement physique (0 à 1)", "التقدم المادي (من 0 إلى 1)", "Physical progress (0 to 1)"),
    "ratio",
  ),
  spi: field(
    "spi",
    "number",
    text("Indice de performance des délais (SPI)", "مؤشر أداء الآجال", "Schedule performance index (SPI)"),
    "ratio",
  ),
  status: field("status", "string", text("État du projet", "حالة المشروع", "Project status")),
  sample: field(
    "sample",
    "boolean",
    text("Vrai : donnée d'exemple, fictive", "صحيح: معطى تجريبي غير حقيقي", "True: sample data, not real"),
  ),
} as const satisfies Record<string, Field>;

export const fields = (...names: (keyof typeof FIELDS)[]): Field[] => names.map((name) => FIELDS[name]);
