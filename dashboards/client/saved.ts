import { deviceList } from "../lib/device.ts";

interface Saved {
  readonly title: string;
  readonly path: string;
}

const isSaved = (value: unknown): value is Saved =>
  typeof value === "object" &&
  value !== null &&
  "title" in value &&
  "path" in value &&
  typeof value.title === "string" &&
  typeof value.path === "string" &&
  // Only a page of this site may be led to.
  /^\/(?:fr|ar|en)\/explorer(?:\?|$)/u.test(value.path);

/** Questions that a reader keeps. Without storage (or script) the address itself is what is kept. */
const questions = deviceList("bayan-questions", 30, isSaved);

export function startSaved(): void {
  const box = document.querySelector<HTMLElement>("[data-saved]");
  if (box === null) return;
  const list = box.querySelector("ul");
  const status = box.querySelector<HTMLElement>("[role=status]");
  const { saved = "", copied = "", remove = "" } = box.dataset;
  const here = `${window.location.pathname}${window.location.search}`;
  const say = (text: string): void => {
    if (status !== null) status.textContent = text;
  };
  const write = (all: readonly Saved[]): void => {
    questions.write(all);
    draw(questions.read());
  };
  const draw = (all: readonly Saved[]): void => {
    list?.replaceChildren(
      ...all.map((one) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = one.path;
        link.textContent = one.title;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "link-button";
        button.textContent = remove;
        button.setAttribute("aria-label", `${remove} · ${one.title}`);
        button.addEventListener("click", () =>
          write(questions.read().filter((other) => other.path !== one.path)),
        );
        item.append(link, " ", button);
        return item;
      }),
    );
  };
  box.hidden = false;
  draw(questions.read());
  box.querySelector("[data-keep]")?.addEventListener("click", () => {
    const title =
      document.querySelector(".figure-subtitle")?.textContent ??
      document.querySelector("h1")?.textContent ??
      here;
    write([{ title, path: here }, ...questions.read().filter((one) => one.path !== here)]);
    say(saved);
  });
  box.querySelector("[data-copy]")?.addEventListener("click", () => {
    navigator.clipboard.writeText(window.location.href).then(
      () => say(copied),
      () => say(window.location.href),
    );
  });
}
