import { deviceList } from "#dashboards/lib/device.ts";
import { isStep, MOST_STEPS, type Step, storyHref } from "../story/steps.ts";
import { pageLang } from "./stage.ts";

/** Views of the map that a reader keeps: nothing leaves their device but by an address that they share. */
const views = deviceList("bayan-views", MOST_STEPS, isStep);

/** A step of a story from the address of a view, and what is said of it. */
export const stepOf = (address: string, text: string): Step => {
  const { search, hash } = new URL(address, "http://map.invalid");
  return { query: search, hash, text: text.trim() };
};

/**
 * The list of kept views beside the map: keep, open, reorder, remove, and open all as a story.
 *
 * @param here the address of the view that is on the screen, and its place there
 */
export function startViews(here: () => string): void {
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
    views.write(steps);
    draw(views.read());
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
  draw(views.read());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const input = form.querySelector("input");
    const kept = views.read();
    if (kept.length >= MOST_STEPS) {
      status.textContent = words.full ?? "";
      return;
    }
    const text = input?.value.trim() || (document.querySelector("h1")?.textContent ?? "");
    write([...kept, stepOf(here(), text)]);
    if (input !== null) input.value = "";
    status.textContent = words.kept ?? "";
  });
}
