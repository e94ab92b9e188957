/**
 * A figure taken away: its drawing as SVG or PNG with title and source, in the light colours of print, and its table as
 * CSV where the figure has no file of its own. Without script the table and the CSV address remain.
 */
const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 16;

export function startCopies(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("figure.figure")) {
    const line = figure.querySelector(".figure-source");
    const drawing = figure.querySelector<SVGSVGElement>(".chart-wide svg.plot");
    if (line === null) continue;
    const title = textOf(figure.querySelector(".figure-title")) || figure.id;
    const name = `bayan-${figure.id}`;
    const add = (kind: string, run: () => Promise<Blob | null>): void => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link-button";
      button.textContent = kind;
      button.setAttribute("aria-label", `${kind} · ${title}`);
      button.addEventListener("click", () => {
        button.disabled = true;
        run()
          .then((blob) => {
            if (blob !== null) save(blob, `${name}.${kind.toLowerCase()}`);
          })
          .finally(() => {
            button.disabled = false;
          });
      });
      line.append(button);
    };
    const table = figure.querySelector<HTMLTableElement>(".twin table");
    if (table !== null && line.querySelector('a[href*="format=csv"]') === null)
      add("CSV", async () => new Blob([`\ufeff${tableCsv(table)}`], { type: "text/csv;charset=utf-8" }));
    if (drawing === null) continue;
    const source = textOf(line.querySelector("span"));
    const drawn = (): string => standalone(drawing, title, source);
    add("SVG", async () => new Blob([drawn()], { type: "image/svg+xml" }));
    add("PNG", () => raster(drawn()));
  }
}

/** The text of an element; what stands apart in direction there (`<bdi>`) stands apart in a drawing too. */
function textOf(element: Element | null): string {
  return [...(element?.childNodes ?? [])]
    .map((node) =>
      node instanceof HTMLElement && node.localName === "bdi"
        ? `\u2066${node.textContent ?? ""}\u2069`
        : node instanceof Element
          ? textOf(node)
          : (node.textContent ?? ""),
    )
    .join("");
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A table as RFC 4180 text; a cell that a spreadsheet would take for a formula is quoted with an apostrophe. */
export function tableCsv(table: HTMLTableElement): string {
  const cell = (text: string): string => {
    const plain = text
      .trim()
      .replace(/\s+/gu, " ")
      .replace(/[\u2066-\u2069]/gu, "");
    const safe = /^[=+@\t]/u.test(plain) ? `'${plain}` : plain;
    return /[",\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [...table.rows]
    .map((row) => [...row.cells].map((one) => cell(one.textContent ?? "")).join(","))
    .join("\r\n");
}

/** The drawing by itself: colours resolved to the light theme, title above, source below, on white. */
function standalone(svg: SVGSVGElement, title: string, source: string): string {
  const [, , width = 0, height = 0] = (svg.getAttribute("viewBox") ?? "").split(/\s+/u).map(Number);
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return "";
  const rtl = document.documentElement.dir === "rtl";
  const [top, bottom] = [36, 30];
  const whole = document.createElementNS(SVG, "svg");
  whole.setAttribute("xmlns", SVG);
  whole.setAttribute("width", String(width + 2 * MARGIN));
  whole.setAttribute("height", String(height + top + bottom));
  whole.setAttribute("viewBox", `0 0 ${width + 2 * MARGIN} ${height + top + bottom}`);
  whole.setAttribute("font-family", "'IBM Plex Sans','IBM Plex Sans Arabic',system-ui,sans-serif");
  const paper = document.createElementNS(SVG, "rect");
  for (const side of ["width", "height"]) paper.setAttribute(side, "100%");
  paper.setAttribute("fill", "#ffffff");
  copy.setAttribute("x", String(MARGIN));
  copy.setAttribute("y", String(top));
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.removeAttribute("class");
  whole.append(
    paper,
    line(title, 15, 22, "600", "#181f27"),
    copy,
    line(source, 11, height + top + 20, "400", "#515963"),
  );
  return new XMLSerializer()
    .serializeToString(whole)
    .replace(/var\(--([\w-]+)\)/gu, (_all, name: string) => light(name));

  function line(text: string, size: number, y: number, weight: string, fill: string): SVGTextElement {
    const node = document.createElementNS(SVG, "text");
    node.setAttribute("x", String(rtl ? width + MARGIN : MARGIN));
    node.setAttribute("y", String(y));
    node.setAttribute("font-size", String(size));
    node.setAttribute("font-weight", weight);
    node.setAttribute("fill", fill);
    node.setAttribute("direction", rtl ? "rtl" : "ltr");
    node.setAttribute("text-anchor", "start");
    node.textContent = text;
    return node;
  }
}

const known = new Map<string, string>();
/** A token of the theme as print shows it. */
function light(name: string): string {
  let found = known.get(name);
  if (found === undefined) {
    const probe = document.createElement("span");
    probe.style.colorScheme = "light";
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    found = getComputedStyle(probe).color;
    probe.remove();
    known.set(name, found);
  }
  return found;
}

/** The drawing in points, twice as fine as the screen. */
async function raster(svg: string): Promise<Blob | null> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
