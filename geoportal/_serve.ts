import { registerTsx } from "#warehouse/tsx.ts";

registerTsx();
const { surface } = await import("#geoportal/index.ts");
const { mapContext } = await import("#geoportal/testing/context.ts");
const { createApp } = await import("#api/app.ts");
const surfaces = [surface];
const ctx = await mapContext(surfaces);
const port = 8391;
const app = createApp({ ...ctx, publicUrl: `http://127.0.0.1:${port}` }, surfaces);
app.listen(port, "127.0.0.1", () => console.log("up", port));
