import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { UsageError } from "#warehouse/errors.ts";
import { API_LIMITS, type ApiLimits } from "./http/limits.ts";

export interface ServeOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly limits?: ApiLimits;
}
export interface Serving {
  readonly server: Server;
  /** `http://127.0.0.1:8080`, with the port that was taken. */
  readonly url: string;
  /** Takes no new request, lets those under way end for at most `graceMs`, then closes. */
  close(graceMs?: number): Promise<void>;
}

/** Listens. Throws a UsageError when the port is in use or the address is not this machine's. */
export async function serve(app: RequestListener, options: ServeOptions): Promise<Serving> {
  const limits = options.limits ?? API_LIMITS;
  const server = createServer(
    {
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      connectionsCheckingInterval: 2_000,
      // A question as a link: 20,000 signs, and what a browser adds.
      maxHeaderSize: 65_536,
    },
    app,
  );
  server.maxConnections = limits.maxConnections;
  server.on("clientError", refuseUnread);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(refused(error, options)));
    // As many may knock at once as may be open: whom the kernel turns away tries again after one, three, seven seconds.
    const { host, port } = options;
    server.listen({ host, port, backlog: limits.maxConnections }, () => resolve());
  });
  const address = server.address();
  const port = isAddress(address) ? address.port : options.port;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  return {
    server,
    url: `http://${host === "0.0.0.0" || host === "[::]" ? "127.0.0.1" : host}:${port}`,
    close: (graceMs = 10_000) => close(server, graceMs),
  };
}

/**
 * What cannot be read as a request never reaches Express: it is told so in the same shape as any other error. Without a
 * request there is no language to tell it in, nor an id.
 */
function refuseUnread(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, title] =
    error.code === "HPE_HEADER_OVERFLOW"
      ? [431, "headers_too_large", "Request Header Fields Too Large"]
      : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? [408, "request_timeout", "Request Timeout"]
        : [400, "bad_request", "Bad Request"];
  const body = JSON.stringify({
    ...{ type: `urn:bayan:problem:${code}`, title, status, detail: title, code, request: "" },
  });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${body.length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
  );
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // A connection that ends its request after this stays open until its keep-alive runs out.
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(timer);
}

const isAddress = (address: ReturnType<Server["address"]>): address is AddressInfo =>
  typeof address === "object" && address !== null;

function refused(error: NodeJS.ErrnoException, { host, port }: ServeOptions): Error {
  if (error.code === "EADDRINUSE") {
    return new UsageError(
      "port_in_use",
      {
        fr: `le port ${port} est déjà pris : arrêtez l’autre serveur, ou choisissez-en un avec BAYAN_PORT`,
        ar: `المنفذ ${port} مستعمل: أوقف الخادم الآخر أو اختر منفذا بواسطة BAYAN_PORT`,
        en: `port ${port} is in use: stop the other server, or choose one with BAYAN_PORT`,
      },
      { cause: error },
    );
  }
  if (error.code === "EACCES" || error.code === "EADDRNOTAVAIL") {
    return new UsageError(
      "address_refused",
      {
        fr: `impossible d’écouter sur ${host}:${port} : changez BAYAN_HOST ou BAYAN_PORT`,
        ar: `تعذر الاستماع على ${host}:${port}: غيّر BAYAN_HOST أو BAYAN_PORT`,
        en: `cannot listen on ${host}:${port}: change BAYAN_HOST or BAYAN_PORT`,
      },
      { cause: error },
    );
  }
  return error;
}
