import type { RequestHandler } from "express";
import { THEME_COOKIE, THEMES } from "../lib/theme.ts";
import { choice, readQuery, safeReturn } from "../lib/url.ts";

const YEAR_MS = 365 * 24 * 3600 * 1000;

/** Keeps the reader's theme in a cookie and goes back to the page they came from. */
export const chooseTheme: RequestHandler = (req, res) => {
  const { values } = readQuery(req.originalUrl, ["theme", "retour"]);
  const theme = choice(values.get("theme"), THEMES);
  const options = { path: "/", sameSite: "lax", httpOnly: false, secure: req.secure } as const;
  if (theme === "auto") res.clearCookie(THEME_COOKIE, options);
  else res.cookie(THEME_COOKIE, theme, { ...options, maxAge: YEAR_MS });
  res.set("Cache-Control", "no-store").redirect(303, safeReturn(values.get("retour")));
};
