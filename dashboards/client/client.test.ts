// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startCharts } from "./charts.ts";
import { startForms } from "./forms.ts";
import { startMenus } from "./menus.ts";
import { startSuggest } from "./suggest.ts";

const $ = <T extends Element>(selector: string): T => {
  const found = document.querySelector<T>(selector);
  if (found === null) throw new Error(selector);
  return found;
};
const press = (target: Element, key: string): KeyboardEvent => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  return event;
};

describe("a chart", () => {
  beforeEach(() => {
    document.body.innerHTML = `<figure aria-labelledby="t"><h2 id="t">Titre</h2><div data-chart="">
      <svg class="plot"><circle data-mark=""><title>un : 1</title></circle><circle data-mark=""><title>deux : 2</title></circle></svg>
    </div></figure>`;
    startCharts();
  });
  const chart = () => $<HTMLElement>("[data-chart]");
  const tip = () => $<HTMLElement>(".chart-tip");

  it("is one tab stop, named by its figure", () => {
    expect(chart().tabIndex).toBe(0);
    expect(chart().getAttribute("aria-labelledby")).toBe("t");
  });
  it("takes the browser's own tips away", () =>
    expect(document.querySelectorAll("circle title")).toHaveLength(0));
  it("moves with the arrows, tells each mark, and stops at the ends", () => {
    press(chart(), "ArrowRight");
    expect([tip().hidden, tip().textContent, $("[aria-live]").textContent]).toEqual([
      false,
      "un : 1",
      "un : 1",
    ]);
    press(chart(), "ArrowRight");
    press(chart(), "ArrowRight");
    expect(tip().textContent).toBe("deux : 2");
    press(chart(), "Home");
    expect(tip().textContent).toBe("un : 1");
  });
  it("lets go on Escape", () => {
    press(chart(), "End");
    expect(press(chart(), "Escape").defaultPrevented).toBe(true);
    expect(tip().hidden).toBe(true);
  });
  it("keeps a tip that was clicked, and shows one under the pointer", () => {
    const [first, second] = document.querySelectorAll("circle");
    first?.dispatchEvent(new Event("pointerover", { bubbles: true }));
    expect(tip().textContent).toBe("un : 1");
    second?.dispatchEvent(new Event("click", { bubbles: true }));
    chart().dispatchEvent(new Event("pointerleave"));
    expect([tip().hidden, tip().textContent]).toEqual([false, "deux : 2"]);
  });
});

describe("the search", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    document.documentElement.lang = "fr";
    document.body.innerHTML = `<form><label for="q">Chercher</label><div><input id="q" data-suggest=""></div></form>`;
    vi.stubGlobal("fetch", async () => ({
      ok: true,
      json: async () => ({
        items: [
          { code: "01", level: "region", name_fr: "Tanger-Tétouan", name_ar: "طنجة - تطوان" },
          { code: "01.511.01.0", level: "commune", name_fr: "Tanger", name_ar: "طنجة" },
          { code: "x", level: "arrondissement", name_fr: "Tanger-Médina", name_ar: "طنجة المدينة" },
        ],
      }),
    }));
    startSuggest();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  it("suggests places, and arrows choose among them", async () => {
    const input = $<HTMLInputElement>("#q");
    input.focus();
    input.value = "tan";
    input.dispatchEvent(new Event("input"));
    await vi.advanceTimersByTimeAsync(300);
    expect(document.querySelectorAll("[role=option]")).toHaveLength(2);
    press(input, "ArrowDown");
    expect(input.getAttribute("aria-activedescendant")).toBe("q-list-0");
    press(input, "ArrowUp");
    expect(input.getAttribute("aria-activedescendant")).toBe("q-list-1");
    press(input, "Escape");
    expect(input.getAttribute("aria-expanded")).toBe("false");
  });
});

describe("menus and forms", () => {
  it("a menu closes on Escape and gives the focus back", () => {
    document.body.innerHTML = `<details data-menu="" open><summary>m</summary></details>`;
    startMenus();
    press(document.body, "Escape");
    expect($<HTMLDetailsElement>("details").open).toBe(false);
  });
  it("filters apply at once where a pointer chose, never at an arrow of the keyboard", () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    document.body.innerHTML = `<form data-auto-submit=""><select name="a"><option>1</option><option>2</option></select></form>`;
    startForms();
    const sent = vi.fn((event: Event) => event.preventDefault());
    $("form").addEventListener("submit", sent);
    const change = () => $("select").dispatchEvent(new Event("change", { bubbles: true }));
    press($("select"), "ArrowDown");
    change();
    expect(sent).not.toHaveBeenCalled();
    $("select").dispatchEvent(new Event("pointerdown", { bubbles: true }));
    change();
    expect(sent).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });
  it("an empty field stays out of the address", () => {
    document.body.innerHTML = `<form data-auto-submit=""><select name="a"><option value="" selected></option></select></form>`;
    startForms();
    $("form").dispatchEvent(new Event("submit"));
    expect($<HTMLSelectElement>("select").disabled).toBe(true);
  });
});
