import { registerTsx } from "#warehouse/tsx.ts";

/**
 * `node api/testing/preview.ts HOME PORT [room …]`: the site over a built home with the rooms that are named only, for
 * looking at one of them while the others are being changed.
 */
registerTsx();
const [home = "", port = "8471", ...rooms] = process.argv.slice(2);
const { openCli } = await import("../../pipelines/cli/cli.ts");
const { createAccess, createContext } = await import("../../pipelines/cli/server.ts");
const { createApp } = await import("../app.ts");
const { serve } = await import("../serve.ts");
const cli = openCli({ home, serves: true });
const wanted = rooms.length === 0 ? ["dashboards"] : rooms;
const surfaces = await Promise.all(wanted.map(async (room) => (await import(`#${room}/index.ts`)).surface));
const { ctx } = await createContext(cli, surfaces, `http://127.0.0.1:${port}`);
const app = createApp(ctx, surfaces, { access: createAccess(cli) });
await serve(app, { host: "127.0.0.1", port: Number(port) });
