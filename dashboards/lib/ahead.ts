/** Pages that change nothing when they are asked for, and are the same for everyone; never a file or a form. */
export const AHEAD = [
  "/",
  "/tableaux/*",
  "/votre-commune/*",
  "/carte",
  "/carte/territoire/*",
  "/explorer",
  "/indicateurs",
  "/indicateurs/*",
  "/methode",
  "/glossaire",
  "/decouvrir",
] as const;

/** A file's name ends in letters, a place's code in digits. */
const REST = "[^.]+(?:\\.\\d+)*";
const PAGE = new RegExp(`^/(?:fr|ar|en)(?:${AHEAD.map((path) => path.replace("*", REST)).join("|")})$`, "u");

/** Whether the page of a path, with its language, may be fetched before its link is followed. */
export const isAhead = (path: string): boolean => PAGE.test(path);
