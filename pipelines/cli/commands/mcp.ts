import { ROLES } from "#warehouse/door/types.ts";
import { EXIT } from "../cli.ts";
import { loadSurfaces } from "../compose.ts";
import type { CommandSpec } from "../main.ts";
import { createContext } from "../server.ts";
import { badChoice } from "../usage.ts";

/** The door for an assistant of this machine, over standard input and output: nothing else may be printed there. */
export const mcp: CommandSpec = {
  name: "mcp",
  options: [
    ["--role <role>", "option.role"],
    ["--territory <code>", "option.territory"],
  ],
  async run(cli, _args, options) {
    const role = ROLES.find((one) => one === (options.role ?? "public"));
    if (role === undefined) {
      throw badChoice("--role", options.role, ROLES);
    }
    const { serveAssistant } = await import("#api/index.ts");
    const surfaces = await loadSurfaces();
    const { host, port, publicUrl } = cli.settings;
    const { ctx, releases } = await createContext(cli, surfaces, publicUrl ?? `http://${host}:${port}`);
    const territory = typeof options.territory === "string" ? options.territory : null;
    try {
      await serveAssistant({
        ctx,
        viewer: { role, territory, user: null, lang: cli.lang },
        datasets: surfaces.flatMap((surface) => surface.datasets ?? []),
      });
    } finally {
      releases.close();
    }
    return EXIT.done;
  },
};
