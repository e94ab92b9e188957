import { expect, it } from "vitest";
import { BayanError } from "#warehouse/errors.ts";
import { checkService } from "./service.ts";

const NAMES: Readonly<Record<string, readonly string[]>> = {
  "s3.example": ["8.8.8.8"],
  "minio.internal": ["10.20.0.5"],
  "two.example": ["8.8.8.8", "10.20.0.5"],
};
const resolve = (host: string) => Promise.resolve(NAMES[host] ?? []);
const told = async (url: string, networks: readonly string[]): Promise<string> => {
  const address = new URL(url);
  try {
    await checkService("rawEndpoint", address, { networks, clear: address.protocol === "http:", resolve });
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(BayanError);
    return error instanceof BayanError ? `${error.code}: ${error.text.en}` : "";
  }
};

it("lets a server be at a public address, encrypted, or in a network that is named", async () => {
  expect(await told("https://s3.example", [])).toBe("");
  expect(await told("https://minio.internal:9000", ["10.20.0.0/16"])).toBe("");
  expect(await told("http://minio.internal:9000", ["10.20.0.0/16"])).toBe("");
  expect(await told("http://127.0.0.1:9000", ["127.0.0.0/8"])).toBe("");
});

it("refuses every other, and says which setting is meant", async () => {
  const closed = "The host leads to a private or reserved network.";
  expect(await told("https://minio.internal", [])).toBe(
    `service_forbidden: rawEndpoint (minio.internal): ${closed}`,
  );
  expect(await told("http://127.0.0.1:9000", [])).toContain(closed);
  expect(await told("http://169.254.169.254", ["10.0.0.0/8"])).toContain(closed);
  expect(await told("https://two.example", [])).toContain(closed);
  expect(await told("http://s3.example", ["10.0.0.0/8"])).toBe(
    "service_forbidden: rawEndpoint (s3.example): a public address is only spoken to encrypted.",
  );
  expect(await told("https://nowhere.example", [])).toContain("This host cannot be found.");
});
