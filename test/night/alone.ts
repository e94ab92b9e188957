/** Serves a home on a machine that has no network but itself, and asks for what people ask for: `node alone.ts HOME`. */

import { serveHome } from "../e2e/server.ts";
import { bayan } from "../fixture/home.ts";

const [root = ""] = process.argv.slice(2);
const outside = await fetch("http://192.0.2.1/", { signal: AbortSignal.timeout(2000) }).then(
  () => "reached",
  () => "not reached",
);
if (outside === "reached") throw new Error("alone: there is a network here");
const served = await serveHome(root, { BAYAN_LOG_LEVEL: "error" });
try {
  for (const path of [
    "/fr/",
    "/ar/tableaux/budget",
    "/fr/carte",
    "/fr/donnees",
    "/fr/tableaux/rokhas",
    "/api/v1/metrics",
    "/catalog.ttl",
  ]) {
    const response = await fetch(served.url + path);
    const text = await response.text();
    if (response.status !== 200) throw new Error(`alone: ${path}: ${response.status}`);
    const foreign = /(?:src|href)="https?:\/\/(?!127\.0\.0\.1)[^"]*\.(?:js|css|woff2?|png|pbf)"/.exec(text);
    if (foreign !== null) throw new Error(`alone: ${path}: asks for ${foreign[0]}`);
  }
} finally {
  await served.stop();
}
const verified = await bayan(["verify"], { BAYAN_HOME: root });
if (verified.code !== 0)
  throw new Error(`alone: verify: ${verified.code}\n${verified.stdout}${verified.stderr}`);
