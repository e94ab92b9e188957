import { z } from "zod";
import { optional, pageDoc } from "#dashboards/lib/contract.ts";
import type { RouteDoc } from "#warehouse/surface.ts";
import type { Text } from "#warehouse/text.ts";

const jeton = z.string().describe("The word of the form: only a page of this site knows it");
const back = optional("Page of this site to go to afterwards");

/** What a form of a page sends; it answers with a redirection, or with the page and what was wrong. */
const formDoc = (
  id: string,
  path: string,
  summary: Text,
  fields: Readonly<Record<string, z.ZodType>> | null,
): RouteDoc => ({
  ...{ id, path, summary, method: "post", localized: true },
  ...(fields === null
    ? {}
    : { body: { type: "application/x-www-form-urlencoded", schema: z.object({ jeton, ...fields }) } }),
  responses: { "text/html": null },
  also: [303],
  errors: [400, 413, 415, 422],
});
const password = optional("The present password");

/** Addresses that the server has beside the API and the surfaces. */
export const accessContract: readonly RouteDoc[] = [
  pageDoc(
    "signInPage",
    "/connexion",
    { fr: "Se connecter", ar: "تسجيل الدخول", en: "Sign in" },
    { retour: back, fournisseur: optional("How the way through the identity provider ended") },
    { also: [303] },
  ),
  formDoc(
    "signIn",
    "/connexion",
    { fr: "Se connecter avec un mot de passe", ar: "الدخول بكلمة المرور", en: "Sign in with a password" },
    {
      ...{ nom: optional("User name"), mot_de_passe: optional("Password"), retour: back },
    },
  ),
  pageDoc(
    "codePage",
    "/connexion/code",
    { fr: "Second facteur", ar: "العامل الثاني", en: "Second factor" },
    {},
    { also: [303] },
  ),
  formDoc(
    "signInCode",
    "/connexion/code",
    { fr: "Donner le code", ar: "إدخال الرمز", en: "Give the code" },
    { code: optional("Six digits") },
  ),
  formDoc(
    "signInDemo",
    "/connexion/exemple",
    { fr: "Entrer par un compte d’exemple", ar: "الدخول بحساب تجريبي", en: "Enter by a sample account" },
    {
      ...{ nom: optional("Name of the sample account"), retour: back },
    },
  ),
  pageDoc(
    "providerBegin",
    "/connexion/fournisseur",
    {
      fr: "Se connecter par son administration",
      ar: "الدخول عبر الإدارة",
      en: "Sign in through one’s administration",
    },
    { retour: back },
    { responses: {}, also: [303] },
  ),
  {
    id: "providerEnd",
    path: "/connexion/retour",
    summary: {
      fr: "Retour du fournisseur d’identité",
      ar: "العودة من مزود الهوية",
      en: "Back from the identity provider",
    },
    query: {
      code: optional("Authorisation code"),
      state: optional("What was sent along"),
      iss: optional("Issuer"),
      error: optional("Why the provider refused"),
    },
    responses: {},
    // 302 where no provider is named: there is no such step then.
    also: [302, 303],
    errors: [404],
  },
  formDoc("signOut", "/deconnexion", { fr: "Se déconnecter", ar: "تسجيل الخروج", en: "Sign out" }, null),
  pageDoc(
    "account",
    "/compte",
    { fr: "Mon compte", ar: "حسابي", en: "My account" },
    { fait: optional("What was just done") },
    { also: [303] },
  ),
  formDoc(
    "changePassword",
    "/compte/mot-de-passe",
    { fr: "Changer de mot de passe", ar: "تغيير كلمة المرور", en: "Change password" },
    {
      ...{ ancien: password, nouveau: optional("The new one") },
    },
  ),
  formDoc(
    "factorBegin",
    "/compte/second-facteur",
    { fr: "Préparer le second facteur", ar: "إعداد العامل الثاني", en: "Set up the second factor" },
    { ancien: password },
  ),
  formDoc(
    "factorConfirm",
    "/compte/second-facteur/confirmer",
    { fr: "Activer le second facteur", ar: "تفعيل العامل الثاني", en: "Turn the second factor on" },
    {
      code: optional("Six digits"),
    },
  ),
  formDoc(
    "factorEnd",
    "/compte/second-facteur/retirer",
    { fr: "Retirer le second facteur", ar: "إزالة العامل الثاني", en: "Turn the second factor off" },
    {
      ancien: password,
    },
  ),
  formDoc(
    "tokenCreate",
    "/compte/jetons",
    { fr: "Créer un jeton", ar: "إنشاء رمز", en: "Create a token" },
    {
      ...{ nom: optional("What it is for"), jours: optional("30, 90 or 366") },
      droit_figures: optional("1: it may ask questions"),
      droit_reports: optional("1: it may make reports"),
      droit_audit: optional("1: it may read the audit log"),
    },
  ),
  formDoc(
    "tokenRevoke",
    "/compte/jetons/retirer",
    { fr: "Retirer un jeton", ar: "سحب رمز", en: "Take a token back" },
    { id: optional("The token’s id") },
  ),
  formDoc(
    "sessionsEnd",
    "/compte/sessions",
    { fr: "Clore les autres sessions", ar: "إغلاق الجلسات الأخرى", en: "End the other sessions" },
    {},
  ),
  formDoc(
    "viewAs",
    "/compte/voir-comme",
    { fr: "Voir comme un autre rôle", ar: "الرؤية بدور آخر", en: "See as another role" },
    {
      ...{ role: optional("The role"), territoire: optional("HCP code of its territory") },
    },
  ),
  formDoc(
    "viewAsEnd",
    "/compte/voir-comme/fin",
    { fr: "Cesser de voir comme un autre", ar: "إنهاء الرؤية بدور آخر", en: "Stop seeing as another" },
    null,
  ),
];

const status = z.object({ status: z.string(), release: z.string().optional() });

/** For whoever watches the server, and for whoever reads its contract. */
export const operationsContract: readonly RouteDoc[] = [
  {
    id: "healthz",
    path: "/healthz",
    summary: { fr: "Le serveur vit", ar: "الخادم يعمل", en: "The server lives" },
    responses: { "application/json": status },
  },
  {
    id: "readyz",
    path: "/readyz",
    summary: { fr: "Le serveur peut répondre", ar: "الخادم جاهز للجواب", en: "The server can answer" },
    responses: { "application/json": status },
  },
  {
    id: "prometheus",
    path: "/metrics",
    summary: { fr: "Mesures pour Prometheus", ar: "قياسات Prometheus", en: "Measures for Prometheus" },
    responses: { "text/plain": null },
    // For this machine and its private networks only.
    errors: [404],
  },
  {
    id: "openapi",
    path: "/openapi.json",
    summary: { fr: "Ce contrat", ar: "هذا العقد", en: "This contract" },
    responses: { "application/json": z.looseObject({ openapi: z.string() }) },
  },
  {
    id: "mcp",
    method: "post",
    path: "/mcp",
    summary: {
      fr: "Assistants (Model Context Protocol)",
      ar: "المساعدات (Model Context Protocol)",
      en: "Assistants (Model Context Protocol)",
    },
    body: {
      type: "application/json",
      schema: z.looseObject({
        jsonrpc: z.literal("2.0"),
        method: z.string().describe("Such as tools/list or tools/call"),
      }),
    },
    responses: { "application/json": z.unknown() },
    also: [202],
    errors: [400, 405, 406, 413, 415],
  },
  pageDoc("reference", "/reference", {
    fr: "Référence de l’API",
    ar: "مرجع الواجهة البرمجية",
    en: "API reference",
  }),
];
