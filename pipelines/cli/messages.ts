import type { Lang, Text } from "#warehouse/text.ts";
import { ACCESS_MESSAGES } from "./messages-access.ts";
import { COMMAND_MESSAGES } from "./messages-commands.ts";

const MESSAGES = {
  ...COMMAND_MESSAGES,
  ...ACCESS_MESSAGES,
  error: { fr: "Erreur :", ar: "خطأ:", en: "Error:" },
  "stage.python": { fr: "Environnement Python", ar: "بيئة Python", en: "Python environment" },
  "stage.browser": { fr: "Fichiers du navigateur", ar: "ملفات المتصفح", en: "Browser files" },
  "stage.territory": { fr: "Territoire", ar: "التراب", en: "Territory" },
  "stage.sample": { fr: "Échantillon national", ar: "العينة الوطنية", en: "National sample" },
  "stage.land": { fr: "Réception", ar: "الاستلام", en: "Landing" },
  "stage.ingest": { fr: "Contrôle et chargement", ar: "المراقبة والتحميل", en: "Check and load" },
  "stage.dbt": { fr: "Modèles (dbt)", ar: "النماذج (dbt)", en: "Models (dbt)" },
  "stage.compute": { fr: "Intervalles de l’indice", ar: "مجالات ثقة المؤشر", en: "Intervals of the index" },
  "stage.rollups": { fr: "Agrégats", ar: "المجاميع", en: "Sums" },
  "stage.copy": { fr: "Tables de la version", ar: "جداول الإصدار", en: "Release tables" },
  "stage.steps": { fr: "Données ouvertes, cartes", ar: "البيانات المفتوحة والخرائط", en: "Open data, maps" },
  "stage.verify": { fr: "Vérification", ar: "التحقق", en: "Verification" },
  child_failed: {
    fr: "l’étape « {command} » s’est arrêtée (code {code})",
    ar: "توقفت مرحلة «{command}» (الرمز {code})",
    en: "the step “{command}” stopped (code {code})",
  },
  preparing: {
    fr: "Bayan se prépare : revenez dans un instant.",
    ar: "بيان قيد الإعداد: عد بعد لحظات.",
    en: "Bayan is getting ready: come back in a moment.",
  },
  ready: { fr: "Bayan est prêt : {url}", ar: "بيان جاهز: {url}", en: "Bayan is ready: {url}" },
  ready_release: {
    fr: "  version {id} · données jusqu’à {until} · {exports} exports · {seconds} s",
    ar: "  الإصدار {id} · بيانات إلى غاية {until} · {exports} إيداعا · {seconds} ث",
    en: "  release {id} · data up to {until} · {exports} exports · {seconds} s",
  },
  ready_sample: {
    fr: "  échantillon : chiffres inventés (échelle {scale}), territoire et recensement réels",
    ar: "  عينة: أرقام مختلقة (المقياس {scale})، والتراب والإحصاء حقيقيان",
    en: "  sample: invented figures (scale {scale}), real territory and census",
  },
  ready_quarantine: {
    fr: "  {rows} lignes en quarantaine : bayan quarantine",
    ar: "  عدد الأسطر في الحجر {rows}: ‎bayan quarantine‎",
    en: "  {rows} rows in quarantine: bayan quarantine",
  },
  ready_look: { fr: "  À voir :", ar: "  للاطلاع:", en: "  Look at:" },
  ready_stop: {
    fr: "  Ctrl+C pour arrêter ; « npm start » repart en quelques secondes.",
    ar: "  للإيقاف Ctrl+C؛ و‎npm start‎ يعيد التشغيل في ثوانٍ.",
    en: "  Ctrl+C stops it; “npm start” is back in a few seconds.",
  },
  stopping: { fr: "Arrêt…", ar: "جارٍ الإيقاف…", en: "Stopping…" },
  nothing_new: {
    fr: "rien de nouveau : la version {id} tient toujours ({seconds} s)",
    ar: "لا جديد: الإصدار {id} ما زال قائما ({seconds} ث)",
    en: "nothing new: release {id} still stands ({seconds} s)",
  },
  reproduced: {
    fr: "version {id} reconstruite entièrement : la même, à l’octet ({seconds} s)",
    ar: "أُعيد بناء الإصدار {id} كاملا: مطابق تماما ({seconds} ث)",
    en: "release {id} built anew: the same, to the byte ({seconds} s)",
  },
  published: {
    fr: "version {id} : {state} ({seconds} s)",
    ar: "الإصدار {id}: {state} ({seconds} ث)",
    en: "release {id}: {state} ({seconds} s)",
  },
  parity_told: {
    fr: "{equal} table(s) égales sur {count}",
    ar: "الجداول المتطابقة: {equal} من {count}",
    en: "{equal} of {count} tables equal",
  },
  release_state: { fr: "version {id} : {state}", ar: "الإصدار {id}: {state}", en: "release {id}: {state}" },
  real_exports: {
    fr: "des exports réels ont été reçus dans {home} : l’échantillon s’y mêlerait. Choisissez un autre BAYAN_HOME, ou « bayan sample --force ».",
    ar: "استُلمت إيداعات حقيقية في {home}: ستختلط بها العينة. اختر BAYAN_HOME آخر، أو ‎bayan sample --force‎.",
    en: "real exports were received in {home}: the sample would mix with them. Choose another BAYAN_HOME, or “bayan sample --force”.",
  },
  withdrawn: {
    fr: "la version {id} a été retirée : « bayan publish {id} » la remet en service",
    ar: "سُحب الإصدار {id}: الأمر ‎bayan publish {id}‎ يعيده إلى الخدمة",
    en: "release {id} was withdrawn: “bayan publish {id}” serves it again",
  },
  rows_line: {
    fr: "{files} fichiers nouveaux · {in} lignes reçues = {loaded} chargées + {refused} refusées",
    ar: "الملفات الجديدة {files} · الأسطر المستلمة {in} = محمّلة {loaded} + مرفوضة {refused}",
    en: "{files} new files · {in} rows in = {loaded} loaded + {refused} refused",
  },
  drift_stop: {
    fr: "  non publié : {system}/{file} : {code} ({detail}) ; le contrat arrête cette dérive",
    ar: "  لم يُنشر: {system}/{file}: {code} ({detail})؛ العقد يوقف هذا الانحراف",
    en: "  not published: {system}/{file}: {code} ({detail}); the contract stops for this drift",
  },
  rows_written: {
    fr: "{rows} lignes dans {file} : corrigez-les, puis « bayan quarantine --release {file} »",
    ar: "{rows} سطرا في {file}: صحّحها ثم شغّل ‎bayan quarantine --release {file}‎",
    en: "{rows} rows in {file}: correct them, then “bayan quarantine --release {file}”",
  },
  rows_released: {
    fr: "{rows} lignes corrigées dans inbox/{system}/{file} : « bayan run » les vérifie et les intègre",
    ar: "{rows} سطرا مصححا في inbox/{system}/{file}: شغّل ‎bayan run‎ للتحقق منها وإدخالها",
    en: "{rows} corrected rows in inbox/{system}/{file}: “bayan run” checks and loads them",
  },
  pull_failed: {
    fr: "  non reçu : {connection} {file} : {reason} ({what})",
    ar: "  لم يُستلم: {connection} {file}: {reason} ({what})",
    en: "  not fetched: {connection} {file}: {reason} ({what})",
  },
  file_refused: {
    fr: "  refusé en entier : {system}/{file} ({code})",
    ar: "  رُفض بكامله: {system}/{file} ({code})",
    en: "  refused as a whole: {system}/{file} ({code})",
  },
  file_stranger: {
    fr: "  nom inconnu, laissé en place : {system}/{file}",
    ar: "  اسم غير معروف، تُرك مكانه: {system}/{file}",
    en: "  unknown name, left where it is: {system}/{file}",
  },
  file_unfinished: {
    fr: "  encore en cours d’écriture, au prochain passage : {system}/{file}",
    ar: "  ما زال قيد الكتابة، في التشغيل المقبل: {system}/{file}",
    en: "  still being written, taken next time: {system}/{file}",
  },
  and_more: { fr: "  … et {count} autres", ar: "  … و{count} أخرى", en: "  … and {count} more" },
  sample_made: {
    fr: "échantillon national : {files} fichiers dans {inbox} ({seconds} s)",
    ar: "العينة الوطنية: عدد الملفات {files} في {inbox} ({seconds} ث)",
    en: "national sample: {files} files in {inbox} ({seconds} s)",
  },
  rolled_back: {
    fr: "version servie : {to} (auparavant {from}, retirée)",
    ar: "الإصدار المعروض: {to} (سابقا {from}، وقد سُحب)",
    en: "release served: {to} (before: {from}, withdrawn)",
  },
  no_releases: { fr: "aucune version", ar: "لا يوجد أي إصدار", en: "no release" },
  check_ok: { fr: "bon", ar: "سليم", en: "ok" },
  check_failed: { fr: "ÉCHEC", ar: "إخفاق", en: "FAILED" },
  verify_all: {
    fr: "{count} contrôles passés, version {id}",
    ar: "عدد المراقبات الناجحة {count}، الإصدار {id}",
    en: "{count} checks passed, release {id}",
  },
  verify_some: {
    fr: "{failed} contrôle(s) en échec sur {count}, version {id}",
    ar: "أخفقت {failed} من أصل {count} مراقبات، الإصدار {id}",
    en: "{failed} of {count} checks failed, release {id}",
  },
  storage_ready: {
    fr: "exports chargés : {copied} fichiers copiés dans rawStore, {missing} introuvables",
    ar: "الإيداعات المحمّلة: نُسخ {copied} من الملفات إلى rawStore، وتعذر العثور على {missing}",
    en: "loaded exports: {copied} files copied into rawStore, {missing} found nowhere",
  },
  landing_purged: {
    fr: "{files} fichiers reçus dont la durée de conservation est passée : retirés ({mib} Mio)",
    ar: "{files} ملفات مستلمة انقضت مدة الاحتفاظ بها: حُذفت ({mib} ميبي)",
    en: "{files} received files past their retention: removed ({mib} MiB)",
  },
  gc_done: {
    fr: "{removed} version(s) et {objects} objet(s) retirés, {mib} Mio rendus ; {kept} version(s) gardées",
    ar: "حُذف {removed} من الإصدارات و{objects} من الملفات، واستُرجع {mib} ميبي بايت؛ وبقي {kept} من الإصدارات",
    en: "{removed} release(s) and {objects} object(s) removed, {mib} MiB given back; {kept} release(s) kept",
  },
  needs_option: {
    fr: "il manque {option}",
    ar: "ينقص {option}",
    en: "{option} is missing",
  },
  unknown_report: {
    fr: "rapport inconnu : {name} (connus : {known})",
    ar: "تقرير غير معروف: {name} (المعروفة: {known})",
    en: "unknown report: {name} (known: {known})",
  },
  bad_choice: {
    fr: "{option} : {value} ; au choix : {known}",
    ar: "{option}: {value}؛ الاختيارات: {known}",
    en: "{option}: {value}; choose from: {known}",
  },
  bad_spec: {
    fr: "question illisible : {file} : {reason}",
    ar: "تعذرت قراءة السؤال: {file}: {reason}",
    en: "question cannot be read: {file}: {reason}",
  },
  report_made: {
    fr: "{file} ({pages} page(s), version {release})",
    ar: "{file} (عدد الصفحات {pages}، الإصدار {release})",
    en: "{file} ({pages} page(s), release {release})",
  },
  job_never: { fr: "jamais", ar: "أبدا", en: "never" },
  quarantine_none: { fr: "aucune ligne en quarantaine", ar: "لا أسطر في الحجر", en: "no row in quarantine" },
} as const satisfies Readonly<Record<string, Text>>;

export type MessageKey = keyof typeof MESSAGES;
export type CommandName = MessageKey extends infer Key
  ? Key extends `command.${infer Name}`
    ? Name
    : never
  : never;

/** A message in the language asked, its `{name}` places filled. */
export function say(
  lang: Lang,
  key: MessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return MESSAGES[key][lang].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** What people call a stage; a stage that nobody named goes by its own name. */
export function stageLabel(lang: Lang, stage: string): string {
  const key = `stage.${stage}`;
  return isMessageKey(key) ? say(lang, key) : stage;
}

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(MESSAGES, key);

/** The language of the command line before the settings are read. */
export function langOf(env: Readonly<Record<string, string | undefined>>): Lang {
  const given = (env.BAYAN_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || "fr")
    .slice(0, 2)
    .toLowerCase();
  return given === "ar" || given === "en" ? given : "fr";
}
