/** Sends one file as the catalogue sends every file, and tells what memory that takes: `node slow-server.ts FILE`. */
import express from "express";
import { sendFile } from "#opendata/send.ts";

const [path = ""] = process.argv.slice(2);
const app = express();
app.get("/large", (req, res) => sendFile(req, res, path));
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address !== null ? address.port : 0 });
});
let most = 0;
const look = (): void => {
  most = Math.max(most, process.memoryUsage().rss);
};
process.on("message", (word) => {
  if (word === "start") {
    most = process.memoryUsage().rss;
    process.send?.({ rss: most });
    setInterval(look, 5);
  } else process.send?.({ rss: most }, () => process.exit(0));
});
