/**
 * Suggestions under the search boxes: an editable combobox with a list (ARIA APG). It asks the same public
 * addresses as anyone; without script, or when they fail, the form still searches.
 */
interface Item {
  readonly code: string;
  readonly level: string;
  readonly name_fr: string;
  readonly name_ar: string;
}

const SHOWN = 7;
const WAIT_MS = 180;

export function startSuggest(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-suggest]")) attach(input);
}

function attach(input: HTMLInputElement): void {
  const row = input.parentElement;
  if (row === null) return;
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "");
  list.hidden = true;
  row.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let timer = 0;
  let asked = 0;
  let active = -1;
  const lang = document.documentElement.lang;
  const target = input.form?.querySelector<HTMLInputElement>("input[name=vers]")?.value ?? "/tableaux/fiche";
  const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[role=option]")];

  const close = (): void => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index: number): void => {
    active = index;
    options().forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === index));
    });
    const id = options()[index]?.id;
    if (id) input.setAttribute("aria-activedescendant", id);
    else input.removeAttribute("aria-activedescendant");
  };
  const go = (code: string | undefined): void => {
    if (code) window.location.assign(`/${lang}${target}/${encodeURIComponent(code)}`);
  };

  const fill = (items: readonly Item[]): void => {
    list.replaceChildren(
      ...items.map((item, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.code = item.code;
        const name = document.createElement("span");
        name.textContent = lang === "ar" ? item.name_ar : item.name_fr;
        const other = document.createElement("small");
        // Homonyms are told apart by their level and code.
        const script = document.createElement("bdi");
        script.textContent = lang === "ar" ? item.name_fr : item.name_ar;
        const code = document.createElement("bdi");
        code.dir = "ltr";
        code.textContent = item.code;
        other.append(script, ` · ${input.dataset[item.level] ?? item.level} · `, code);
        option.append(name, other);
        return option;
      }),
    );
    active = -1;
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
  };

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    const q = input.value.trim();
    if (q.length < 2) return close();
    timer = window.setTimeout(() => {
      asked += 1;
      const mine = asked;
      suggest(q).then((items) => {
        if (mine === asked && document.activeElement === input) fill(items);
      }, close);
    }, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const count = options().length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(
        (active +
          (event.key === "ArrowDown" ? 1 : -1) +
          count +
          (active < 0 && event.key === "ArrowUp" ? 1 : 0)) %
          count,
      );
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      go(options()[active]?.dataset.code);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    go((event.target as Element | null)?.closest<HTMLElement>("[role=option]")?.dataset.code);
  });
  input.addEventListener("blur", close);
}

const isItem = (value: unknown): value is Item =>
  typeof value === "object" &&
  value !== null &&
  "code" in value &&
  "name_fr" in value &&
  "name_ar" in value &&
  "level" in value;

async function suggest(q: string): Promise<Item[]> {
  const answer = await fetch(`/api/v1/territories?limit=40&q=${encodeURIComponent(q)}`, {
    // Every place of the country, for someone whose account covers one too.
    credentials: "omit",
  });
  if (!answer.ok) return [];
  const body: unknown = await answer.json();
  const items: unknown = typeof body === "object" && body !== null && "items" in body ? body.items : [];
  if (!Array.isArray(items)) return [];
  return items
    .filter(isItem)
    .filter((item) => ["region", "province", "commune"].includes(item.level))
    .sort((a, b) => Number(starts(b, q)) - Number(starts(a, q)))
    .slice(0, SHOWN);
}

const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const starts = (item: Item, q: string): boolean =>
  fold(item.name_fr).startsWith(fold(q)) || item.name_ar.startsWith(q);
