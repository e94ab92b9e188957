import type { Lang } from "#warehouse/text.ts";

/** One step of a story: a view of the map by its address, and what is said of it. */
export interface Step {
  /** The map's query, with its `?`, or "". */
  readonly query: string;
  /** Place on the screen and drawing, with its `#`, or "". */
  readonly hash: string;
  readonly text: string;
}

export const STORY_PATH = "/carte/recit";
/** Steps of a story, at most. */
export const MOST_STEPS = 20;
const LONGEST = 300;
const VIEW = /^(\?[^\s#\\]{0,800})?(#[\d./,;-]{0,900})?$/u;

/** Whether something read back from a device is a step: its view one of the map's. */
export function isStep(value: unknown): value is Step {
  if (typeof value !== "object" || value === null) return false;
  const [query, hash, text] = ["query", "hash", "text"].map((key): unknown => Reflect.get(value, key));
  return (
    typeof query === "string" &&
    typeof hash === "string" &&
    typeof text === "string" &&
    VIEW.test(`${query}${hash}`)
  );
}

/**
 * Steps from a story's address: `vue` and `dit` come in pairs, in order. A view that is none of the map's is left out.
 * `n` is the step shown, from 1.
 */
export function readStory(originalUrl: string): { readonly steps: readonly Step[]; readonly at: number } {
  const [address = ""] = originalUrl.split("#");
  const query = new URLSearchParams(address.split("?").slice(1).join("?"));
  const texts = query.getAll("dit");
  const steps = query
    .getAll("vue")
    .slice(0, MOST_STEPS)
    .flatMap((view, index): Step[] => {
      const found = VIEW.exec(view);
      if (found === null) return [];
      const text = (texts[index] ?? "").trim().slice(0, LONGEST);
      return [{ query: found[1] ?? "", hash: found[2] ?? "", text }];
    });
  const asked = Number(query.get("n") ?? "1");
  const at = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), Math.max(steps.length, 1)) : 1;
  return { steps, at };
}

/** The address of a story at one of its steps; the step's own place on the screen stands last. */
export function storyHref(lang: Lang, steps: readonly Step[], at: number): string {
  const query = new URLSearchParams();
  for (const { query: view, hash, text } of steps) {
    query.append("vue", `${view}${hash}`);
    query.append("dit", text);
  }
  query.append("n", String(at));
  return `/${lang}${STORY_PATH}?${query}${steps[at - 1]?.hash ?? ""}`;
}
