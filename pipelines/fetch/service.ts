import { BayanError } from "#warehouse/errors.ts";
import { isAllowedAddress, pinnedAddress, type Resolve, systemResolve } from "./addresses.ts";
import { FETCH_FAULTS, FetchError } from "./errors.ts";

/**
 * That a server which the settings name stands at a public address, or in one of the private networks that they allow;
 * one that is spoken to in clear, in such a network alone. Its own client then resolves its name again.
 *
 * @param setting whose value `url` is, for the message
 * @throws BayanError `service_forbidden`
 */
export async function checkService(
  setting: string,
  url: URL,
  options: { readonly networks: readonly string[]; readonly clear: boolean; readonly resolve?: Resolve },
): Promise<void> {
  const { networks, clear, resolve = systemResolve } = options;
  try {
    const address = await pinnedAddress(url.hostname, networks, resolve);
    if (clear && isAllowedAddress(address, [])) throw new FetchError("url_forbidden", url.host);
  } catch (cause) {
    if (!(cause instanceof FetchError)) throw cause;
    const why = cause.code === "url_forbidden" ? CLEAR : FETCH_FAULTS[cause.code];
    throw new BayanError(
      "service_forbidden",
      {
        fr: `${setting} (${url.host}) : ${why.fr}`,
        ar: `${setting} (${url.host}): ${why.ar}`,
        en: `${setting} (${url.host}): ${why.en}`,
      },
      { cause },
    );
  }
}

const CLEAR = {
  fr: "une adresse publique n'est jointe que chiffrée.",
  ar: "لا يُتصل بعنوان عمومي إلا مشفرا.",
  en: "a public address is only spoken to encrypted.",
};
