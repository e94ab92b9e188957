import { z } from "zod";
import { alertPlaces, alertsOf, LEVELS, SEVERITIES } from "#warehouse/alerts/index.ts";
import { defineRoute, json } from "./route.ts";

export const alerts = z
  .object({
    total: z.int().min(0).describe("Active alerts that answer the question, on all pages"),
    items: z.array(
      z.object({
        id: z.string(),
        rule: z.string().describe("Id of the rule"),
        subject: z.string().describe("Project number or HCP code"),
        territory: z.string().nullable().describe("HCP code"),
        since: z.string().describe("First day of the period of the data that fired it"),
        state: z.enum(["open", "acknowledged", "snoozed"]),
        level: z.enum(LEVELS).describe("Who has to act now"),
        severity: z.enum(SEVERITIES),
        value: z.number().describe("Last figure of the series that the rule watches"),
        worst: z.number().describe("Worst figure since it fired"),
        opened_at: z.string().describe("UTC, ISO 8601"),
        release: z.string().describe("Release that showed it last"),
      }),
    ),
    next: z.int().nullable().describe("`from` of the page after this one; null at the end"),
  })
  .meta({ id: "Alerts" });

export const getAlerts = defineRoute({
  method: "get",
  path: "/api/v1/alerts",
  id: "alerts",
  summary: {
    fr: "Alertes actives du territoire de qui les demande",
    ar: "التنبيهات النشطة في مجال من يطلبها",
    en: "Active alerts in the territory of who asks",
  },
  query: z.object({
    rule: z.string().max(60).optional().describe("Id of a rule"),
    severity: z.enum(SEVERITIES).optional().describe("Only of this severity"),
    level: z.enum(LEVELS).optional().describe("Only at this level"),
    from: z.coerce
      .number()
      .int()
      .min(0)
      .max(1e6)
      .default(0)
      .describe("Alerts to leave out, from the gravest"),
    limit: z.coerce.number().int().min(1).max(1000).default(100).describe("Alerts at most"),
  }),
  responses: { "application/json": alerts },
  errors: [400, 401, 403, 503],
  needs: { scope: "figures" },
  handle: async ({ ctx, viewer, query }) => {
    const release = await ctx.release();
    try {
      const found = alertsOf(ctx)
        .active(await alertPlaces(release, viewer))
        .filter(
          ({ rule, severity, level }) =>
            (query.rule === undefined || rule === query.rule) &&
            (query.severity === undefined || severity === query.severity) &&
            (query.level === undefined || level === query.level),
        );
      const end = query.from + query.limit;
      return json({
        total: found.length,
        items: found.slice(query.from, end).map((each) => ({
          ...{ id: each.id, rule: each.rule, subject: each.subject, territory: each.territory },
          ...{ since: each.since, state: each.state, level: each.level, severity: each.severity },
          ...{ value: each.value, worst: each.worst, opened_at: each.openedAt, release: each.release },
        })),
        next: end < found.length ? end : null,
      });
    } finally {
      release.release();
    }
  },
});
