import { readFileSync } from "node:fs";
import type { Logger } from "pino";
import { z } from "zod";
import { UsageError } from "#warehouse/errors.ts";
import type { Settings } from "#warehouse/settings.ts";
import { type Access, type Account, checkedTerritory, isAccountRole } from "#warehouse/state/index.ts";
import { LANGS, type Lang } from "#warehouse/text.ts";

/** What came back from the identity provider. `refused`: it knows the person, who has no role here. */
export type ProviderResult =
  | { readonly kind: "in"; readonly account: Account; readonly back: string; readonly lang: Lang }
  | { readonly kind: "refused" | "failed"; readonly why: string; readonly lang: Lang };

/** An OpenID Connect provider: authorization code with PKCE, state and nonce. */
export interface Provider {
  /** Where to send the browser, and the key of what to remember until it is back; null when the provider is out of reach. */
  begin(back: string, lang: Lang): Promise<{ readonly address: string; readonly key: string } | null>;
  /** `address`: path and query that the browser came back with. */
  end(key: string, address: string): Promise<ProviderResult>;
}

/** What is remembered of a sign-in until its browser is back. */
const begunSchema = z.object({
  ...{ verifier: z.string(), nonce: z.string(), state: z.string(), back: z.string() },
  lang: z.enum(LANGS),
});
type Begun = z.infer<typeof begunSchema>;
type OidcSettings = Pick<
  Settings,
  "oidcIssuer" | "oidcClientId" | "oidcClientSecretFile" | "oidcRoleClaim" | "oidcTerritoryClaim"
>;
export const CALLBACK = "/connexion/retour";

/** The provider that the settings name; null when they name none. Reached at the first sign-in, so that it may be down at start. */
export function providerOf(
  settings: OidcSettings,
  publicUrl: string,
  access: Access,
  log: Logger,
): Provider | null {
  const { oidcIssuer, oidcClientId } = settings;
  if (oidcIssuer === null || oidcClientId === null) return null;
  const redirect = `${publicUrl}${CALLBACK}`;

  const discover = async () => {
    const client = await import("openid-client");
    const secret =
      settings.oidcClientSecretFile === null
        ? null
        : readFileSync(settings.oidcClientSecretFile, "utf8").trim();
    const issuer = new URL(oidcIssuer);
    const config = await client.discovery(
      issuer,
      oidcClientId,
      {},
      secret === null ? client.None() : client.ClientSecretBasic(secret),
      // Unencrypted only to this very machine: a provider under test.
      isLoopback(issuer) ? { execute: [client.allowInsecureRequests] } : {},
    );
    return { client, config };
  };
  let found: ReturnType<typeof discover> | null = null;
  const reach = (): ReturnType<typeof discover> => {
    found ??= discover().catch((cause: unknown) => {
      found = null;
      throw cause;
    });
    return found;
  };

  return {
    async begin(back, lang) {
      try {
        const { client, config } = await reach();
        const [verifier, nonce, state] = [
          client.randomPKCECodeVerifier(),
          client.randomNonce(),
          client.randomState(),
        ];
        const address = client.buildAuthorizationUrl(config, {
          ...{ redirect_uri: redirect, scope: "openid profile", state, nonce, ui_locales: lang },
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
        });
        const begun: Begun = { verifier, nonce, state, back, lang };
        access.departures.leave(state, JSON.stringify(begun));
        return { address: address.href, key: state };
      } catch (cause) {
        log.error({ err: cause }, "identity provider out of reach");
        return null;
      }
    },
    async end(key, address) {
      const left = access.departures.back(key);
      if (left === null) return { kind: "failed", why: "not begun here", lang: "fr" };
      const begun = begunSchema.parse(JSON.parse(left));
      const { lang, back } = begun;
      try {
        const { client, config } = await reach();
        const tokens = await client.authorizationCodeGrant(config, new URL(address, publicUrl), {
          pkceCodeVerifier: begun.verifier,
          expectedState: begun.state,
          expectedNonce: begun.nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) return { kind: "failed", why: "no claims", lang };
        const account = known(access, settings, claims);
        return typeof account === "string"
          ? { kind: "refused", why: account, lang }
          : { kind: "in", account, back, lang };
      } catch (cause) {
        log.warn({ err: cause }, "identity provider: sign-in failed");
        return { kind: "failed", why: "exchange", lang };
      }
    },
  };
}

/** The account of whom the provider recognised, with the role and territory that it gives today; or why there is none. */
function known(
  access: Access,
  settings: OidcSettings,
  claims: { readonly iss: string; readonly sub: string; readonly [claim: string]: unknown },
): Account | string {
  const role = claims[settings.oidcRoleClaim];
  const territory = claims[settings.oidcTerritoryClaim];
  if (!isAccountRole(role)) return "no role";
  let covered: string | null;
  try {
    covered = checkedTerritory(role, typeof territory === "string" && territory !== "" ? territory : null);
  } catch (cause) {
    if (cause instanceof UsageError) return cause.code;
    throw cause;
  }
  const { accounts, audit } = access;
  const before = accounts.bySubject(claims.iss, claims.sub);
  if (before === null) {
    const added = accounts.add({
      name: `oidc-${claims.sub.replaceAll(/[^A-Za-z0-9._-]/g, "").slice(0, 40)}-${accounts.list().length}`,
      display: typeof claims.name === "string" ? claims.name.slice(0, 100) : claims.sub.slice(0, 100),
      role,
      territory: covered,
      external: { issuer: claims.iss, subject: claims.sub },
    });
    audit.record({
      kind: "account_created",
      actor: added.id,
      detail: { by: "provider", role, territory: covered },
    });
    return added;
  }
  if (before.disabled) return "disabled";
  if (before.role !== role || before.territory !== covered) {
    accounts.setRole(before.id, role, covered);
    audit.record({
      kind: "account_changed",
      actor: before.id,
      detail: { by: "provider", role, territory: covered },
    });
  }
  return accounts.byId(before.id) ?? before;
}

const isLoopback = (url: URL): boolean =>
  url.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
