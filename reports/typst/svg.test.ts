import { expect, it } from "vitest";
import { compilePdf } from "./compile.ts";
import { forPaper } from "./svg.ts";

const SOURCE = `#set document(title: "names")
#set text(lang: "ar")
= names
#image(bytes(sys.inputs.svg), format: "svg", alt: "names")`;

// Of the 1,609 names of the territory, those that Amiri drew as one figure.
it.each(["قصر بجير", "راس إيجيري"])("%s can be set in a chart of an accessible PDF", (name) => {
  const text = `<text x="500" y="20">\u2067${name}\u2069</text>`;
  const svg = forPaper(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 40">${text}</svg>`, "ar");
  expect(compilePdf(SOURCE, { svg }, "names").pages).toBe(1);
});
