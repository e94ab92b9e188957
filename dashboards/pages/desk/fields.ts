/** Reads the fields of a posted form; what is absent, or no text, is empty. */
export const fieldOf =
  (given: unknown) =>
  (name: string): string => {
    if (typeof given !== "object" || given === null) return "";
    const value: unknown = Object.getOwnPropertyDescriptor(given, name)?.value;
    return typeof value === "string" ? value : "";
  };
