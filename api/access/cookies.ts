import type { Request, Response } from "express";

/** `session` opens a session; `form` belongs to a form of someone not signed in; `pending` to a sign-in under way. */
export type CookieName = "session" | "form" | "pending" | "oidc";

/** Cookies of one site. Under HTTPS their name binds them to this very host and its encryption (`__Host-`). */
export interface Cookies {
  read(req: Request, name: CookieName): string | null;
  set(res: Response, name: CookieName, value: string, maxAgeMs?: number): void;
  clear(res: Response, name: CookieName): void;
}

const VALUE = /^[A-Za-z0-9_.-]{1,512}$/;

export function cookiesOf(publicUrl: string): Cookies {
  const secure = publicUrl.startsWith("https:");
  const named = (name: CookieName): string => `${secure ? "__Host-" : ""}bayan_${name}`;
  // Lax: a link from a mail arrives signed in, a form of another site does not.
  const options = { path: "/", httpOnly: true, secure, sameSite: "lax" } as const;
  return {
    read(req, name) {
      const wanted = named(name);
      for (const part of (req.headers.cookie ?? "").split(";")) {
        const at = part.indexOf("=");
        if (at < 0 || part.slice(0, at).trim() !== wanted) continue;
        const value = part.slice(at + 1).trim();
        return VALUE.test(value) ? value : null;
      }
      return null;
    },
    set: (res, name, value, maxAge) => {
      res.cookie(named(name), value, maxAge === undefined ? options : { ...options, maxAge });
    },
    clear: (res, name) => {
      res.clearCookie(named(name), options);
    },
  };
}
