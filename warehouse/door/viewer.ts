import type { Lang } from "../text.ts";
import { PUBLIC_VIEWER, ROLES, type Role, type Viewer } from "./types.ts";

/** Who is signed in, as a page's frame shows it. */
export interface SignedIn {
  /** What they are called. */
  readonly display: string;
  /** Their own role and territory, whatever they look through. */
  readonly role: Role;
  readonly territory: string | null;
  /** Whether an administrator looks through another's eyes. */
  readonly viewingAs: boolean;
}

/** The part of a response that carries who asks, from sign-in to whatever answers; Express's own fits. */
export interface Answering {
  readonly locals: Record<string, unknown>;
}

/**
 * Whose question a request is: the one way to know it, for every surface. `api/` sets it before any route runs.
 * The public where nobody is signed in. `lang` is the language that the answer is written in.
 */
export function viewerOf(res: Answering | undefined, lang: Lang): Viewer {
  const known = res?.locals.viewer;
  return { ...(isViewer(known) ? known : PUBLIC_VIEWER), lang };
}

/**
 * Whose eyes a page about any place is drawn with. The door limits a territorial account's answers to its territory:
 * under that limit a page about the country would show a part of it under the country's name. So of the rest such an
 * account reads what everyone may; what is more for its own territory, a page asks for with the account itself.
 */
export const pageEyes = (viewer: Viewer): Viewer =>
  viewer.territory === null ? viewer : { ...PUBLIC_VIEWER, lang: viewer.lang };

/** Who is signed in; null for the public. An answer to someone signed in is kept nowhere and shared with nobody. */
export function signedInOf(res: Answering | undefined): SignedIn | null {
  const known = res?.locals.signedIn;
  return isSignedIn(known) ? known : null;
}

/** Tells all that comes after who asks. */
export function setViewer(res: Answering, viewer: Viewer, signedIn: SignedIn | null): void {
  res.locals.viewer = viewer;
  res.locals.signedIn = signedIn;
}

/** The word that a form of this site has to carry back (field `jeton`); null where nobody can sign in. */
export function formWordOf(res: Answering | undefined): string | null {
  const make = res?.locals.formWord;
  return typeof make === "function" ? String(make()) : null;
}

/** How a form's word is made, only where a page asks for one: it sets a cookie. */
export function setFormWord(res: Answering, make: () => string): void {
  res.locals.formWord = make;
}

const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);
const isText = (value: unknown): value is string | null => value === null || typeof value === "string";

function isViewer(value: unknown): value is Viewer {
  if (typeof value !== "object" || value === null) return false;
  return "role" in value && isRole(value.role) && "territory" in value && isText(value.territory);
}

function isSignedIn(value: unknown): value is SignedIn {
  if (typeof value !== "object" || value === null) return false;
  return "display" in value && typeof value.display === "string" && "viewingAs" in value;
}
