/** An identifier out of a contract. */
export const ident = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const list = (items: readonly string[]): string => `[${items.join(", ")}]`;
