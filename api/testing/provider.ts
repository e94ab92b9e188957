import Provider from "oidc-provider";

/**
 * `node provider.ts PORT CALLBACK`: a real OpenID Connect provider in a process of its own, with its development pages.
 * Whoever signs in as `wali`, `nobody` or `badly` has the claims that the name says.
 */
const [port = "0", callback = ""] = process.argv.slice(2);
const CLAIMS: Readonly<Record<string, Record<string, string>>> = {
  wali: { bayan_role: "wali", bayan_territory: "01", name: "Wali du fournisseur" },
  promoted: { bayan_role: process.env.PROMOTED_ROLE ?? "national", name: "Promu" },
  badly: { bayan_role: "wali", name: "Sans territoire" },
  root: { bayan_role: "root", name: "Rôle inconnu" },
};
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "bayan",
      client_secret: "a secret that only tests know",
      redirect_uris: [callback],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
  ],
  claims: { openid: ["sub", "bayan_role", "bayan_territory"], profile: ["name"] },
  conformIdTokenClaims: false,
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...CLAIMS[sub] }) }),
  pkce: { required: () => true },
  cookies: { keys: ["test"] },
});
provider.listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
