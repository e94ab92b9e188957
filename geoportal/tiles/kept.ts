/** Something of the engine's, kept for the keys used last. */
export interface Kept<K extends object, V> {
  /** Does a piece of work on what belongs to a key; it stays until the work has ended, whatever else is asked for. */
  use<T>(key: K, work: (value: V) => Promise<T>): Promise<T>;
}

interface Entry<V> {
  readonly value: Promise<V>;
  readers: number;
}

/**
 * Keeps the values of the `limit` keys used last. What is made for a key is made once, by who asks first; what failed is
 * made again by who asks next; what is no longer among the last is dropped when nobody works on it.
 */
export function keep<K extends object, V>(
  limit: number,
  make: (key: K) => Promise<V>,
  drop: (value: V) => Promise<void>,
): Kept<K, V> {
  const kept = new Map<K, Entry<V>>();
  const entryOf = (key: K): Entry<V> => {
    const entry = kept.get(key) ?? { value: make(key), readers: 0 };
    kept.delete(key);
    kept.set(key, entry);
    return entry;
  };
  const forget = (key: K, entry: Entry<V>): void => {
    if (kept.get(key) === entry) kept.delete(key);
  };
  return {
    async use(key, work) {
      const entry = entryOf(key);
      entry.readers += 1;
      const past = [...kept].slice(0, -limit);
      for (const [old] of past) kept.delete(old);
      try {
        const value = await entry.value.catch((error: unknown) => {
          forget(key, entry);
          throw error;
        });
        return await work(value);
      } finally {
        entry.readers -= 1;
        if (entry.readers === 0 && kept.get(key) !== entry) past.push([key, entry]);
        for (const [, old] of past) if (old.readers === 0) await dropped(old, drop);
      }
    },
  };
}

/** What could not be made left nothing to drop. */
const dropped = <V>({ value }: Entry<V>, drop: (value: V) => Promise<void>): Promise<void> =>
  value.then(drop, () => undefined);
