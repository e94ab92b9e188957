export { ident, literal } from "#warehouse/quote.ts";
export const list = (items: readonly string[]): string => `[${items.join(", ")}]`;
