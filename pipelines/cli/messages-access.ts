import type { Text } from "#warehouse/text.ts";

/** What the commands about accounts and the audit log say. */
export const ACCESS_MESSAGES = {
  "command.user": {
    fr: "comptes : list, add, role, password, disable, enable, reset-factor NOM",
    ar: "الحسابات: list و add و role و password و disable و enable و reset-factor ثم الاسم",
    en: "accounts: list, add, role, password, disable, enable, reset-factor NAME",
  },
  "command.audit": {
    fr: "journal d’audit : verify, list, heads",
    ar: "سجل التدقيق: verify و list و heads",
    en: "audit log: verify, list, heads",
  },
  "command.mcp": {
    fr: "répond à un assistant par l’entrée et la sortie standard (MCP)",
    ar: "يجيب مساعدا عبر المدخل والمخرج القياسيين (MCP)",
    en: "answers an assistant over standard input and output (MCP)",
  },
  "option.display": {
    fr: "nom affiché",
    ar: "الاسم المعروض",
    en: "name shown on the site",
  },
  "option.account_role": {
    fr: "rôle du compte : commune, province, wali, national ou admin",
    ar: "دور الحساب: commune أو province أو wali أو national أو admin",
    en: "the account’s role: commune, province, wali, national or admin",
  },
  "option.password_stdin": {
    fr: "lire le mot de passe sur l’entrée standard ; à défaut, il est tiré au sort et montré une fois",
    ar: "قراءة كلمة المرور من المدخل القياسي؛ وإلا تُولد عشوائيا وتُعرض مرة واحدة",
    en: "read the password from standard input; otherwise it is drawn at random and shown once",
  },
  user_unknown: {
    fr: "compte inconnu : {name}",
    ar: "حساب غير معروف: {name}",
    en: "unknown account: {name}",
  },
  user_password: {
    fr: "mot de passe de {name} (montré une seule fois) : {password}",
    ar: "كلمة مرور {name} (تُعرض مرة واحدة): {password}",
    en: "password of {name} (shown this once): {password}",
  },
  user_done: { fr: "{name} : fait", ar: "{name}: تم", en: "{name}: done" },
  audit_whole: {
    fr: "journal d’audit intact : {records} inscriptions, {heads} empreintes publiées",
    ar: "سجل التدقيق سليم: عدد القيود {records}، وعدد البصمات المنشورة {heads}",
    en: "audit log whole: {records} records, {heads} published heads",
  },
  backup_without_state: {
    fr: "sans l’état : il est dans PostgreSQL (BAYAN_STATE_URL), à sauvegarder avec pg_dump",
    ar: "دون الحالة: فهي في PostgreSQL ‏(BAYAN_STATE_URL)، وتُنسخ بواسطة pg_dump",
    en: "without the state: it is in PostgreSQL (BAYAN_STATE_URL), to be dumped with pg_dump",
  },
  state_moved: {
    fr: "état transféré : {tables} tables, {rows} lignes ; journal d’audit : {records} inscriptions. {file} reste en place et ne sert plus",
    ar: "نُقلت الحالة: عدد الجداول {tables}، وعدد الأسطر {rows}؛ عدد قيود سجل التدقيق {records}. يبقى {file} في مكانه ولا يُستعمل بعد الآن",
    en: "state moved: {tables} tables, {rows} rows; audit log: {records} records. {file} stays where it is, and is used no more",
  },
  audit_broken: {
    fr: "journal d’audit rompu à l’inscription {seq} : {fault}",
    ar: "انقطع سجل التدقيق عند القيد {seq}: {fault}",
    en: "audit log broken at record {seq}: {fault}",
  },
  "audit_fault.altered": { fr: "modifiée", ar: "معدَّل", en: "altered" },
  "audit_fault.unlinked": {
    fr: "ne suit pas la précédente",
    ar: "لا يتبع القيد السابق",
    en: "does not follow the one before",
  },
  "audit_fault.missing": { fr: "absente", ar: "مفقود", en: "missing" },
  ready_demo: {
    fr: "  Pour essayer chaque rôle ({url}) : identifiant, mot de passe",
    ar: "  لتجربة كل دور ({url}): المعرف وكلمة المرور",
    en: "  To try each role ({url}): user name, password",
  },
  doctor_plain: {
    fr: "le site écoute au-delà de cette machine sans HTTPS : les mots de passe y sont refusés (BAYAN_PUBLIC_URL=https://…)",
    ar: "يستمع الموقع خارج هذا الجهاز دون HTTPS: تُرفض فيه كلمات المرور (‎BAYAN_PUBLIC_URL=https://…‎)",
    en: "the site listens beyond this machine without HTTPS: passwords are refused there (BAYAN_PUBLIC_URL=https://…)",
  },
  doctor_insecure: {
    fr: "insecureSignIn est actif : les mots de passe passent en clair",
    ar: "الإعداد insecureSignIn مفعل: تمر كلمات المرور دون تشفير",
    en: "insecureSignIn is on: passwords travel in clear",
  },
  doctor_no_admin: {
    fr: "données réelles sans compte admin : bayan user add NOM --role admin",
    ar: "بيانات حقيقية دون حساب admin: ‎bayan user add NAME --role admin‎",
    en: "real data without an admin account: bayan user add NAME --role admin",
  },
  doctor_oidc: {
    fr: "oidcIssuer et oidcClientId vont ensemble : il en manque un",
    ar: "الإعدادان oidcIssuer و oidcClientId متلازمان: ينقص أحدهما",
    en: "oidcIssuer and oidcClientId go together: one is missing",
  },
} as const satisfies Readonly<Record<string, Text>>;
