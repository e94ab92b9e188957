import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "rolldown/utils";

/**
 * Lets Node import `.tsx`: type stripping refuses JSX, so those files pass through rolldown's transform.
 * Call once, before the first surface is imported.
 */
export function registerTsx(): void {
  registerHooks({
    load(url, context, nextLoad) {
      if (!url.startsWith("file:") || !url.endsWith(".tsx")) return nextLoad(url, context);
      const file = fileURLToPath(url);
      const { code, errors } = transformSync(file, readFileSync(file, "utf8"), {
        lang: "tsx",
        jsx: { runtime: "automatic", importSource: "preact" },
      });
      if (errors.length > 0) throw new SyntaxError(`tsx: ${file}: ${String(errors[0])}`);
      return { format: "module", source: code, shortCircuit: true };
    },
  });
}
