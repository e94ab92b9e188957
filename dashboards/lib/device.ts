/** A list that a reader keeps on their own device, in the browser's storage: nothing leaves it. */
export interface DeviceList<T> {
  /** What is kept, the first `most` of it; nothing where there is no storage or it was written by something else. */
  read(): T[];
  write(items: readonly T[]): void;
}

/**
 * @param key name in the browser's storage
 * @param most how many are kept
 * @param isOne whether something that was read is one of the list
 */
export const deviceList = <T>(
  key: string,
  most: number,
  isOne: (value: unknown) => value is T,
): DeviceList<T> => ({
  read() {
    try {
      const found: unknown = JSON.parse(window.localStorage.getItem(key) ?? "[]");
      return Array.isArray(found) ? found.filter(isOne).slice(0, most) : [];
    } catch (cause) {
      if (cause instanceof SyntaxError || cause instanceof DOMException) return [];
      throw cause;
    }
  },
  write: (items) => window.localStorage.setItem(key, JSON.stringify(items.slice(0, most))),
});
