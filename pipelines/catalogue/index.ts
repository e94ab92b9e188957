export type { Catalogue, CatalogueOptions, Snapshot } from "./catalogue.ts";
export { openCatalogue } from "./catalogue.ts";
