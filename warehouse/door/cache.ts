/** Keeps what was used last, up to so many bytes; whoever asks for what is being made waits for the same making. */
export interface Cache<T> {
  get(key: string, make: () => Promise<{ readonly value: T; readonly bytes: number }>): Promise<T>;
  clear(): void;
  readonly bytes: number;
  readonly hits: number;
  readonly misses: number;
}

export function createCache<T>(maxBytes: number): Cache<T> {
  const kept = new Map<string, { value: T; bytes: number }>();
  const making = new Map<string, Promise<T>>();
  let bytes = 0;
  let hits = 0;
  let misses = 0;

  const keep = (key: string, entry: { value: T; bytes: number }): void => {
    if (entry.bytes > maxBytes / 4) return;
    kept.set(key, entry);
    bytes += entry.bytes;
    for (const [oldest, old] of kept) {
      if (bytes <= maxBytes) break;
      kept.delete(oldest);
      bytes -= old.bytes;
    }
  };

  return {
    get bytes() {
      return bytes;
    },
    get hits() {
      return hits;
    },
    get misses() {
      return misses;
    },
    clear() {
      kept.clear();
      bytes = 0;
    },
    async get(key, make) {
      const found = kept.get(key);
      if (found !== undefined) {
        kept.delete(key);
        kept.set(key, found);
        hits += 1;
        return found.value;
      }
      const underway = making.get(key);
      if (underway !== undefined) {
        hits += 1;
        return underway;
      }
      misses += 1;
      const made = make().then((entry) => {
        keep(key, { ...entry });
        return entry.value;
      });
      making.set(key, made);
      try {
        return await made;
      } finally {
        making.delete(key);
      }
    },
  };
}
