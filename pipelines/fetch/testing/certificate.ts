import { generateKeyPairSync, sign } from "node:crypto";

/** One element of DER. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const length =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const hex = (text: string): Buffer => Buffer.from(text, "hex");
const ECDSA_SHA256 = sequence(der(0x06, hex("2a8648ce3d040302")));

/** A certificate of its own for these names, as PEM: made anew for each test, so that no key lies about. */
export function selfSigned(names: readonly string[]): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const common = sequence(
    der(0x31, sequence(der(0x06, hex("550403")), der(0x0c, Buffer.from(names[0] ?? "")))),
  );
  const time = (text: string) => der(0x17, Buffer.from(text));
  const alternatives = sequence(...names.map((name) => der(0x82, Buffer.from(name))));
  const authority = sequence(der(0x06, hex("551d13")), der(0x04, sequence(der(0x01, hex("ff")))));
  const body = sequence(
    der(0xa0, der(0x02, hex("02"))),
    der(0x02, hex("01")),
    ECDSA_SHA256,
    common,
    sequence(time("200101000000Z"), time("491231235959Z")),
    common,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(authority, sequence(der(0x06, hex("551d11")), der(0x04, alternatives)))),
  );
  const signature = der(0x03, Buffer.from([0]), sign("sha256", body, privateKey));
  const text = sequence(body, ECDSA_SHA256, signature).toString("base64").replaceAll(/.{64}/g, "$&\n");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`,
  };
}
