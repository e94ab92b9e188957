import { type Step, storyHref } from "../story/steps.ts";
import { pageLang } from "./stage.ts";

/** Views of the map that a reader keeps on their own device: nothing leaves it but by an address that they share. */
const KEY = "bayan-views";
const MOST = 20;

const isStep = (value: unknown): value is Step =>
  typeof value === "object" &&
  value !== null &&
  ["query", "hash", "text"].every((key) => typeof Reflect.get(value, key) === "string");

function read(): Step[] {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter(isStep).slice(0, MOST) : [];
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof DOMException) return [];
    throw cause;
  }
}

/** What an address of the map holds, whatever page of it. */
export const viewOf = (address: string, text: string): Step => {
  const { search, hash } = new URL(address, "http://map.invalid");
  return { query: search, hash, text: text.trim() };
};

/**
 * The list of kept views beside the map: keep, open, reorder, remove, and open all as a story.
 *
 * @param here brings the address up to what is on the screen
 */
export function startViews(here: () => void): void {
  const box = document.querySelector<HTMLElement>("[data-views]");
  const form = box?.querySelector("form");
  const list = box?.querySelector("ol");
  const story = box?.querySelector<HTMLAnchorElement>("[data-story]");
  const status = box?.querySelector<HTMLElement>("[role=status]");
  if (!box || !form || !list || !story || !status) return;
  const lang = pageLang();
  const words: Record<string, string> = JSON.parse(box.dataset.words ?? "{}");
  const button = (word: string, of: string, act: () => void): HTMLButtonElement => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "link-button";
    made.textContent = words[word] ?? "";
    made.setAttribute("aria-label", `${words[word]} · ${of}`);
    made.addEventListener("click", act);
    return made;
  };
  const write = (steps: readonly Step[]): void => {
    window.localStorage.setItem(KEY, JSON.stringify(steps.slice(0, MOST)));
    draw(steps);
  };
  const draw = (steps: readonly Step[]): void => {
    list.replaceChildren(
      ...steps.map((step, at) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = `/${lang}/carte${step.query}${step.hash}`;
        link.textContent = step.text;
        link.dir = "auto";
        const without = steps.filter((_, other) => other !== at);
        const remove = button("remove", step.text, () => write(without));
        const up = button("up", step.text, () => write(without.toSpliced(at - 1, 0, step)));
        item.append(link, " ", ...(at > 0 ? [up, " "] : []), remove);
        return item;
      }),
    );
    story.hidden = steps.length === 0;
    story.href = storyHref(lang, steps, 1);
    status.textContent = steps.length === 0 ? (words.none ?? "") : "";
  };
  box.hidden = false;
  draw(read());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const input = form.querySelector("input");
    here();
    const text = input?.value.trim() || (document.querySelector("h1")?.textContent ?? "");
    write([...read(), viewOf(window.location.href, text)]);
    if (input !== null) input.value = "";
    status.textContent = words.kept ?? "";
  });
}
