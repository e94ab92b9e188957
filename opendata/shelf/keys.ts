import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Home } from "#warehouse/home.ts";
import type { Settings } from "#warehouse/settings.ts";

export interface SigningKey {
  readonly publicPem: string;
  /** 64 bytes over the very bytes given (Ed25519, RFC 8032). */
  sign(bytes: string): Buffer;
}

/** The key that signs releases, made on first use and readable by its owner alone. */
export function signingKey(home: Home, settings: Partial<Pick<Settings, "signingKeyFile">>): SigningKey {
  const path = settings.signingKeyFile ?? join(home.keys, "release.key");
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync("ed25519");
    writeFileSync(path, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
  }
  const key = createPrivateKey(readFileSync(path));
  if (key.asymmetricKeyType !== "ed25519") throw new Error(`signing key: ${path}: not an Ed25519 key`);
  return {
    publicPem: String(createPublicKey(key).export({ type: "spki", format: "pem" })),
    sign: (bytes) => sign(null, Buffer.from(bytes), key),
  };
}

/** Whether `signature` was made over `bytes` with the private half of `publicPem`. */
export function signed(publicPem: string | KeyObject, bytes: string, signature: Uint8Array): boolean {
  return verify(null, Buffer.from(bytes), publicPem, signature);
}
