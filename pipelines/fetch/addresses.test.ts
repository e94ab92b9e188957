import { describe, expect, test } from "vitest";
import { isAllowedAddress, pinnedAddress } from "./addresses.ts";
import { FetchError } from "./errors.ts";
import { checkedUrl } from "./https.ts";

/** Where a collector must never go: each way of writing a private, local or reserved place (R16). */
const HOSTS = [
  ...[
    "127.0.0.1",
    "127.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0x7f.1",
    "017700000001",
  ],
  ...[
    "0.0.0.0",
    "0",
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.168.255.1",
  ],
  ...[
    "169.254.169.254",
    "169.254.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
  ],
  ...[
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "2852039166",
  ],
  ...[
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]",
  ],
  ...["[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[2002:a00:1::]"],
  ...[
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[2001:db8::1]",
    "[2001::1]",
    "[100::1]",
  ],
];
/** Names that resolve to such a place. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  localhost: ["127.0.0.1"],
  "metadata.google.internal": ["169.254.169.254"],
  "inside.example": ["10.1.2.3"],
  "both.example": ["93.184.216.34", "192.168.1.1"],
  "six.example": ["fd00::1"],
  "mapped.example": ["::ffff:10.0.0.1"],
  "nothing.example": [],
};
const resolve = async (host: string) => NAMES[host] ?? ["93.184.216.34"];

/** An address as a collector takes it: what `new URL` makes of it, then its check, then the pinning. */
async function reach(url: string, hosts: readonly string[]): Promise<string> {
  const { hostname } = checkedUrl(url, { hosts: [...hosts] });
  return pinnedAddress(hostname, [], resolve);
}

describe("forbidden targets", () => {
  test.each(HOSTS)("%s, even on the list of hosts", async (host) => {
    const url = `https://${host}/x.csv`;
    const written = URL.canParse(url) ? new URL(url).hostname : host;
    await expect(reach(url, [host, written])).rejects.toBeInstanceOf(FetchError);
  });
  test.each(Object.keys(NAMES))("%s, by what it resolves to", async (host) => {
    await expect(reach(`https://${host}/x.csv`, [host])).rejects.toMatchObject({ name: "FetchError" });
  });
  test.each([
    ...[
      "http://data.example/x",
      "ftp://data.example/x",
      "file:///etc/passwd",
      "gopher://data.example/",
      "data:,x",
    ],
    ...[
      "https://user:word@data.example/x",
      "https://data.example.evil.org/x",
      "https://evil.org/data.example",
    ],
    ...["https://data.example@evil.org/", "https://evil.org#data.example", "//data.example/x", ""],
  ])("%s, by its form", async (url) => {
    await expect(reach(url, ["data.example"])).rejects.toMatchObject({
      code: expect.stringMatching(/forbidden/),
    });
  });
  test("are sixty and more", () => {
    expect(HOSTS.length + Object.keys(NAMES).length + 12).toBeGreaterThanOrEqual(60);
  });
});

describe("what may be asked", () => {
  test("a public host of the list, at the address that was checked", async () => {
    expect(await reach("https://data.example/x.csv", ["data.example"])).toBe("93.184.216.34");
    expect(isAllowedAddress("2606:2800:220:1::1", [])).toBe(true);
  });
  test("a private network that the connection names, and no other", () => {
    expect(isAllowedAddress("10.20.3.4", ["10.20.0.0/16"])).toBe(true);
    expect(isAllowedAddress("10.21.3.4", ["10.20.0.0/16"])).toBe(false);
    expect(isAllowedAddress("fd00::5", ["fd00::/64"])).toBe(true);
    expect(isAllowedAddress("not an address", [])).toBe(false);
  });
});
