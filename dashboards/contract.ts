import { type ZodType, z } from "zod";
import type { RouteDoc } from "#warehouse/surface.ts";
import type { Lang, Text } from "#warehouse/text.ts";
import { optional, pageDoc } from "./lib/contract.ts";
import { topics as messages } from "./lib/messages/topics.ts";
import { anomaliesContract } from "./pages/anomalies/contract.ts";
import { deskContract } from "./pages/desk/contract.ts";
import { projectContract } from "./pages/projects/contract.ts";
import { signalsContract } from "./pages/rokhas/contract.ts";
import { TOPICS } from "./pages/topics/list.ts";

const sorting = {
  tri: optional("Column that sorts the table"),
  ordre: optional("Order of the table: asc or desc"),
  page: optional("Page of the table, from 1"),
};
const place = {
  annee: optional("Year of the figures; the latest by default"),
  conseil: optional("Councils of the table: region, province or commune"),
  ...sorting,
};

/** The country's page and that of one unit. */
const both = (
  id: string,
  path: string,
  summary: Text,
  query: Readonly<Record<string, ZodType>>,
): readonly RouteDoc[] => [
  pageDoc(id, path, summary, query),
  pageDoc(`${id}OfUnit`, `${path}/:code`, summary, query),
];

const ALERT = { id: z.string().max(40).describe("Id of the alert") };

/** What a signed-in reader does about an alert, or the ministry about a rule. */
const formDoc = (
  id: string,
  path: string,
  summary: Text,
  fields: Readonly<Record<string, ZodType>>,
  parts: Readonly<Record<string, ZodType>> = ALERT,
): RouteDoc => ({
  ...{ method: "post", id, summary, path: `/tableaux/alertes/${path}`, localized: true, parts },
  body: {
    type: "application/x-www-form-urlencoded",
    schema: z.object({ jeton: z.string().describe("The word of the form"), ...fields }),
  },
  responses: { "text/html": null },
  also: [303],
  errors: [400, 403, 404],
});

const SWITCH = [
  {
    borne: z.string().describe("Place of the bound among those offered, from 0"),
    periodes: z.string().describe("Periods in a row"),
    motif: z.string().describe("Reason"),
  },
  { id: z.string().max(60).describe("Id of the rule") },
] as const;

/** A question of one's own, as an address has it. */
const QUESTION: NonNullable<RouteDoc["query"]> = {
  mesure: optional("Metric"),
  mesure2: optional("Second metric"),
  mesure3: optional("Third metric"),
  par: optional("Dimension of the lines"),
  colonnes: optional("Dimension of the columns"),
  annee: place.annee,
  territoire: optional("Region's code"),
  filtre: optional("One more condition, as dimension:value"),
  vue: optional("graphique or tableau"),
  tri: sorting.tri,
  ordre: sorting.ordre,
};

/** Every page of the dashboards, for the OpenAPI document. */
export const contract: readonly RouteDoc[] = [
  ...deskContract,
  ...anomaliesContract,
  ...signalsContract,
  pageDoc("front", "/", { fr: "Accueil", ar: "الاستقبال", en: "Front page" }),
  ...both(
    "budget",
    "/tableaux/budget",
    { fr: "Exécution du budget", ar: "تنفيذ الميزانية", en: "Budget execution" },
    place,
  ),
  ...both("receipts", "/tableaux/recettes", { fr: "Recettes", ar: "المداخيل", en: "Receipts" }, place),
  ...both(
    "ratios",
    "/tableaux/ratios",
    { fr: "Ratios financiers", ar: "النسب المالية", en: "Financial ratios" },
    {
      annee: place.annee,
      conseil: place.conseil,
      ratio: optional("Ratio that is shown"),
      reference: optional("Year that it is compared with"),
      groupe: optional("Peer group that it is compared with"),
      nom: optional("Part of a name to look for"),
      prix: optional("Prices: courants or constants"),
    },
  ),
  ...both(
    "campaign",
    "/tableaux/campagne",
    { fr: "Campagne budgétaire", ar: "الحملة الميزانياتية", en: "Budget campaign" },
    { annee: place.annee, voir: optional("Councils that are listed"), page: sorting.page },
  ),
  ...both(
    "evolution",
    "/tableaux/evolution",
    { fr: "Évolution sur plusieurs années", ar: "التطور عبر عدة سنوات", en: "Evolution over the years" },
    { annee: place.annee, conseil: place.conseil },
  ),
  ...both(
    "evidence",
    "/tableaux/pieces",
    {
      fr: "Pièces et contrôles d’une collectivité",
      ar: "وثائق ومراقبات جماعة ترابية",
      en: "A council’s evidence and checks",
    },
    {
      annee: place.annee,
      mesure: optional("Metric; expenditure ordered by default"),
      conseil: optional("oui for the council's own figure, not that of its territory"),
      ligne: optional("Budget line of ten digits, of the council itself"),
      partie: optional("Part of the budget, 1 or 2"),
      nature: optional("Natures, separated by commas"),
      gestion: optional("Who manages the receipts: TRANSFERE, ETAT or CT"),
      mois: optional("Last month of a sum since January, 1 to 12"),
      table: optional("Table of exports whose rows are listed"),
      page: sorting.page,
    },
  ),
  ...both(
    "collection",
    "/tableaux/recouvrement",
    { fr: "Recouvrement", ar: "الاستخلاص", en: "Collection" },
    { annee: place.annee, conseil: place.conseil, ...sorting },
  ),
  ...both(
    "accounts",
    "/tableaux/comptes",
    { fr: "Comptes d’une collectivité", ar: "حسابات جماعة ترابية", en: "A council’s accounts" },
    { annee: place.annee },
  ),
  pageDoc(
    "bulletin",
    "/tableaux/bulletin",
    {
      fr: "Bulletin mensuel des finances locales",
      ar: "النشرة الشهرية للمالية المحلية",
      en: "Monthly bulletin of local finance",
    },
    { annee: place.annee, mois: optional("Last month counted, 1 to 12; the latest by default") },
  ),
  pageDoc("reconciliation", "/tableaux/rapprochement", {
    ...{
      fr: "Rapprochement avec les totaux publiés",
      ar: "المقارنة مع المجاميع المنشورة",
      en: "Reconciliation with published totals",
    },
  }),
  ...both(
    "projects",
    "/tableaux/projets",
    { fr: "Projets des programmes", ar: "مشاريع البرامج", en: "Projects of the programmes" },
    { programme: optional("Programme"), secteur: optional("Sector"), ...sorting },
  ),
  pageDoc(
    "projectsEquity",
    "/tableaux/projets/equite",
    { fr: "Qui les programmes desservent", ar: "من تصل إليه البرامج", en: "Who the programmes reach" },
    {
      region: optional("HCP code of a region"),
      besoin: optional("Need: running_water, electricity, road or illiteracy"),
    },
  ),
  ...projectContract,
  pageDoc(
    "alertsPage",
    "/tableaux/alertes",
    { fr: "Alertes", ar: "التنبيهات", en: "Alerts" },
    {
      regle: optional("Rule"),
      gravite: optional("Severity: watch, warning or critical"),
      niveau: optional("Level: follow, supervise or decide"),
      etat: optional("State: open, acknowledged or snoozed"),
      page: sorting.page,
    },
  ),
  pageDoc("alertRules", "/tableaux/alertes/regles", {
    fr: "Règles d’alerte",
    ar: "قواعد التنبيه",
    en: "Alert rules",
  }),
  pageDoc(
    "alertAttempt",
    "/tableaux/alertes/regles/essai",
    { fr: "Essai d’une règle d’alerte", ar: "تجربة قاعدة تنبيه", en: "Trial of an alert rule" },
    {
      regle: optional("Rule"),
      borne: optional("Which of the bounds offered, from 0"),
      periodes: optional("Periods in a row"),
    },
  ),
  pageDoc(
    "alert",
    "/tableaux/alertes/avis/:id",
    { fr: "Une alerte", ar: "تنبيه", en: "An alert" },
    {},
    { parts: ALERT },
  ),
  ...[
    formDoc(
      "acknowledgeAlert",
      "avis/:id/vu",
      {
        fr: "Prendre une alerte en charge",
        ar: "التكفل بتنبيه",
        en: "Take an alert in hand",
      },
      { note: z.string().max(300).optional().describe("What will be done") },
    ),
    formDoc(
      "snoozeAlert",
      "avis/:id/reporter",
      {
        fr: "Reporter une alerte",
        ar: "تأجيل تنبيه",
        en: "Put an alert off",
      },
      { jours: z.enum(["3", "7", "14", "30"]).describe("Days") },
    ),
    formDoc(
      "switchRuleOn",
      "regles/:id/service",
      {
        fr: "Mettre une règle en service avec la borne essayée",
        ar: "تفعيل قاعدة بالعتبة المجربة",
        en: "Switch a rule on with the bound that was tried",
      },
      ...SWITCH,
    ),
    formDoc(
      "switchRuleOff",
      "regles/:id/arret",
      { fr: "Mettre une règle hors service", ar: "إيقاف قاعدة", en: "Switch a rule off" },
      ...SWITCH,
    ),
  ],
  ...TOPICS.flatMap(({ subject }) => {
    const said = (lang: Lang): string => messages[lang][`nav.${subject}`] ?? subject;
    return both(
      // Names of operations are words in one, and none is another room's: etat-civil → fieldEtatCivil.
      `field-${subject}`.replace(/-(\p{L})/gu, (_all, letter: string) => letter.toUpperCase()),
      `/tableaux/${subject}`,
      { fr: said("fr"), ar: said("ar"), en: said("en") },
      place,
    );
  }),
  ...both("overview", "/tableaux/synthese", { fr: "Vue d’ensemble", ar: "نظرة عامة", en: "Overview" }, {}),
  ...both("services", "/tableaux/services", { fr: "Services", ar: "الخدمات", en: "Services" }, {}),
  pageDoc(
    "profileOfNation",
    "/tableaux/fiche",
    { fr: "Vers la synthèse du pays", ar: "إلى خلاصة البلد", en: "To the country's overview" },
    {},
    { also: [302] },
  ),
  pageDoc(
    "profile",
    "/tableaux/fiche/:code",
    { fr: "Une collectivité", ar: "جماعة ترابية", en: "A collectivity" },
    {
      annee: place.annee,
      avec: optional("Codes of up to four others of its level, with commas"),
      reference: optional("Peers: strate, region or pays"),
      ajouter: optional("Name or code of one more to compare with"),
    },
    { also: [302] },
  ),
  pageDoc(
    "explore",
    "/explorer",
    { fr: "Explorer les chiffres", ar: "استكشاف الأرقام", en: "Explore the figures" },
    QUESTION,
  ),
  {
    ...{ method: "get", id: "exploreFeed", path: "/explorer/suivi.atom", localized: true, query: QUESTION },
    summary: {
      fr: "La réponse à une question, comme fil à suivre",
      ar: "جواب سؤال كخلاصة للمتابعة",
      en: "A question's answer as a feed to follow",
    },
    responses: { "application/atom+xml": null },
    errors: [400, 413],
  },
  pageDoc("tour", "/decouvrir", {
    ...{ fr: "Bayan en une page", ar: "بيان في صفحة واحدة", en: "Bayan in one page" },
  }),
  pageDoc(
    "cross",
    "/explorer/croiser",
    { fr: "Croiser les chiffres", ar: "تقاطع الأرقام", en: "Cross the figures" },
    {
      sur: optional("What is crossed: depenses, autorisations or requetes"),
      ...Object.fromEntries(
        ["annee", "mois", "chapitre", "genre", "region", "strate", "taux"].map((key) => [
          key,
          optional("Numbers of the bars chosen, with dots between"),
        ]),
      ),
    },
  ),
  pageDoc(
    "embed",
    "/integrer",
    { fr: "Intégrer une figure", ar: "إدراج مبيان", en: "Embed a figure" },
    {
      page: optional("Path and query of the page"),
      figure: optional("Id of the figure"),
      hote: optional("Host of the site that will show it"),
      jours: optional("Days: 30, 365 or 1095"),
    },
  ),
  pageDoc(
    "framed",
    "/integrer/:token",
    {
      fr: "Une figure seule, pour un autre site",
      ar: "مبيان وحده، لموقع آخر",
      en: "A figure alone, for another site",
    },
    {},
    {
      parts: { token: z.string().max(4000).describe("Signed grant of one figure to one host") },
      errors: [404, 410],
    },
  ),
  pageDoc(
    "town",
    "/votre-commune/:code",
    { fr: "Votre commune", ar: "جماعتكم", en: "Your commune" },
    {},
    { also: [302] },
  ),
  ...both(
    "equipment",
    "/tableaux/equipement",
    { fr: "Population et équipement", ar: "السكان والتجهيز", en: "Population and equipment" },
    { milieu: optional("Area: total, urban or rural") },
  ),
  pageDoc(
    "rokhas",
    "/tableaux/rokhas",
    { fr: "Indice Rokhas", ar: "مؤشر رخص", en: "Rokhas Index" },
    {
      niveau: optional("Units that are ranked: region, province or commune"),
      indice: optional("Index or sub-index"),
      fenetre: optional("quarter or rolling12"),
      periode: optional("Quarter, such as 2026-Q3"),
      strate: optional("Population stratum"),
      region: optional("Region's code"),
      groupe: optional("ranked, provisional or none"),
      page: sorting.page,
    },
  ),
  pageDoc("rokhasUnit", "/tableaux/rokhas/:code", {
    fr: "Indice d’une unité",
    ar: "مؤشر وحدة",
    en: "A unit’s index",
  }),
  pageDoc("rokhasWeights", "/tableaux/rokhas/ponderations", {
    ...{ fr: "Essayer d’autres pondérations", ar: "تجربة ترجيحات أخرى", en: "Try other weights" },
  }),
  pageDoc("rokhasMethod", "/tableaux/rokhas/methode", {
    fr: "Méthode de l’indice",
    ar: "منهجية المؤشر",
    en: "The index’s method",
  }),
  pageDoc("sourcesPage", "/tableaux/sources", {
    fr: "Sources et qualité",
    ar: "المصادر والجودة",
    en: "Sources and quality",
  }),
  pageDoc(
    "search",
    "/recherche",
    { fr: "Chercher un territoire", ar: "البحث عن مجال ترابي", en: "Search for a territory" },
    { q: optional("Part of a name"), vers: optional("Page that a result opens") },
    { also: [302] },
  ),
  pageDoc("method", "/methode", { fr: "Méthode", ar: "المنهجية", en: "Method" }),
  pageDoc(
    "indicators",
    "/indicateurs",
    { fr: "Bibliothèque d’indicateurs", ar: "مكتبة المؤشرات", en: "Indicator library" },
    { q: optional("Words to look for"), domaine: optional("Field"), page: sorting.page },
  ),
  pageDoc(
    "indicator",
    "/indicateurs/:name",
    { fr: "Un indicateur", ar: "مؤشر", en: "One indicator" },
    {},
    { parts: { name: z.string().max(80).describe("Code of the indicator") } },
  ),
  pageDoc("dictionary", "/dictionnaire", {
    fr: "Dictionnaire de données",
    ar: "معجم المعطيات",
    en: "Data dictionary",
  }),
  pageDoc(
    "dictionaryTable",
    "/dictionnaire/:name",
    { fr: "Une table du dictionnaire", ar: "جدول من المعجم", en: "A table of the dictionary" },
    {},
    { parts: { name: z.string().max(80).describe("Name of the table") } },
  ),
  ...(
    [
      ["indicatorsCsv", "/indicateurs.csv", "text/csv"],
      ["dictionaryCsv", "/dictionnaire.csv", "text/csv"],
      ["indicatorsSkos", "/indicateurs.ttl", "text/turtle"],
      ["libraryDcat", "/indicateurs/catalogue.ttl", "text/turtle"],
    ] as const
  ).map(
    ([id, path, type]): RouteDoc => ({
      ...{ id, path },
      summary: {
        fr: `La bibliothèque d’indicateurs en fichier (${type})`,
        ar: `مكتبة المؤشرات في ملف (${type})`,
        en: `The indicator library as a file (${type})`,
      },
      responses: { [type]: null },
      errors: [],
    }),
  ),
  pageDoc("glossary", "/glossaire", { fr: "Glossaire", ar: "المصطلحات", en: "Glossary" }),
  {
    ...{ method: "get", id: "serviceWorker", path: "/service-worker.js" },
    summary: {
      fr: "Ce qui garde les dernières pages publiques vues",
      ar: "ما يحفظ آخر الصفحات العمومية المشاهدة",
      en: "What keeps the last public pages seen",
    },
    responses: { "text/javascript": null },
    errors: [404],
  },
  {
    ...{ method: "get", id: "speculation", path: "/ahead.json" },
    summary: {
      fr: "Les liens qu’un navigateur peut demander avant le clic",
      ar: "الروابط التي يمكن للمتصفح طلبها قبل النقر",
      en: "Links that a browser may fetch before they are followed",
    },
    responses: { "application/speculationrules+json": null },
    errors: [],
  },
  pageDoc(
    "theme",
    "/apparence",
    { fr: "Choisir l’apparence", ar: "اختيار المظهر", en: "Choose the appearance" },
    { theme: optional("auto, light or dark"), retour: optional("Page of this site to go back to") },
    { responses: {}, also: [303] },
  ),
];
