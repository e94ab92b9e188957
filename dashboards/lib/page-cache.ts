/** Pages as they were drawn, least lately asked for thrown away first. Sizes in characters. */
export class PageCache {
  readonly #pages = new Map<string, string>();
  readonly #capacity: number;
  #size = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string): string | undefined {
    const page = this.#pages.get(key);
    if (page !== undefined) {
      this.#pages.delete(key);
      this.#pages.set(key, page);
    }
    return page;
  }

  set(key: string, page: string): void {
    const before = this.#pages.get(key);
    if (before !== undefined) this.#size -= before.length;
    this.#pages.delete(key);
    this.#pages.set(key, page);
    this.#size += page.length;
    for (const [oldest, text] of this.#pages) {
      if (this.#size <= this.#capacity) break;
      this.#pages.delete(oldest);
      this.#size -= text.length;
    }
  }

  get size(): number {
    return this.#size;
  }
}
