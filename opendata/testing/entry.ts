import type { CatalogueEntry } from "../types.ts";

/** An edition's entry for tests that read little of it. */
export const tinyEntry = (given: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  slug: "tiny",
  version: "000000000000",
  title: { fr: "Petit", ar: "صغير", en: "Tiny" },
  ...{ rows: 0, sample: true, from: "2025-01-01", to: "2025-12-31" },
  ...{ fields: [], key: [], splitBy: null, region: null, point: null, files: [] },
  whole: { bytes: 0, sha256: "0".repeat(64) },
  ...{ completeness: [], withheld: null, marts: [], sql_sha256: "0".repeat(64) },
  ...given,
});
