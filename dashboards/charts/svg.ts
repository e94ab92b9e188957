type Value = string | number | undefined;

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Attributes by name; two decimals are enough for a screen, and the same on every machine. */
const attributes = (given: Readonly<Record<string, Value>>): string =>
  Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        ` ${name}="${typeof value === "number" ? Math.round(value * 100) / 100 : escaped(String(value))}"`,
    )
    .join("");

/** One element of a drawing; `children` are elements made here. */
export const node = (
  name: string,
  given: Readonly<Record<string, Value>>,
  children: readonly string[] = [],
): string => `<${name}${attributes(given)}>${children.join("")}</${name}>`;

/** Text of a drawing, escaped. */
export const words = (given: Readonly<Record<string, Value>>, text: string): string =>
  `<text${attributes(given)}>${escaped(text)}</text>`;

/** What a mark says to a tip, a key and a reader. */
export const said = (text: string): string => `<title>${escaped(text)}</title>`;
