import { describe, expect, it, vi } from "vitest";
import { keep } from "./kept.ts";

/** A key that is itself and no other. */
const key = (name: string) => ({ name });

describe("what is kept for the keys used last", () => {
  const kept = (limit: number) => {
    const make = vi.fn(({ name }: { name: string }) => Promise.resolve(`table of ${name}`));
    const drop = vi.fn((_: string) => Promise.resolve());
    return { make, drop, ...keep(limit, make, drop) };
  };
  const read = (value: string): Promise<string> => Promise.resolve(value);

  it("is made once for a key, and dropped when others came after it", async () => {
    const { use, make, drop } = kept(2);
    const [a, b, c] = [key("a"), key("b"), key("c")];
    expect(await Promise.all([use(a, read), use(a, read)])).toEqual(["table of a", "table of a"]);
    await use(b, read);
    await use(a, read);
    expect(make).toHaveBeenCalledTimes(2);
    await use(c, read);
    expect(drop.mock.calls).toEqual([["table of b"]]);
    await use(b, read);
    expect(make).toHaveBeenCalledTimes(4);
    expect(drop.mock.calls).toEqual([["table of b"], ["table of a"]]);
  });

  it("stays as long as someone works on it", async () => {
    const { use, drop } = kept(1);
    const work = Promise.withResolvers<string>();
    const long = use(key("a"), () => work.promise);
    await use(key("b"), read);
    expect(drop).not.toHaveBeenCalled();
    work.resolve("done");
    expect(await long).toBe("done");
    expect(drop.mock.calls).toEqual([["table of a"]]);
  });

  it("is made again where it could not be made, and let go where the work failed", async () => {
    const { use, make, drop } = kept(1);
    const a = key("a");
    make.mockRejectedValueOnce(new Error("no memory"));
    await expect(use(a, read)).rejects.toThrow("no memory");
    expect(await use(a, read)).toBe("table of a");
    await expect(use(a, () => Promise.reject(new Error("bad tile")))).rejects.toThrow("bad tile");
    await use(key("b"), read);
    expect(drop.mock.calls).toEqual([["table of a"]]);
  });

  it("tells who caused it that something could not be dropped", async () => {
    const { use, drop } = kept(1);
    await use(key("a"), read);
    drop.mockRejectedValueOnce(new Error("still there"));
    await expect(use(key("b"), read)).rejects.toThrow("still there");
  });
});
