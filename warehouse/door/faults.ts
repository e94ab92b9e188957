import { QueryError } from "../errors.ts";
import type { Text } from "../text.ts";

/** Every refusal of the door: a stable code, a sentence in three languages, no path, no SQL. */
export const faults = {
  badSpec: (field: string, expected: Text) =>
    new QueryError(
      "bad_spec",
      {
        fr: `Question mal formée : ${field} : ${expected.fr}`,
        ar: `صيغة السؤال غير صحيحة: ${field}: ${expected.ar}`,
        en: `Malformed query: ${field}: ${expected.en}`,
      },
      { place: { column: field } },
    ),
  unknownField: (field: string, near: string | null) =>
    new QueryError(
      "unknown_parameter",
      {
        fr: `Paramètre inconnu : ${field}${near === null ? "" : ` ; vouliez-vous dire ${near} ?`}`,
        ar: `معلمة غير معروفة: ${field}${near === null ? "" : `؛ هل تقصد ${near}؟`}`,
        en: `Unknown parameter: ${field}${near === null ? "" : `; did you mean ${near}?`}`,
      },
      { place: { column: field } },
    ),
  unknownMetric: (name: string, near: string | null) =>
    new QueryError("unknown_metric", {
      fr: `Indicateur inconnu : ${name}${near === null ? "" : ` ; vouliez-vous dire ${near} ?`}`,
      ar: `مؤشر غير معروف: ${name}${near === null ? "" : `؛ هل تقصد ${near}؟`}`,
      en: `Unknown metric: ${name}${near === null ? "" : `; did you mean ${near}?`}`,
    }),
  unknownDimension: (name: string, near: string | null) =>
    new QueryError("unknown_dimension", {
      fr: `Dimension inconnue : ${name}${near === null ? "" : ` ; vouliez-vous dire ${near} ?`}`,
      ar: `بُعد غير معروف: ${name}${near === null ? "" : `؛ هل تقصد ${near}؟`}`,
      en: `Unknown dimension: ${name}${near === null ? "" : `; did you mean ${near}?`}`,
    }),
  notADimensionOf: (dimension: string, metric: string, near: string | null) =>
    new QueryError("dimension_not_available", {
      fr: `La dimension ${dimension} ne s’applique pas à ${metric}${near === null ? "" : ` ; essayez ${near}`}`,
      ar: `البُعد ${dimension} لا ينطبق على ${metric}${near === null ? "" : `؛ جرّب ${near}`}`,
      en: `Dimension ${dimension} does not apply to ${metric}${near === null ? "" : `; try ${near}`}`,
    }),
  unknownOrder: (name: string, near: string | null) =>
    new QueryError("unknown_order", {
      fr: `Tri impossible sur ${name}, absent de la réponse${near === null ? "" : ` ; essayez ${near}`}`,
      ar: `لا يمكن الترتيب حسب ${name} لأنه غير موجود في الجواب${near === null ? "" : `؛ جرّب ${near}`}`,
      en: `Cannot order by ${name}, which the answer does not have${near === null ? "" : `; try ${near}`}`,
    }),
  unknownTotal: (name: string, near: string | null) =>
    new QueryError("unknown_total", {
      fr: `Total impossible par ${name}, absent de groupBy${near === null ? "" : ` ; essayez ${near}`}`,
      ar: `لا يمكن الجمع حسب ${name} لأنه غير موجود في groupBy${near === null ? "" : `؛ جرّب ${near}`}`,
      en: `No total by ${name}, which groupBy does not have${near === null ? "" : `; try ${near}`}`,
    }),
  tooBroad: () =>
    new QueryError("too_broad", {
      fr: "Trop de lignes derrière ce chiffre pour les lister : précisez le lieu ou la période",
      ar: "عدد الأسطر وراء هذا الرقم أكبر من أن يُسرد: حدّد المكان أو الفترة",
      en: "Too many rows behind this figure to list them: narrow the place or the period",
    }),
  unknownTable: (name: string, near: string | null) =>
    new QueryError("unknown_table", {
      fr: `Aucun export ${name} derrière ce chiffre${near === null ? "" : ` ; essayez ${near}`}`,
      ar: `لا يوجد ملف ${name} وراء هذا الرقم${near === null ? "" : `؛ جرّب ${near}`}`,
      en: `No export ${name} behind this figure${near === null ? "" : `; try ${near}`}`,
    }),
  notTogether: (one: string, other: string) =>
    new QueryError("not_together", {
      fr: `${one} et ${other} ne se demandent pas ensemble`,
      ar: `لا يمكن طلب ${one} و${other} معا`,
      en: `${one} and ${other} cannot be asked together`,
    }),
  duplicate: (name: string) =>
    new QueryError("duplicate_name", {
      fr: `Nom demandé deux fois : ${name}`,
      ar: `اسم مطلوب مرتين: ${name}`,
      en: `Name asked twice: ${name}`,
    }),
  badValue: (dimension: string, expected: string) =>
    new QueryError("bad_value", {
      fr: `Valeur refusée pour ${dimension} : ${expected}`,
      ar: `قيمة مرفوضة للبُعد ${dimension}: ${expected}`,
      en: `Value refused for ${dimension}: ${expected}`,
    }),
  badPeriod: (field: string, expected: string) =>
    new QueryError("bad_period", {
      fr: `Période refusée (${field}) : attendu ${expected}`,
      ar: `فترة مرفوضة (${field}): المتوقع ${expected}`,
      en: `Period refused (${field}): expected ${expected}`,
    }),
  compareNeedsWindow: () =>
    new QueryError("compare_needs_window", {
      fr: "Comparer à la période précédente demande une série, ou time.from et time.to",
      ar: "المقارنة مع الفترة السابقة تتطلب سلسلة زمنية أو time.from و time.to",
      en: "Comparing with the previous period needs a series, or time.from and time.to",
    }),
  tooManyRows: (max: number) =>
    new QueryError(
      "too_many_rows",
      {
        fr: `La réponse dépasse ${max} lignes : précisez la question ou donnez limit`,
        ar: `الجواب يتجاوز ${max} سطر: ضيّق السؤال أو حدّد limit`,
        en: `The answer exceeds ${max} rows: narrow the query or give limit`,
      },
      { status: 413 },
    ),
  deadline: (ms: number, cause?: unknown) =>
    new QueryError(
      "deadline",
      {
        fr: `La question a dépassé ${ms} ms et a été arrêtée`,
        ar: `تجاوز السؤال ${ms} ميلي ثانية وتم إيقافه`,
        en: `The query passed ${ms} ms and was stopped`,
      },
      { status: 503, cause },
    ),
  busy: () =>
    new QueryError(
      "busy",
      {
        fr: "Trop de questions en cours : réessayez dans quelques secondes",
        ar: "عدد الأسئلة الجارية كبير: أعد المحاولة بعد بضع ثوان",
        en: "Too many queries at once: try again in a few seconds",
      },
      { status: 503 },
    ),
  noTerritory: () =>
    new QueryError(
      "no_territory",
      {
        fr: "Ce compte n’est rattaché à aucun territoire",
        ar: "هذا الحساب غير مرتبط بأي مجال ترابي",
        en: "This account is attached to no territory",
      },
      { status: 403 },
    ),
  unscopable: (metric: string) =>
    new QueryError(
      "not_in_scope",
      {
        fr: `${metric} n’est pas rattaché à un territoire : il est réservé au niveau national`,
        ar: `${metric} غير مرتبط بمجال ترابي: وهو مخصص للمستوى الوطني`,
        en: `${metric} is tied to no territory: it is kept for the national level`,
      },
      { status: 403 },
    ),
  failed: (cause: unknown) =>
    new QueryError(
      "query_failed",
      {
        fr: "La question n’a pas pu être calculée",
        ar: "تعذر حساب السؤال",
        en: "The query could not be computed",
      },
      { status: 500, cause },
    ),
};
