/** A router's own addresses, `GET /x/:y`, however deep: Express keeps them in its stack. */
export function routesOf(router: unknown): string[] {
  const found = new Set<string>();
  walk(router, found);
  return [...found].sort();
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  (typeof value === "object" || typeof value === "function") && value !== null;

function walk(router: unknown, found: Set<string>): void {
  const stack = isRecord(router) && Array.isArray(router.stack) ? router.stack : [];
  for (const layer of stack.filter(isRecord)) {
    const { route, handle } = layer;
    if (!isRecord(route)) {
      walk(handle, found);
      continue;
    }
    const methods = isRecord(route.methods) ? Object.keys(route.methods).filter((one) => one !== "_all") : [];
    const paths = Array.isArray(route.path) ? route.path : [route.path];
    for (const path of paths)
      for (const method of methods)
        if (method !== "options") found.add(`${method.toUpperCase()} ${unlocalized(String(path))}`);
  }
}

/** The three addresses of a page are one: `/{lang}/…`. */
const unlocalized = (path: string): string =>
  (path.startsWith("/^") ? path : path.replace(/(?<=.)\/$/, "")).replace(
    /^\/(?:fr|ar|en)(?=\/|$)/,
    "/{lang}",
  );
