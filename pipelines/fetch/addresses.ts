import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { FetchError } from "./errors.ts";

/** Finds the addresses of a host. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * Whether an address may be asked: a public one, or one of the networks that the connection itself names. An address
 * of IPv6 that carries one of IPv4 is judged by what it carries.
 */
export function isAllowedAddress(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const carried = carriedBy(ipaddr.parse(address));
  if (networks.some((network) => isWithin(carried, network))) return true;
  return carried.range() === "unicast";
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const isIPv6 = (address: Address): address is ipaddr.IPv6 => address.kind() === "ipv6";

function carriedBy(address: Address): Address {
  if (!isIPv6(address)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const bytes = address.toByteArray();
  // NAT64 (64:ff9b::/96) and IPv4-compatible (::/96) end in an IPv4 address, 6to4 (2002::/16) begins with one.
  if (address.range() === "rfc6052" || bytes.slice(0, 12).every((byte) => byte === 0))
    return bytes.slice(0, 15).every((byte) => byte === 0) ? address : new ipaddr.IPv4(bytes.slice(12));
  if (address.range() === "6to4") return new ipaddr.IPv4(bytes.slice(2, 6));
  return address;
}

function isWithin(address: Address, network: string): boolean {
  const [base, bits] = ipaddr.parseCIDR(network);
  return base.kind() === address.kind() && address.match(base, bits);
}

/**
 * The one address that a host is then asked at, whatever its name resolves to a moment later.
 *
 * @throws FetchError `host_unknown`, `address_forbidden` where any of its addresses may not be asked
 */
export async function pinnedAddress(
  host: string,
  networks: readonly string[],
  resolve: Resolve,
): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, "");
  const addresses = ipaddr.isValid(bare) ? [bare] : await resolve(bare).catch(() => []);
  const [first] = addresses;
  if (first === undefined) throw new FetchError("host_unknown", host);
  if (!addresses.every((address) => isAllowedAddress(address, networks)))
    throw new FetchError("address_forbidden", host);
  return first;
}
