import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";

/** A wire to a server, in a thread of its own: told `cut` or `mend`, it says when it has. Whoever waits for it blocks. */
const { target }: { target: number } = workerData;
const sockets = new Set<Socket>();

async function listening(port: number): Promise<Server> {
  const made = createServer((socket) => {
    const far = connect(target, "127.0.0.1");
    for (const [one, other] of [
      [socket, far],
      [far, socket],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  }).listen(port, "127.0.0.1");
  await once(made, "listening");
  return made;
}

let server = await listening(0);
const address = server.address();
const port = typeof address === "object" && address !== null ? address.port : 0;
parentPort?.postMessage(port);
parentPort?.on("message", async (what: "cut" | "mend") => {
  if (what === "mend") server = await listening(port);
  else {
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }
  parentPort?.postMessage(what);
});
