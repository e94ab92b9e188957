/**
 * Checks a server against OGC API Features Part 1 (17-069r4), requirement by requirement:
 *   node geoportal/ogc/validate.ts http://127.0.0.1:8080/ogc
 */
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}
type Get = (path: string) => Promise<Answer>;
interface Verdict {
  readonly requirement: string;
  readonly fault: string | null;
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};
const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.map(record) : []);
const links = (value: unknown): Record<string, unknown>[] => list(record(value).links);
const rels = (value: unknown): string[] => links(value).map(({ rel }) => String(rel));

/** Every requirement of classes core, geojson and oas30, with what was wrong or null. */
export async function validate(base: string): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  const get: Get = async (path) => {
    const response = await fetch(path.startsWith("http") ? path : `${base}${path}`);
    const type = response.headers.get("content-type")?.split(";")[0] ?? "";
    const text = await response.text();
    return { status: response.status, type, body: type.endsWith("json") ? JSON.parse(text) : text };
  };
  const check = (requirement: string, holds: boolean, fault: string): void => {
    verdicts.push({ requirement, fault: holds ? null : fault });
  };

  const root = await get("");
  check("/req/core/root-op", root.status === 200, `${root.status}`);
  check(
    "/req/core/root-success",
    ["service-desc", "conformance", "data"].every((rel) => rels(root.body).includes(rel)),
    `links: ${rels(root.body).join(", ")}`,
  );
  const described = links(root.body).find(({ rel }) => rel === "service-desc");
  const api = await get(String(described?.href));
  check("/req/core/api-definition-op", api.status === 200, `${api.status}`);
  check("/req/core/api-definition-success", api.type === String(described?.type).split(";")[0], api.type);
  check("/req/oas30/oas-definition-1", api.type === "application/vnd.oai.openapi+json", api.type);
  check("/req/oas30/oas-definition-2", /^3\.0\.\d$/u.test(String(record(api.body).openapi)), "openapi");
  const conformance = await get("/conformance");
  const classes = record(conformance.body).conformsTo;
  check("/req/core/conformance-op", conformance.status === 200, `${conformance.status}`);
  check(
    "/req/core/conformance-success",
    Array.isArray(classes) && classes.includes("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"),
    "conformsTo",
  );
  const collections = await get("/collections");
  const all = list(record(collections.body).collections);
  check("/req/core/fc-md-op", collections.status === 200, `${collections.status}`);
  check(
    "/req/core/fc-md-success",
    all.length > 0 && all.every(({ id }) => typeof id === "string"),
    "collections",
  );
  check("/req/core/fc-md-links", rels(collections.body).includes("self"), "no self");
  check("/req/core/fc-md-items", new Set(all.map(({ id }) => id)).size === all.length, "ids");
  check(
    "/req/core/fc-md-items-links",
    all.every((one) =>
      links(one).some(({ rel, type }) => rel === "items" && type === "application/geo+json"),
    ),
    "no items link",
  );
  check(
    "/req/core/fc-md-extent",
    all.every((one) => list(record(record(one.extent).spatial).bbox).length > 0),
    "no extent",
  );
  check(
    "/req/core/crs84",
    all.every(({ crs }) => Array.isArray(crs) && crs[0] === "http://www.opengis.net/def/crs/OGC/1.3/CRS84"),
    "CRS84 is not first",
  );
  for (const one of all) await collection(get, one, check);
  const paths = Object.keys(record(record(api.body).paths));
  check(
    "/req/oas30/completeness",
    [
      "/collections",
      "/collections/{collectionId}/items",
      "/collections/{collectionId}/items/{featureId}",
    ].every((path) => paths.includes(path)),
    paths.join(" "),
  );
  return verdicts;
}

async function collection(
  get: Get,
  one: Record<string, unknown>,
  check: (requirement: string, holds: boolean, fault: string) => void,
): Promise<void> {
  const id = String(one.id);
  const named = (name: string): string => `${name} (${id})`;
  const alone = await get(`/collections/${id}`);
  check(named("/req/core/sfc-md-op"), alone.status === 200, `${alone.status}`);
  check(
    named("/req/core/sfc-md-success"),
    JSON.stringify(alone.body) === JSON.stringify(one),
    "not as in the list",
  );
  const items = `/collections/${id}/items`;
  const page = await get(`${items}?limit=2`);
  const body = record(page.body);
  const features = list(body.features);
  check(named("/req/core/fc-op"), page.status === 200, `${page.status}`);
  check(named("/req/geojson/definition"), page.type === "application/geo+json", page.type);
  check(
    named("/req/geojson/content"),
    body.type === "FeatureCollection" &&
      features.every(({ type, geometry }) => type === "Feature" && geometry !== undefined),
    "not a FeatureCollection",
  );
  check(named("/req/core/fc-limit-response-1"), features.length <= 2, `${features.length} for 2`);
  check(
    named("/req/core/fc-numberReturned"),
    body.numberReturned === features.length,
    String(body.numberReturned),
  );
  const matched = Number(body.numberMatched);
  let [found, next]: [number, string | undefined] = [0, `${items}?limit=997`];
  const ids = new Set<string>();
  while (next !== undefined) {
    const { body: one }: Answer = await get(next);
    for (const feature of list(record(one).features)) ids.add(String(feature.id));
    found += list(record(one).features).length;
    const link: unknown = links(one).find(({ rel }) => rel === "next")?.href;
    next = typeof link === "string" ? link : undefined;
  }
  check(
    named("/req/core/fc-numberMatched"),
    found === matched && ids.size === matched,
    `${found} for ${matched}`,
  );
  check(
    named("/req/core/fc-links"),
    rels(body).includes("self") && (matched <= 2 || rels(body).includes("next")),
    rels(body).join(" "),
  );
  check(
    named("/req/core/fc-rel-type"),
    links(body).every(({ rel, type }) => rel !== undefined && type !== undefined),
    "a link without rel or type",
  );
  const [west = 0, south = 0, east = 0, north = 0] = (
    list(record(record(one.extent).spatial).bbox).length > 0
      ? Object.values(record(record(record(one.extent).spatial).bbox)["0"] ?? {})
      : []
  ).map(Number);
  const whole = await get(`${items}?limit=1&bbox=${[west, south, east, north].join(",")}`);
  const nowhere = await get(`${items}?limit=1&bbox=100,10,101,11`);
  check(
    named("/req/core/fc-bbox-response"),
    Number(record(whole.body).numberMatched) === matched && Number(record(nowhere.body).numberMatched) === 0,
    "bbox",
  );
  const time = await get(`${items}?limit=1&datetime=2020-01-01T00:00:00Z/..`);
  check(named("/req/core/fc-time-response"), time.status === 200, `${time.status}`);
  for (const [requirement, query] of [
    ["/req/core/query-param-unknown", "couleur=bleu"],
    ["/req/core/query-param-invalid", "limit=0"],
    ["/req/core/fc-limit-definition", "limit=beaucoup"],
    ["/req/core/fc-bbox-definition", "bbox=1,2,3"],
    ["/req/core/fc-time-definition", "datetime=hier"],
  ] as const) {
    const { status } = await get(`${items}?${query}`);
    check(named(requirement), status === 400, `${status} for ${query}`);
  }
  const first = features[0];
  if (first === undefined) return;
  const feature = await get(`${items}/${encodeURIComponent(String(first.id))}`);
  check(named("/req/core/f-op"), feature.status === 200, `${feature.status}`);
  check(named("/req/core/f-success"), record(feature.body).id === first.id, "another feature");
  check(
    named("/req/core/f-links"),
    ["self", "collection"].every((rel) => rels(feature.body).includes(rel)),
    rels(feature.body).join(" "),
  );
  const none = await get(`${items}/nothing-of-this-name`);
  check(named("/req/oas30/exceptions-codes"), none.status === 404, `${none.status}`);
}

if (import.meta.main) {
  const [base = "http://127.0.0.1:8080/ogc"] = process.argv.slice(2);
  const verdicts = await validate(base.replace(/\/$/u, ""));
  for (const { requirement, fault } of verdicts)
    process.stdout.write(
      `${fault === null ? "ok  " : "FAIL"} ${requirement}${fault === null ? "" : `: ${fault}`}\n`,
    );
  process.exitCode = verdicts.every(({ fault }) => fault === null) ? 0 : 1;
}
