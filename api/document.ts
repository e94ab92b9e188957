import type { Surface } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";
import { accessContract, operationsContract } from "./contract.ts";
import { type Json, openapi } from "./openapi.ts";
import { API_ROUTES } from "./v1/index.ts";

export const API_VERSION = "1";

/** The contract of the whole site: the API, each surface, signing in, operations. */
export const siteDocument = (
  surfaces: readonly Pick<Surface, "name" | "contract">[],
  lang: Lang,
  version: string = API_VERSION,
): Json =>
  openapi(version, lang, API_ROUTES, [
    ...surfaces,
    { name: "access", contract: accessContract },
    { name: "operations", contract: operationsContract },
  ]);
