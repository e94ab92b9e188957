import { DeliveryFault } from "./fault.ts";

/**
 * Whether a host may be sent to: only those that the installation names. A subscriber cannot make the server talk
 * to its own network, nor to a name that leads there: what is named here is the operator's word.
 */
export function checkedHost(url: URL, allowed: string | null): void {
  const hosts = (allowed ?? "").split(",").map((host) => host.trim().toLowerCase());
  const given = url.hostname.toLowerCase();
  const withPort = `${given}:${url.port}`;
  if (given === "" || !(hosts.includes(given) || hosts.includes(withPort)))
    throw new DeliveryFault(`host_not_allowed: ${given}`, true);
}
