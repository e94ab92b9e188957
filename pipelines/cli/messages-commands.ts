import type { Text } from "#warehouse/text.ts";

/** What each command does and what its options mean, as `bayan --help` shows them. */
export const COMMAND_MESSAGES = {
  about: {
    fr: "Les données des collectivités territoriales, des exports à la publication",
    ar: "بيانات الجماعات الترابية، من الإيداع إلى النشر",
    en: "The data of territorial collectivities, from exports to publication",
  },
  "option.json": { fr: "réponse en JSON", ar: "الجواب بصيغة JSON", en: "answer in JSON" },
  "option.home": {
    fr: "dossier des données (BAYAN_HOME)",
    ar: "مجلد البيانات (BAYAN_HOME)",
    en: "data folder (BAYAN_HOME)",
  },
  "option.help": { fr: "cette aide", ar: "هذه المساعدة", en: "this help" },
  "option.source": {
    fr: "un seul système : gid, gir, rokhas, chikaya, prdts…",
    ar: "نظام واحد: gid أو gir أو rokhas أو chikaya أو prdts…",
    en: "one system only: gid, gir, rokhas, chikaya, prdts, …",
  },
  "option.full": { fr: "tout reconstruire", ar: "إعادة البناء كاملا", en: "build everything anew" },
  "option.as_of": {
    fr: "d’après les exports reçus jusqu’à ce jour, 2026-03-31",
    ar: "حسب الإيداعات المستلمة إلى هذا اليوم، 2026-03-31",
    en: "from the exports received by that day, 2026-03-31",
  },
  "option.target": { fr: "moteur : duckdb", ar: "المحرك: duckdb", en: "engine: duckdb" },
  "option.scale": { fr: "échelle, de 0 à 1", ar: "المقياس، من 0 إلى 1", en: "scale, 0 to 1" },
  "option.seed": { fr: "graine", ar: "البذرة", en: "seed" },
  "option.force": {
    fr: "même à côté d’exports réels",
    ar: "حتى مع وجود إيداعات حقيقية",
    en: "even beside real exports",
  },
  "option.until": { fr: "dernier mois, 2026-10", ar: "آخر شهر، 2026-10", en: "last month, 2026-10" },
  "option.by": {
    fr: "nom de la personne qui décide",
    ar: "اسم صاحب القرار",
    en: "name of the person who decides",
  },
  "option.keep": {
    fr: "nombre de versions gardées",
    ar: "عدد الإصدارات المحتفظ بها",
    en: "releases to keep",
  },
  "option.dry_run": { fr: "dire ce qui partirait", ar: "عرض ما سيُحذف دون حذفه", en: "say what would go" },
  "option.role": {
    fr: "répondre comme à ce rôle",
    ar: "الجواب كما يراه هذا الدور",
    en: "answer as this role sees it",
  },
  "option.territory": {
    fr: "code HCP ; MA : le pays",
    ar: "رمز المندوبية السامية؛ MA: البلاد",
    en: "HCP code; MA: the nation",
  },
  "option.spec": {
    fr: "la question dont un chiffre est à expliquer, un fichier JSON",
    ar: "السؤال المراد شرح رقم منه، ملف JSON",
    en: "the question whose figure to explain, a JSON file",
  },
  "option.row": {
    fr: 'sa ligne : {"region": "01"}',
    ar: 'سطره: {"region": "01"}',
    en: 'its row: {"region": "01"}',
  },
  "option.exports": {
    fr: "les exports à lister, système.table",
    ar: "الملفات المراد سردها، نظام.جدول",
    en: "the exports to list, system.table",
  },
  "option.page": { fr: "page de lignes", ar: "صفحة الأسطر", en: "page of rows" },
  "option.csv": { fr: "réponse en CSV", ar: "الجواب بصيغة CSV", en: "answer in CSV" },
  "option.period": {
    fr: "période, 2026-10 ; à défaut le dernier mois",
    ar: "الفترة، 2026-10؛ وإلا آخر شهر",
    en: "period, 2026-10; by default the last month",
  },
  "option.lang": { fr: "fr, ar ou en", ar: "fr أو ar أو en", en: "fr, ar or en" },
  "option.format": { fr: "pdf, html ou xlsx", ar: "pdf أو html أو xlsx", en: "pdf, html or xlsx" },
  "option.out": { fr: "fichier à écrire", ar: "الملف المراد كتابته", en: "file to write" },
  "option.table": { fr: "une seule table", ar: "جدول واحد", en: "one table only" },
  "option.limit": { fr: "nombre de lignes", ar: "عدد الأسطر", en: "number of rows" },
  "option.refused_out": {
    fr: "écrire dans ce fichier les lignes refusées d’une table, pour les corriger",
    ar: "كتابة الأسطر المرفوضة لجدول في هذا الملف لتصحيحها",
    en: "write a table’s refused rows to this file, to be corrected",
  },
  "option.refused_in": {
    fr: "remettre dans l’inbox les lignes corrigées de ce fichier",
    ar: "إعادة الأسطر المصححة من هذا الملف إلى صندوق الوارد",
    en: "put this file’s corrected rows back into the inbox",
  },
  "option.list": { fr: "lister les tâches", ar: "سرد المهام", en: "list the jobs" },
  "option.markdown": {
    fr: "les réglages en Markdown",
    ar: "الإعدادات بصيغة Markdown",
    en: "the settings in Markdown",
  },
  "help.usage": { fr: "Usage :", ar: "الاستعمال:", en: "Usage:" },
  "help.options": { fr: "Options :", ar: "الخيارات:", en: "Options:" },
  "help.commands": { fr: "Commandes :", ar: "الأوامر:", en: "Commands:" },
  "help.arguments": { fr: "Arguments :", ar: "المعطيات:", en: "Arguments:" },
  usage: {
    fr: "commande non comprise : {what} (bayan --help)",
    ar: "أمر غير مفهوم: {what} (‎bayan --help‎)",
    en: "command not understood: {what} (bayan --help)",
  },
  "command.start": {
    fr: "prépare ce qui manque, construit et sert le site",
    ar: "يُعِدّ ما ينقص ويبني الموقع ويعرضه",
    en: "sets up what is missing, builds and serves the site",
  },
  "command.sample": {
    fr: "écrit l’échantillon national dans la boîte de dépôt",
    ar: "يكتب العينة الوطنية في صندوق الإيداع",
    en: "writes the national sample into the inbox",
  },
  "command.run": {
    fr: "reçoit, contrôle, charge, construit, vérifie et publie",
    ar: "يستلم ويراقب ويحمّل ويبني ويتحقق وينشر",
    en: "lands, checks, loads, builds, verifies and publishes",
  },
  "command.build": {
    fr: "construit une version sans la publier",
    ar: "يبني إصدارا دون نشره",
    en: "builds a release without publishing it",
  },
  "command.publish": {
    fr: "valide et publie une version",
    ar: "يصادق على إصدار وينشره",
    en: "validates and publishes a release",
  },
  "command.releases": { fr: "liste les versions", ar: "يسرد الإصدارات", en: "lists the releases" },
  "command.rollback": {
    fr: "remet en service une version antérieure",
    ar: "يعيد إصدارا سابقا إلى الخدمة",
    en: "serves an earlier release again",
  },
  "command.verify": {
    fr: "contrôle une version, fichier par fichier et table par table",
    ar: "يتحقق من إصدار، ملفا ملفا وجدولا جدولا",
    en: "checks a release, file by file and table by table",
  },
  "command.serve": { fr: "sert le site", ar: "يعرض الموقع", en: "serves the site" },
  "command.schedule": {
    fr: "fait tourner les tâches périodiques, ou les liste",
    ar: "يشغّل المهام الدورية أو يسردها",
    en: "runs the periodic jobs, or lists them",
  },
  "command.report": { fr: "produit un rapport", ar: "ينتج تقريرا", en: "makes a report" },
  "command.query": { fr: "répond à une question", ar: "يجيب عن سؤال", en: "answers a question" },
  "command.explain": {
    fr: "dit d’où vient un indicateur",
    ar: "يبيّن مصدر مؤشر",
    en: "tells where a metric comes from",
  },
  "command.sources": {
    fr: "liste les exports reçus, par système et table",
    ar: "يسرد الإيداعات المستلمة حسب النظام والجدول",
    en: "lists the exports received, by system and table",
  },
  "command.quarantine": {
    fr: "montre les lignes refusées et pourquoi",
    ar: "يعرض الأسطر المرفوضة وأسباب رفضها",
    en: "shows the refused rows and why",
  },
  "command.contract": {
    fr: "ébauche un contrat d’après un fichier (infer), ou essaie un fichier sans l’intégrer (check)",
    ar: "يصوغ مسودة عقد من ملف (infer) أو يجرب ملفا دون إدخاله (check)",
    en: "drafts a contract from a file (infer), or tries a file without taking it in (check)",
  },
  "command.doctor": {
    fr: "dit les réglages, leur origine, et l’état de l’installation",
    ar: "يعرض الإعدادات ومصدرها وحالة التنصيب",
    en: "tells the settings, where they come from, and the installation’s state",
  },
  "command.backup": {
    fr: "sauvegarder l’état, les dépôts et les versions, chiffrés, vers BAYAN_BACKUP_TARGET",
    ar: "نسخ الحالة والإيداعات والإصدارات مشفرة إلى BAYAN_BACKUP_TARGET",
    en: "back up state, landed files and releases, sealed, to BAYAN_BACKUP_TARGET",
  },
  "command.restore": {
    fr: "restaurer une sauvegarde (la dernière) dans un dossier vide",
    ar: "استعادة نسخة احتياطية (الأخيرة) في مجلد فارغ",
    en: "restore a backup (the latest) into an empty folder",
  },
  "command.verify-download": {
    fr: "dit si un fichier téléchargé est bien celui qui a été publié",
    ar: "يبين هل الملف المنزَّل هو المنشور فعلا",
    en: "tells whether a downloaded file is the one that was published",
  },
  "command.rebuild": {
    fr: "refait les fichiers d’une version, JEU@VERSION, et les compare",
    ar: "يعيد إنتاج ملفات نسخة، ‎DATASET@VERSION‎، ويقارنها",
    en: "makes the files of an edition again, DATASET@VERSION, and compares them",
  },
  "option.from": {
    fr: "adresse du site d’où vient le fichier",
    ar: "عنوان الموقع الذي نُزّل منه الملف",
    en: "address of the site that the file came from",
  },
  "option.key": {
    fr: "clé publique connue d’avance (PEM)",
    ar: "مفتاح عمومي معروف مسبقا (PEM)",
    en: "public key known beforehand (PEM)",
  },
  download_verified: {
    fr: "{file} : publié le {day} dans la version {release}, signature valable",
    ar: "{file}: نُشر في {day} ضمن الإصدار {release}، والتوقيع صحيح",
    en: "{file}: published on {day} in release {release}, signature valid",
  },
  rebuilt_same: {
    fr: "{edition} : mêmes octets, refaits de la version {release}",
    ar: "{edition}: البايتات نفسها، أُعيد إنتاجها من الإصدار {release}",
    en: "{edition}: the same bytes, made again from release {release}",
  },
  rebuilt_differs: {
    fr: "{edition} : {count} fichier(s) diffèrent de ceux publiés",
    ar: "{edition}: عدد الملفات المختلفة عن المنشورة {count}",
    en: "{edition}: {count} file(s) differ from those published",
  },
  "command.gc": {
    fr: "retire les anciennes versions et ce qu’elles seules citent",
    ar: "يحذف الإصدارات القديمة وما لا يُستشهد به إلا فيها",
    en: "removes old releases and what only they cite",
  },
  "command.dictionary": {
    fr: "imprime le dictionnaire des données reçues",
    ar: "يطبع قاموس البيانات المستلمة",
    en: "prints the dictionary of the data received",
  },
} as const satisfies Readonly<Record<string, Text>>;
