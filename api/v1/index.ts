import { getAudit, getAuditHeads, getMe } from "./access.ts";
import { getAlerts } from "./alerts.ts";
import {
  getDimensions,
  getLineage,
  getMetrics,
  getRankings,
  getReleases,
  getSources,
  getTerritories,
} from "./catalogue.ts";
import { getExplain, postExplain } from "./explain.ts";
import { getQuery, postQuery } from "./query.ts";
import type { ApiRoute } from "./route.ts";

const all = [
  postQuery,
  getQuery,
  postExplain,
  getExplain,
  getMetrics,
  getDimensions,
  getTerritories,
  getRankings,
  getReleases,
  getSources,
  getLineage,
  getAlerts,
  getMe,
  getAuditHeads,
  getAudit,
];

/** Every address of the API, in the order of the reference page. */
export const API_ROUTES: readonly ApiRoute[] = all;
