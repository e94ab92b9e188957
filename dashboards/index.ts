import { Router } from "express";
import { evaluateAlerts } from "#warehouse/alerts/index.ts";
import type { Surface } from "#warehouse/surface.ts";
import { contract } from "./contract.ts";
import { EMBED } from "./embed/grant.ts";
import { embedPage } from "./embed/page.tsx";
import { framed } from "./embed/routes.ts";
import { errorPage, notFoundPage } from "./lib/errors.tsx";
import { page } from "./lib/handler.ts";
import { messages } from "./lib/messages/index.ts";
import { SPECULATION_PATH, sendSpeculation } from "./lib/speculation.ts";
import { localized } from "./lib/url.ts";
import { accountsPage } from "./pages/accounts/page.tsx";
import { alertAttemptPage } from "./pages/alerts/attempt.tsx";
import { alertAction, alertPage } from "./pages/alerts/detail.tsx";
import { alertsPage } from "./pages/alerts/inbox.tsx";
import { RULE_ACTIONS, ruleAction } from "./pages/alerts/rule-action.ts";
import { alertRulesPage } from "./pages/alerts/rules.tsx";
import { anomalyAction, publicationAction } from "./pages/anomalies/actions.ts";
import { ANOMALIES, anomaliesPage } from "./pages/anomalies/page.tsx";
import { budgetPage } from "./pages/budget/page.tsx";
import { bulletinPage } from "./pages/bulletin/page.tsx";
import { campaignPage } from "./pages/campaign/page.tsx";
import { changesPage } from "./pages/changes/page.tsx";
import { crossPage } from "./pages/cross/page.tsx";
import { casePage, DESK, deskForms, deskPage, filePage, forgetJob } from "./pages/desk/index.ts";
import { equipmentPage } from "./pages/equipment/page.tsx";
import { evidencePage } from "./pages/evidence.tsx";
import { exploreFeed, FEED } from "./pages/explore/feed.ts";
import { explorePage } from "./pages/explore/page.tsx";
import { frontPage } from "./pages/front/page.tsx";
import { indicatorPage } from "./pages/indicators/detail.tsx";
import { dictionaryPage, tablePage } from "./pages/indicators/dictionary.tsx";
import {
  dictionaryCsv,
  indicatorsCsv,
  indicatorsSkos,
  libraryDcat,
  libraryFile,
} from "./pages/indicators/exports.ts";
import { indicatorsPage } from "./pages/indicators/list.tsx";
import { overviewPage } from "./pages/overview/page.tsx";
import { servicesPage } from "./pages/overview/services.tsx";
import { DECISION_STEPS } from "./pages/parts/decide.ts";
import { profilePage } from "./pages/profile/page.tsx";
import { addAttachment, removeAttachment, sendAttachment } from "./pages/projects/attachments.ts";
import { equityPage } from "./pages/projects/equity.tsx";
import { projectsPage } from "./pages/projects/page.tsx";
import { projectPage } from "./pages/projects/record-page.tsx";
import { ratiosPage } from "./pages/ratios/page.tsx";
import { glossaryPage, methodPage, rokhasMethodPage } from "./pages/reading.tsx";
import { receiptsPage } from "./pages/receipts.ts";
import { reconciliationPage } from "./pages/reconciliation.tsx";
import { recoveryPage } from "./pages/recovery.tsx";
import { rokhasPage } from "./pages/rokhas/page.tsx";
import { signalAction } from "./pages/rokhas/signal-action.ts";
import { unitPage } from "./pages/rokhas/unit.tsx";
import { weightsPage } from "./pages/rokhas/weights.tsx";
import { searchPage } from "./pages/search.tsx";
import { sourcesPage } from "./pages/sources.tsx";
import { chooseTheme } from "./pages/theme.ts";
import { TOPICS } from "./pages/topics/list.ts";
import { topicPage } from "./pages/topics/page.tsx";
import { tourPage } from "./pages/tour.tsx";
import { townPage } from "./pages/town/page.tsx";
import { sendWorker } from "./pages/worker.ts";

export { browserIsFresh, buildBrowser } from "./lib/build.ts";

/** How errors look to people, for `createApp`. */
export const errorPages = { notFound: notFoundPage, error: errorPage };

/** Dashboards, the public front page, and the frame that every surface's pages stand in. */
export const surface: Surface = {
  name: "dashboards",
  messages,
  // Entries from 100 up stand in the footer only.
  nav: [
    { path: "/tableaux/synthese", label: "nav.synthese", roles: ["public"], order: 5 },
    { path: "/tableaux/budget", label: "nav.budget", roles: ["public"], order: 10 },
    { path: "/tableaux/recettes", label: "nav.recettes", roles: ["public"], order: 20 },
    { path: "/tableaux/ratios", label: "nav.ratios", roles: ["public"], order: 25 },
    { path: "/tableaux/rokhas", label: "nav.rokhas", roles: ["public"], order: 30 },
    { path: "/tableaux/projets", label: "nav.projets", roles: ["public"], order: 40 },
    { path: "/tableaux/services", label: "nav.services.short", roles: ["public"], order: 50 },
    { path: "/tableaux/equipement", label: "nav.equipement.short", roles: ["public"], order: 55 },
    { path: "/tableaux/reclamations", label: "nav.reclamations", roles: ["public"], order: 106 },
    { path: "/tableaux/ouverture", label: "nav.ouverture", roles: ["public"], order: 107 },
    { path: "/tableaux/deploiement", label: "nav.deploiement", roles: ["public"], order: 108 },
    { path: "/explorer", label: "nav.explorer", roles: ["public"], order: 58 },
    { path: "/tableaux/alertes", label: "nav.alertes", roles: ["public"], order: 60 },
    { path: "/explorer/croiser", label: "nav.croiser", roles: ["public"], order: 109 },
    { path: "/tableaux/comptes", label: "nav.comptes", roles: ["public"], order: 101 },
    { path: "/tableaux/campagne", label: "nav.campagne", roles: ["public"], order: 102 },
    { path: "/tableaux/evolution", label: "nav.evolution", roles: ["public"], order: 104 },
    { path: "/tableaux/recouvrement", label: "nav.recouvrement", roles: ["public"], order: 105 },
    { path: "/tableaux/bulletin", label: "nav.bulletin", roles: ["public"], order: 103 },
    { path: "/tableaux/rapprochement", label: "nav.rapprochement", roles: ["public"], order: 103 },
    { path: "/tableaux/sources", label: "nav.sources", roles: ["public"], order: 100 },
    { path: "/tableaux/anomalies", label: "nav.anomalies", roles: ["public"], order: 106 },
    { path: "/guichet", label: "nav.guichet", roles: ["public"], order: 112 },
    { path: "/methode", label: "nav.methode", roles: ["public"], order: 110 },
    { path: "/indicateurs", label: "nav.indicateurs", roles: ["public"], order: 115 },
    { path: "/decouvrir", label: "nav.decouvrir", roles: ["public"], order: 100 },
    { path: "/glossaire", label: "nav.glossaire", roles: ["public"], order: 120 },
  ],
  contract,
  routes(ctx) {
    const router = Router();
    const add = (paths: readonly string[], draw: Parameters<typeof page>[1]): void => {
      router.get(paths.flatMap(localized), page(ctx, draw));
    };
    // First: it goes on as a request for the page that its token names.
    router.get(localized(`${EMBED}/:token`), framed(ctx));
    add([EMBED], embedPage);
    add(["/"], frontPage);
    add(["/tableaux/budget", "/tableaux/budget/:code"], budgetPage);
    add(["/tableaux/recettes", "/tableaux/recettes/:code"], receiptsPage);
    add(["/tableaux/ratios", "/tableaux/ratios/:code"], ratiosPage);
    add(["/tableaux/comptes", "/tableaux/comptes/:code"], accountsPage);
    add(["/tableaux/campagne", "/tableaux/campagne/:code"], campaignPage);
    add(["/tableaux/evolution", "/tableaux/evolution/:code"], changesPage);
    add(["/tableaux/recouvrement", "/tableaux/recouvrement/:code"], recoveryPage);
    add(["/tableaux/pieces", "/tableaux/pieces/:code"], evidencePage);
    add(["/tableaux/bulletin"], bulletinPage);
    add(["/tableaux/rapprochement"], reconciliationPage);
    add(["/tableaux/projets/equite"], equityPage);
    add(["/tableaux/projets", "/tableaux/projets/:code"], projectsPage);
    add(["/tableaux/projets/fiche/:id"], projectPage);
    router.get("/projets/:id/pieces/:piece", sendAttachment(ctx));
    router.post(localized("/tableaux/projets/fiche/:id/pieces"), addAttachment(ctx));
    router.post(localized("/tableaux/projets/fiche/:id/pieces/:piece/retirer"), removeAttachment(ctx));
    for (const topic of TOPICS)
      add([`/tableaux/${topic.subject}`, `/tableaux/${topic.subject}/:code`], topicPage(topic));
    add(["/tableaux/synthese", "/tableaux/synthese/:code"], overviewPage);
    add(["/tableaux/services", "/tableaux/services/:code"], servicesPage);
    add(["/tableaux/fiche", "/tableaux/fiche/:code"], profilePage);
    add(["/explorer"], explorePage);
    add(["/decouvrir"], tourPage);
    add(["/explorer/croiser"], crossPage);
    add(["/votre-commune/:code"], townPage);
    add(["/tableaux/equipement", "/tableaux/equipement/:code"], equipmentPage);
    add(["/tableaux/rokhas"], rokhasPage);
    add(["/tableaux/rokhas/methode"], rokhasMethodPage);
    add(["/tableaux/rokhas/ponderations"], weightsPage);
    add(["/tableaux/rokhas/:code"], unitPage);
    for (const step of DECISION_STEPS)
      router.post(localized(`/tableaux/rokhas/:code/signaux/${step}`), signalAction(ctx, step));
    add(["/tableaux/alertes"], alertsPage);
    add(["/tableaux/alertes/regles"], alertRulesPage);
    add(["/tableaux/alertes/regles/essai"], alertAttemptPage);
    for (const action of RULE_ACTIONS)
      router.post(localized(`/tableaux/alertes/regles/:id/${action}`), ruleAction(ctx, action));
    add(["/tableaux/alertes/avis/:id"], alertPage);
    for (const action of ["vu", "reporter"] as const)
      router.post(localized(`/tableaux/alertes/avis/:id/${action}`), alertAction(ctx, action));
    add(["/tableaux/sources"], sourcesPage);
    add(["/indicateurs"], indicatorsPage);
    add(["/indicateurs/:name"], indicatorPage);
    add(["/dictionnaire"], dictionaryPage);
    add(["/dictionnaire/:name"], tablePage);
    router.get("/indicateurs.csv", libraryFile(ctx, "text/csv", indicatorsCsv));
    router.get("/dictionnaire.csv", libraryFile(ctx, "text/csv", dictionaryCsv));
    router.get("/indicateurs.ttl", libraryFile(ctx, "text/turtle", indicatorsSkos));
    router.get("/indicateurs/catalogue.ttl", libraryFile(ctx, "text/turtle", libraryDcat));
    add([ANOMALIES], anomaliesPage);
    for (const action of ["ecarter", "retablir"] as const)
      router.post(localized(`${ANOMALIES}/${action}`), anomalyAction(ctx, action));
    for (const step of DECISION_STEPS)
      router.post(localized(`${ANOMALIES}/${step}`), publicationAction(ctx, step));
    add([DESK], deskPage);
    add([`${DESK}/deposer`], filePage);
    add([`${DESK}/affaires/:id`], casePage);
    deskForms(router, ctx);
    add(["/recherche"], searchPage);
    add(["/methode"], methodPage);
    add(["/glossaire"], glossaryPage);
    router.get(localized("/apparence"), chooseTheme);
    router.get(localized(FEED), exploreFeed(ctx));
    router.get("/service-worker.js", sendWorker);
    router.get(SPECULATION_PATH, sendSpeculation);
    return router;
  },
  jobs: [
    {
      name: "alerts",
      cronUtc: "*/10 * * * *",
      period: (now) => `${now.toISOString().slice(0, 15)}0`,
      run: evaluateAlerts,
    },
    forgetJob,
  ],
};
