import { faults } from "./faults.ts";

/** Lets so many run at once and so many wait; refuses the next at once rather than late. */
export interface Gate {
  run<T>(work: () => Promise<T>): Promise<T>;
  readonly running: number;
  readonly waiting: number;
}

export function createGate(limits: { readonly running: number; readonly waiting: number }): Gate {
  let running = 0;
  const queue: (() => void)[] = [];
  return {
    get running() {
      return running;
    },
    get waiting() {
      return queue.length;
    },
    async run(work) {
      if (running >= limits.running) {
        if (queue.length >= limits.waiting) throw faults.busy();
        // The one who leaves hands its place on: `running` does not change between the two.
        await new Promise<void>((resolve) => queue.push(resolve));
      } else {
        running += 1;
      }
      try {
        return await work();
      } finally {
        const next = queue.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
