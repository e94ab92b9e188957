import { accessContract, operationsContract } from "#api/contract.ts";
import { loadSurfaces } from "#pipelines/cli/compose.ts";

/** A page of the site at an address of its own, without its language. */
export interface SitePage {
  readonly path: string;
  /** Who it shows something to: everyone, or somebody signed in. */
  readonly reader: Reader;
  /** The one language of a page that is framed elsewhere: its token's, whatever its address says. */
  readonly framed: boolean;
}
export type Reader = "public" | "admin";

/** Places that show much: a commune where a page is of one, else a region. */
const COMMUNE = "06.141.01.0";
const REGION = "06";
const OF_COMMUNES = ["/votre-commune/:code", "/tableaux/fiche/:code"];

/** Questions without which a page has nothing to show. */
const QUERIES: Readonly<Record<string, string>> = {
  "/recherche": "?q=tang",
  "/carte/recherche": "?q=tang",
  "/carte/recit": "?vue=%3Fniveau%3Dprovince&dit=Les+provinces&vue=%3Fniveau%3Dregion&dit=Le+pays&n=1",
  "/integrer": "?page=%2Ffr%2Ftableaux%2Fbudget&figure=mois&hote=www.exemple.ma",
  "/guichet/deposer": "?objet=error&page=/tableaux/budget",
};

/** Pages of one thing that no list of ours names: where a link to one stands. */
const LISTED: Readonly<Record<string, string>> = {
  "/tableaux/projets/fiche/:id": "/tableaux/projets/06",
  "/carte/projet/:id": "/carte?projets=oui&dans=06",
  "/integrer/:token": `/integrer${QUERIES["/integrer"]}`,
  "/exploitation/aide/:code": "/exploitation",
};

/** Pages that lead elsewhere, or that a home without cases, alerts or jobs does not have. */
const LEFT: readonly string[] = [
  "/connexion/code",
  "/connexion/fournisseur",
  "/connexion/fournisseur/retour",
  "/carte/territoire",
  "/carte/lieu/:code",
  "/tableaux/fiche",
  "/guichet/affaires/:id",
  "/tableaux/alertes/avis/:id",
  "/exploitation/:job",
  "/exploitation/aide/:code",
];

/**
 * Every page of the site's contract, each at one address: a page that is added is in it, or the test that reads this
 * fails.
 *
 * @param ask the answer at an address; redirects are not followed
 */
export async function everyPage(
  ask: (path: string, reader: Reader) => Promise<Response>,
): Promise<readonly SitePage[]> {
  const surfaces = await loadSurfaces();
  const docs = [
    ...surfaces.flatMap(({ contract = [] }) => contract),
    ...accessContract,
    ...operationsContract,
  ];
  const routes = new Set(
    docs
      .filter(
        (doc) => (doc.method ?? "get") === "get" && doc.localized === true && "text/html" in doc.responses,
      )
      .map((doc) => doc.path)
      .filter((path) => !LEFT.includes(path)),
  );
  const pages: SitePage[] = [];
  for (const route of routes) {
    const path = `${await addressOf(route, routes, async (list) => (await ask(list, "admin")).text())}${QUERIES[route] ?? ""}`;
    const open = (await ask(`/fr${path}`, "public")).status === 200;
    pages.push({ path, reader: open ? "public" : "admin", framed: route === "/integrer/:token" });
  }
  return pages;
}

async function addressOf(
  route: string,
  routes: ReadonlySet<string>,
  read: (path: string) => Promise<string>,
): Promise<string> {
  if (!route.includes(":")) return route;
  if (route.endsWith("/:code") && LISTED[route] === undefined)
    return route.replace(":code", OF_COMMUNES.includes(route) ? COMMUNE : REGION);
  const list = LISTED[route] ?? route.slice(0, route.indexOf("/:"));
  const link = new RegExp(`href="/fr(${route.replace(/:\w+/u, '[^"/?#]+')})["?#]`, "gu");
  for (const [, found = ""] of (await read(`/fr${list}`)).matchAll(link))
    if (!routes.has(found)) return found;
  throw new Error(`${route}: ${list} leads to none; name a place where a link to one stands`);
}
