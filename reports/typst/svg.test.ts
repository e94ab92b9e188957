import { expect, it } from "vitest";
import { forPaper } from "./svg.ts";

// Whether a PDF of them is PDF/UA is told by `npm run bench -- reports`, which makes a chart of every province.
it("keeps apart the letters that Amiri would draw as one figure, and no others", () => {
  const drawn = (name: string): string => forPaper(`<svg ><text>${name}</text></svg>`, "ar");
  expect(drawn("قصر بجير")).toContain("ب\u200dجير");
  expect(drawn("راس إيجيري")).toContain("إي\u200dجيري");
  for (const name of ["النجير", "كبير", "الساحل", "الفحص-أنجرة", "انجيل"])
    expect(drawn(name)).toContain(name);
});
