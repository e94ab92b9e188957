import { join } from "node:path";
import express, { type RequestHandler } from "express";
import { PROJECT_ROOT } from "#warehouse/home.ts";

/** The built browser files. Their names carry a hash of their bytes: a year in any cache. */
export function assets(folder: string = join(PROJECT_ROOT, "dist/web")): RequestHandler {
  return express.static(folder, {
    index: false,
    dotfiles: "ignore",
    redirect: false,
    fallthrough: true,
    immutable: true,
    maxAge: "365d",
    setHeaders: (res) => {
      res.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    },
  });
}
