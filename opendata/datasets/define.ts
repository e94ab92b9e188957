import type { Text } from "#warehouse/text.ts";
import type { Dataset, Frequency, Guard, LicenceKey, Theme } from "../types.ts";

/** French, Arabic, English. */
export type Three = readonly [fr: string, ar: string, en: string];

export const text = ([fr, ar, en]: Three): Text => ({ fr, ar, en });
const words = (list: string): readonly string[] => list.split("|").map((word) => word.trim());

export interface Definition {
  readonly slug: string;
  readonly title: Three;
  readonly about: Three;
  /** Words of each language, separated by `|`. */
  readonly keywords: Three;
  readonly limits: Three;
  readonly marts: string;
  readonly columns: string;
  readonly key: string;
  readonly sql: string;
  readonly splitBy?: string;
  readonly theme?: Theme;
  readonly frequency?: Frequency;
  readonly licence?: LicenceKey;
  readonly law?: Three;
  readonly quality?: Three;
  readonly real?: boolean;
  readonly guard?: Guard;
  readonly coverage?: readonly [from: string, to: string];
  readonly point?: readonly [lon: string, lat: string];
}

export const LAW = {
  finance: [
    "Loi 31-13, article 10 : les budgets des collectivités territoriales et leurs états comptables et financiers sont publiés.",
    "القانون 31.13، المادة 10: تنشر ميزانيات الجماعات الترابية وقوائمها المحاسبية والمالية.",
    "Law 31-13, article 10: the budgets of territorial collectivities and their financial statements are published.",
  ],
  recovery: [
    "Loi 31-13, article 10 ; lois 47-06 et 39-07 sur la fiscalité des collectivités territoriales ; loi 15-97 sur le recouvrement.",
    "القانون 31.13، المادة 10؛ القانونان 47.06 و39.07 المتعلقان بجبايات الجماعات الترابية؛ القانون 15.97 المتعلق بالتحصيل.",
    "Law 31-13, article 10; laws 47-06 and 39-07 on local taxation; law 15-97 on collection.",
  ],
  payment: [
    "Loi 31-13, article 10 ; décret 2-16-344 sur les délais de paiement et les intérêts moratoires.",
    "القانون 31.13، المادة 10؛ المرسوم 2.16.344 المتعلق بآجال الأداء وفوائد التأخير.",
    "Law 31-13, article 10; decree 2-16-344 on payment times and late interest.",
  ],
  permits: [
    "Loi 31-13, article 10 (statistiques) ; arrêté conjoint 1839.23 (délais) ; loi 55-19 (simplification des procédures).",
    "القانون 31.13، المادة 10 (الإحصائيات)؛ القرار المشترك 1839.23 (الآجال)؛ القانون 55.19 (تبسيط المساطر).",
    "Law 31-13, article 10 (statistics); joint order 1839.23 (time limits); law 55-19 (simplified procedures).",
  ],
  complaints: [
    "Loi 31-13, article 10 (statistiques) ; décret 2-17-265 sur les réclamations des usagers.",
    "القانون 31.13، المادة 10 (الإحصائيات)؛ المرسوم 2.17.265 المتعلق بشكايات المرتفقين.",
    "Law 31-13, article 10 (statistics); decree 2-17-265 on users' complaints.",
  ],
  programmes: [
    "Loi 31-13, article 10 : programmes et bilans d'avancement.",
    "القانون 31.13، المادة 10: البرامج وحصيلة تقدمها.",
    "Law 31-13, article 10: programmes and their progress.",
  ],
  census: [
    "Source : Haut-Commissariat au Plan, recensements de 2014 et 2024, aux conditions de réutilisation du HCP (CC BY 4.0).",
    "المصدر: المندوبية السامية للتخطيط، إحصاءا 2014 و2024، وفق شروط إعادة الاستعمال الخاصة بها (CC BY 4.0).",
    "Source: Haut-Commissariat au Plan, censuses of 2014 and 2024, under HCP's terms of reuse (CC BY 4.0).",
  ],
  open: [
    "Loi 31-13, article 10 : publication proactive.",
    "القانون 31.13، المادة 10: النشر الاستباقي.",
    "Law 31-13, article 10: proactive publication.",
  ],
} as const satisfies Record<string, Three>;

const QUALITY: Three = [
  "Chaque ligne reçue est comptée : chargée ou refusée. Les totaux des parties égalent ceux du tout, par contrôle à chaque livraison.",
  "كل سطر مستلم محسوب: محمَّل أو مرفوض. وتساوي مجاميع الأجزاء مجموع الكل بمراقبة عند كل إصدار.",
  "Every row received is counted, loaded or refused. Totals of the parts equal the whole, checked at each release.",
];

/** A whole definition out of a compact one: what most datasets share is said once. */
export function dataset(given: Definition): Dataset {
  const [fr, ar, en] = given.keywords;
  return {
    slug: given.slug,
    title: text(given.title),
    description: text(given.about),
    keywords: { fr: words(fr), ar: words(ar), en: words(en) },
    theme: given.theme ?? "GOVE",
    frequency: given.frequency ?? "MONTHLY",
    licence: given.licence ?? "loi-31-13",
    law: text(given.law ?? LAW.finance),
    limits: text(given.limits),
    quality: text(given.quality ?? QUALITY),
    marts: given.marts.split(" "),
    columns: given.columns.trim().split(/\s+/u),
    key: given.key.split(" "),
    splitBy: given.splitBy ?? null,
    sql: given.sql,
    real: given.real ?? false,
    guard: given.guard ?? null,
    coverage: given.coverage ?? null,
    point: given.point ?? null,
  };
}

/** Names and places of a collectivity, for the head of a file's rows. */
export const WHO =
  "collectivity_code collectivity_type collectivity_name_fr collectivity_name_ar region_code province_code";
export const WHO_SQL = (fact: string): string =>
  `${fact}.collectivity_code, any_value(${fact}.collectivity_type) as collectivity_type,
    any_value(t.name_fr) as collectivity_name_fr, any_value(t.name_ar) as collectivity_name_ar,
    any_value(t.region_code) as region_code, any_value(t.province_code) as province_code`;
const NAMES =
  "t.name_fr as collectivity_name_fr, t.name_ar as collectivity_name_ar, t.region_code, t.province_code";
/** The same, of facts that have one row a collectivity, or that are not added up. */
export const WHO_ROW = (fact: string): string =>
  `${fact}.collectivity_code, ${fact}.collectivity_type, ${NAMES}`;
/** A collectivity's code, names and place without its type; `f` are the facts. */
export const COUNCIL =
  "collectivity_code collectivity_name_fr collectivity_name_ar region_code province_code";
export const COUNCIL_SQL = `f.collectivity_code, ${NAMES}`;
export const placed = (mart: string): string =>
  `from ${mart} f join dim_territory t on t.code = f.collectivity_code`;

/** Amounts of a budget from vote to payment. */
export const AMOUNTS = "credit_initial_mad credit_final_mad committed_mad ordered_mad paid_mad";
/** Columns of the administrative account's expenditure. */
export const ACCOUNT =
  "credit_initial_mad credit_carried_mad credit_transfer_mad credit_amendment_mad credit_final_mad committed_mad ordered_mad paid_mad remaining_mad";

/** A list of columns, each made something of. */
export const each = (columns: string, make: (column: string) => string): string =>
  columns.split(" ").map(make).join(", ");
/** A sum in dirhams, in its contract's type. */
export const sum = (column: string, as: string = column.split(".").at(-1) ?? column): string =>
  `sum(${column})::decimal(18, 2) as ${as}`;
/** a ÷ b as a ratio, rounded; null where b is zero. */
export const ratio = (a: string, b: string, as: string): string =>
  `case when (${b}) <> 0 then round((${a})::double / (${b})::double, 6) end as ${as}`;
/** Sums of several columns of a fact, each under its name. */
export const sums = (columns: string, fact: string): string =>
  each(columns, (column) => sum(`${fact}.${column}`));
/** A mart as it is, its doubles rounded: the last digits of a sum of doubles depend on who added first. */
export const rounded = (mart: string, columns: string, digits = 6): string =>
  `select * replace (${each(columns, (column) => `round(${column}, ${digits}) as ${column}`)}) from ${mart}`;
