import { say, type Text } from "#warehouse/text.ts";
import type { Table } from "../sources/index.ts";

/** Faults of a row: the row stays out, the rest of its file goes in. */
export const ROW_FAULTS = {
  column_count: say(
    "Le nombre de colonnes n'est pas celui de l'en-tête.",
    "عدد الأعمدة لا يطابق رأس الجدول.",
    "The number of columns is not the header's.",
  ),
  broken_quotes: say(
    "Un guillemet est ouvert ou fermé au mauvais endroit.",
    "علامة اقتباس مفتوحة أو مغلقة في غير موضعها.",
    "A quote opens or closes in the wrong place.",
  ),
  line_too_long: say(
    "La ligne dépasse la taille permise.",
    "السطر يتجاوز الحجم المسموح به.",
    "The line is longer than allowed.",
  ),
  unreadable_row: say("La ligne ne se lit pas.", "تتعذر قراءة السطر.", "The line cannot be read."),
  required: say(
    "La valeur manque, alors qu'elle est obligatoire.",
    "القيمة إلزامية وهي غير موجودة.",
    "The value is missing, and it is required.",
  ),
  not_a_decimal: say(
    "Ce n'est pas un nombre décimal écrit comme convenu.",
    "ليست عددا عشريا مكتوبا على النحو المتفق عليه.",
    "Not a decimal number in the agreed form.",
  ),
  not_an_integer: say("Ce n'est pas un nombre entier.", "ليست عددا صحيحا.", "Not a whole number."),
  not_a_date: say(
    "Ce n'est pas une date écrite comme convenu.",
    "ليست تاريخا مكتوبا على النحو المتفق عليه.",
    "Not a date in the agreed form.",
  ),
  not_a_timestamp: say(
    "Ce n'est pas un instant écrit comme convenu.",
    "ليست لحظة زمنية مكتوبة على النحو المتفق عليه.",
    "Not an instant in the agreed form.",
  ),
  not_a_boolean: say(
    "Ce n'est ni « true » ni « false ».",
    "ليست true ولا false.",
    "Neither “true” nor “false”.",
  ),
  cell_error: say(
    "La cellule contient une erreur de calcul.",
    "تحتوي الخلية على خطأ في الحساب.",
    "The cell holds an error value.",
  ),
  not_in_list: say(
    "La valeur n'est pas dans la liste du contrat.",
    "القيمة غير واردة في لائحة العقد.",
    "The value is not in the contract's list.",
  ),
  bad_pattern: say(
    "Le code n'a pas la forme prévue.",
    "الرمز ليس على الشكل المنصوص عليه.",
    "The code does not have the agreed form.",
  ),
  too_long: say(
    "Le texte est plus long que prévu.",
    "النص أطول من المسموح به.",
    "The text is longer than allowed.",
  ),
  out_of_range: say(
    "Le nombre est hors des bornes du contrat.",
    "العدد خارج حدود العقد.",
    "The number is outside the contract's bounds.",
  ),
  unknown_territory: say(
    "Ce code n'est pas celui d'une unité territoriale admise ici.",
    "هذا الرمز لا يخص وحدة ترابية مقبولة هنا.",
    "Not the code of a territorial unit that may stand here.",
  ),
  outside_period: say(
    "La date est hors de la période du fichier.",
    "التاريخ خارج فترة الملف.",
    "The date lies outside the file's period.",
  ),
  duplicate_key: say(
    "Une ligne précédente porte déjà cette clé.",
    "سبق لسطر آخر أن حمل هذا المفتاح.",
    "An earlier line has this key already.",
  ),
  duplicate_row: say(
    "La ligne répète une ligne précédente.",
    "السطر تكرار لسطر سابق.",
    "The line repeats an earlier one.",
  ),
} as const satisfies Record<string, Text>;

/** Faults of a file: none of its rows goes in. */
export const FILE_FAULTS = {
  empty_file: say(
    "Le fichier est vide : il n'a pas même d'en-tête.",
    "الملف فارغ ولا يحتوي حتى على رأس.",
    "The file is empty: it has not even a header.",
  ),
  header_absent: say(
    "La première ligne n'est pas l'en-tête du contrat.",
    "السطر الأول ليس رأس العقد.",
    "The first line is not the contract's header.",
  ),
  header_missing: say(
    "Une colonne du contrat manque.",
    "ينقص عمود من أعمدة العقد.",
    "A column of the contract is missing.",
  ),
  header_unexpected: say(
    "Une colonne n'est pas au contrat.",
    "عمود غير وارد في العقد.",
    "A column is not in the contract.",
  ),
  header_renamed: say(
    "Une colonne porte un autre nom que celui du contrat.",
    "عمود يحمل اسما غير اسمه في العقد.",
    "A column has another name than the contract's.",
  ),
  header_duplicate: say(
    "Deux colonnes portent le même nom.",
    "عمودان يحملان الاسم نفسه.",
    "Two columns have the same name.",
  ),
  header_reordered: say(
    "Les colonnes ne sont pas dans l'ordre du contrat.",
    "الأعمدة ليست على ترتيب العقد.",
    "The columns are not in the contract's order.",
  ),
  bad_encoding: say(
    "Un octet n'appartient pas à l'encodage annoncé ; sa place est donnée.",
    "بايت لا ينتمي إلى الترميز المعلن؛ موضعه مبيَّن.",
    "A byte does not belong to the stated encoding; its offset is given.",
  ),
  drift_delimiter: say(
    "Le séparateur des colonnes n'est pas celui qui est annoncé.",
    "فاصل الأعمدة ليس الفاصل المعلن.",
    "The columns are parted by another delimiter than the stated one.",
  ),
  drift_encoding: say(
    "Le texte est en UTF-8, alors qu'un autre encodage est annoncé.",
    "النص مكتوب بترميز UTF-8 بينما أُعلن ترميز آخر.",
    "The text is UTF-8, and another encoding is stated.",
  ),
  drift_type: say(
    "Une colonne ne contient plus le type de valeur du contrat.",
    "لم يعد عمود يحتوي على نوع القيم الوارد في العقد.",
    "A column no longer holds the contract's type of value.",
  ),
  drift_date_format: say(
    "Les dates d'une colonne sont écrites dans un autre format que celui annoncé.",
    "تواريخ أحد الأعمدة مكتوبة بتنسيق غير المعلن.",
    "The dates of a column are in another format than the stated one.",
  ),
  drift_enum: say(
    "Une valeur nouvelle revient souvent dans une colonne à liste.",
    "قيمة جديدة تتكرر في عمود ذي لائحة محددة.",
    "A new value comes often in a column that has a list.",
  ),
  drift_grain: say(
    "Les lignes n'ont plus le grain du contrat : leur clé se répète, ou elles sont d'une autre période.",
    "لم تعد الأسطر على مستوى تفصيل العقد: يتكرر مفتاحها أو تخص فترة أخرى.",
    "The rows no longer have the contract's grain: their key repeats, or they are of another period.",
  ),
  drift_unit: say(
    "Les montants sont cent ou mille fois ceux des autres exports : l'unité a sans doute changé.",
    "المبالغ تعادل مئة أو ألف ضعف مبالغ التصديرات الأخرى: لعل الوحدة تغيرت.",
    "The amounts are a hundred or a thousand times those of the other exports: the unit may have changed.",
  ),
  drift_volume: say(
    "Le nombre de lignes est très loin de celui des autres exports.",
    "عدد الأسطر بعيد جدا عن عدد أسطر التصديرات الأخرى.",
    "The number of rows is far from that of the other exports.",
  ),
  open_quote: say("Un guillemet n'est jamais refermé.", "علامة اقتباس لم تُغلق.", "A quote is never closed."),
  records_unclear: say(
    "Le découpage du fichier en lignes est ambigu.",
    "تقسيم الملف إلى أسطر ملتبس.",
    "How the file divides into rows is unclear.",
  ),
  unreadable_file: say(
    "Le fichier ne se lit pas comme le contrat le veut.",
    "تتعذر قراءة الملف وفق العقد.",
    "The file cannot be read as the contract has it.",
  ),
  archive_unsafe: say(
    "L'archive contient un nom qui en sort, un lien ou du chiffré.",
    "يحتوي الأرشيف على اسم يخرج منه أو على رابط أو على محتوى مشفر.",
    "The archive holds a name that leads out of it, a link, or something encrypted.",
  ),
  archive_too_large: say(
    "Ce que le fichier contient dépasse la taille ou le taux de compression permis.",
    "محتوى الملف يتجاوز الحجم أو نسبة الضغط المسموح بهما.",
    "What the file holds is larger, or packed more densely, than allowed.",
  ),
  archive_too_many: say(
    "L'archive contient trop d'entrées.",
    "يحتوي الأرشيف على مداخل أكثر من المسموح به.",
    "The archive has too many entries.",
  ),
  archive_ambiguous: say(
    "L'archive doit contenir un seul fichier de données, d'un format connu.",
    "يجب أن يحتوي الأرشيف على ملف بيانات واحد بتنسيق معروف.",
    "The archive must hold one data file, of a known format.",
  ),
  sheet_absent: say(
    "Aucune feuille n'a l'en-tête du contrat.",
    "لا توجد ورقة تحمل رأس العقد.",
    "No sheet has the contract's header.",
  ),
  sheets_differ: say(
    "Les feuilles n'ont pas les mêmes colonnes.",
    "الأوراق ليست لها الأعمدة نفسها.",
    "The sheets do not have the same columns.",
  ),
  file_too_costly: say(
    "La lecture du fichier dépasse le temps ou la mémoire permis.",
    "قراءة الملف تتجاوز الوقت أو الذاكرة المسموح بهما.",
    "Reading the file takes more time or memory than allowed.",
  ),
  row_count_mismatch: say(
    "Le nombre de lignes n'est pas celui que le manifeste annonce.",
    "عدد الأسطر لا يطابق ما يعلنه البيان.",
    "The number of rows is not the one that the manifest states.",
  ),
  sha256_mismatch: say(
    "Le contenu n'est pas celui que le manifeste annonce.",
    "المحتوى لا يطابق ما يعلنه البيان.",
    "The content is not the one that the manifest states.",
  ),
  name_mismatch: say(
    "Le manifeste parle d'un autre système, d'une autre table ou d'une autre période.",
    "البيان يخص نظاما أو جدولا أو فترة أخرى.",
    "The manifest speaks of another system, table or period.",
  ),
  manifest_invalid: say("Le manifeste ne se lit pas.", "تتعذر قراءة البيان.", "The manifest cannot be read."),
  format_not_accepted: say(
    "Le contrat n'accepte pas ce format.",
    "العقد لا يقبل هذا التنسيق.",
    "The contract does not accept this format.",
  ),
} as const satisfies Record<string, Text>;

export type RowFault = keyof typeof ROW_FAULTS;
export type FileFault = keyof typeof FILE_FAULTS;
export type FaultCode = RowFault | FileFault;

const ALL: Readonly<Record<string, Text>> = { ...ROW_FAULTS, ...FILE_FAULTS };

/** A fault in words: the engine's own list, or a rule of the table's contract; null for a code of neither. */
export function faultText(code: string, table?: Table): Text | null {
  return ALL[code] ?? table?.rules.find((rule) => rule.code === code)?.says ?? null;
}
