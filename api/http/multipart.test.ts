import { describe, expect, it } from "vitest";
import { readMultipart } from "./multipart.ts";

const TYPE = "multipart/form-data; boundary=----b1";
const part = (head: string, body: string): string => `------b1\r\n${head}\r\n\r\n${body}\r\n`;
const whole = (...parts: string[]): Buffer => Buffer.from(`${parts.join("")}------b1--\r\n`, "latin1");
const field = (name: string, body: string): string =>
  part(`Content-Disposition: form-data; name="${name}"`, body);
const file = (body: string, name = "a.jpg"): string =>
  part(
    `Content-Disposition: form-data; name="fichier"; filename="${name}"\r\nContent-Type: image/jpeg`,
    body,
  );

describe("a form with a file", () => {
  it("gives its fields and its file, byte for byte", () => {
    const bytes = "\xff\xd8\r\n--not the line\r\n\r\n\x00";
    const read = readMultipart(TYPE, whole(field("jeton", "word"), file(bytes, "a%22b.jpg")));
    expect(read.fields).toEqual({ jeton: "word" });
    expect(read.file).toEqual({ field: "fichier", name: 'a"b.jpg', bytes: Buffer.from(bytes, "latin1") });
  });
  it("is what a browser's own form data is", async () => {
    const form = new FormData();
    form.set("titre", "جسر · pont");
    form.set("fichier", new Blob([Buffer.from([1, 2, 3, 13, 10])]), "é.png");
    const sent = new Response(form);
    const read = readMultipart(sent.headers.get("content-type") ?? "", Buffer.from(await sent.arrayBuffer()));
    expect(read.fields).toEqual({ titre: "جسر · pont" });
    expect(read.file).toEqual({ field: "fichier", name: "é.png", bytes: Buffer.from([1, 2, 3, 13, 10]) });
  });
  it("is refused where it is anything else", () => {
    const good = whole(field("jeton", "word"), file("x"));
    expect(() => readMultipart(TYPE, good)).not.toThrow();
    for (const [type, body] of [
      ["multipart/form-data", good],
      [TYPE, Buffer.alloc(0)],
      [TYPE, good.subarray(0, good.length - 8)],
      [TYPE, Buffer.concat([Buffer.from("before"), good])],
      [TYPE, whole(file("x"), file("y"))],
      [TYPE, whole(field("a", "1"), field("a", "2"))],
      [TYPE, whole(field("__proto__", "1"))],
      [TYPE, whole(part("Content-Type: text/plain", "no name"))],
      [TYPE, whole(field("long", "x".repeat(20_000)))],
      [TYPE, whole(...Array.from({ length: 30 }, (_, n) => field(`f${n}`, "1")))],
    ] as const)
      expect(() => readMultipart(type, body)).toThrow();
  });
});
