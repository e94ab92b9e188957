import type { PageRequest } from "./url.ts";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const THEME_COOKIE = "bayan_theme";

/** The theme a reader chose, from the cookie; `auto` follows the system. */
export function themeOf(req: Pick<PageRequest, "headers">): Theme {
  const match = /(?:^|;\s*)bayan_theme=(light|dark)(?:;|$)/u.exec(req.headers.cookie ?? "");
  return match?.[1] === "light" || match?.[1] === "dark" ? match[1] : "auto";
}
