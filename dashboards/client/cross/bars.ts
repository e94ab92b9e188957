/**
 * One chart of the page as a list of which several may be chosen (ARIA listbox): pointer, touch and keys do the same.
 * Dragging over bars takes them all; arrows move, Shift and an arrow extend, Space takes or leaves, Escape leaves all.
 */
export interface Bars {
  /** Writes values; `texts` is what each says. */
  draw(values: ArrayLike<number>, texts: readonly string[]): void;
  /** Shows what is chosen; null for all. */
  mark(chosen: Uint8Array | null): void;
}

export function bars(
  list: HTMLElement,
  names: readonly string[],
  on: { hold(): void; choose(chosen: Uint8Array | null): void },
): Bars {
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-multiselectable", "true");
  list.setAttribute("aria-labelledby", `${list.id}-title`);
  list.tabIndex = 0;
  const options = names.map((name, at) => {
    const option = document.createElement("div");
    option.id = `${list.id}-${at}`;
    option.className = "cross-bar";
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const label = document.createElement("span");
    label.className = "cross-name";
    label.textContent = name;
    const track = document.createElement("span");
    track.className = "cross-track";
    const fill = document.createElement("span");
    track.append(fill);
    const value = document.createElement("bdi");
    // A figure with its unit in words runs as its words do.
    value.dir = "auto";
    value.className = "cross-value";
    option.append(label, track, value);
    return { option, fill, value };
  });
  list.replaceChildren(...options.map(({ option }) => option));

  let chosen: Uint8Array | null = null;
  let anchor = -1;
  let active = 0;
  const range = (from: number, to: number): Uint8Array =>
    Uint8Array.from(names, (_, at) => (at >= Math.min(from, to) && at <= Math.max(from, to) ? 1 : 0));
  const choose = (next: Uint8Array | null): void => {
    // Everything or nothing is the same as no choice.
    const some = next?.some((one) => one === 1) === true && next.some((one) => one === 0);
    chosen = some ? next : null;
    on.choose(chosen);
  };
  const point = (at: number): void => {
    active = Math.min(names.length - 1, Math.max(0, at));
    list.setAttribute("aria-activedescendant", `${list.id}-${active}`);
    options.forEach(({ option }, index) => {
      option.classList.toggle("is-active", index === active);
    });
  };
  const indexOf = (target: EventTarget | null): number =>
    options.findIndex(({ option }) => target instanceof Node && option.contains(target));
  const under = (event: PointerEvent): number =>
    indexOf(document.elementFromPoint(event.clientX, event.clientY));

  list.addEventListener("pointerenter", () => on.hold());
  list.addEventListener("focus", () => {
    on.hold();
    point(active);
  });
  list.addEventListener("blur", () => {
    for (const { option } of options) option.classList.remove("is-active");
  });
  let before: Uint8Array | null = null;
  list.addEventListener("pointerdown", (event) => {
    const at = indexOf(event.target);
    if (at < 0) return;
    on.hold();
    before = chosen;
    anchor = at;
    point(at);
    list.setPointerCapture(event.pointerId);
    choose(range(at, at));
  });
  list.addEventListener("pointermove", (event) => {
    if (anchor < 0) return;
    const at = under(event);
    if (at >= 0 && at !== active) {
      point(at);
      choose(range(anchor, at));
    }
  });
  list.addEventListener("pointerup", () => {
    // A bar that was the only one chosen, taken again, is left.
    const alone = before !== null && before.filter((one) => one === 1).length === 1 && before[anchor] === 1;
    if (alone && active === anchor) choose(null);
    anchor = -1;
  });
  list.addEventListener("pointercancel", () => {
    anchor = -1;
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const from = active;
      point(active + step);
      if (event.shiftKey) {
        const next = Uint8Array.from(chosen ?? new Uint8Array(names.length));
        next[from] = 1;
        next[active] = 1;
        choose(next);
      }
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      point(event.key === "Home" ? 0 : names.length - 1);
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      const next = Uint8Array.from(chosen ?? new Uint8Array(names.length));
      next[active] = next[active] === 1 ? 0 : 1;
      choose(next);
    } else if (event.key === "Escape" && chosen !== null) {
      event.preventDefault();
      choose(null);
    }
  });
  return {
    draw(values, texts) {
      let most = 0;
      for (let at = 0; at < names.length; at += 1) most = Math.max(most, values[at] ?? 0);
      options.forEach(({ fill, value }, at) => {
        fill.style.inlineSize = `${most === 0 ? 0 : (100 * (values[at] ?? 0)) / most}%`;
        value.textContent = texts[at] ?? "";
      });
    },
    mark(next) {
      chosen = next;
      options.forEach(({ option }, at) => {
        option.setAttribute("aria-selected", String(next?.[at] === 1));
        option.classList.toggle("is-out", next !== null && next[at] !== 1);
      });
    },
  };
}
