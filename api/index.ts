export { type AppOptions, createApp } from "./app.ts";
export { siteDocument } from "./document.ts";
export type { ErrorPages } from "./fallback.ts";
export { API_LIMITS, type ApiLimits, limitsOf } from "./http/limits.ts";
export { serveAssistant } from "./mcp/stdio.ts";
export { type ServeOptions, type Serving, serve } from "./serve.ts";
