/** What the server takes from one client and from all. Each is a setting of the installation. */
export interface ApiLimits {
  /** Bytes of a request's body, at most. */
  readonly bodyBytes: number;
  /** Bytes of a file that a form carries, at most. */
  readonly uploadBytes: number;
  /** Milliseconds a client has to send its headers. */
  readonly headersTimeoutMs: number;
  /** Milliseconds a client has to send a whole request, and the server to begin its answer. */
  readonly requestTimeoutMs: number;
  /** Milliseconds an open connection may rest between two requests; longer than a proxy in front keeps its own. */
  readonly keepAliveTimeoutMs: number;
  /** Open connections, at most. */
  readonly maxConnections: number;
  /** Requests being answered at once; the next gets 503. */
  readonly requestsInFlight: number;
  /** Requests a second for one address, with twice that at once; 0: no limit. The machine's own address has none. */
  readonly requestsPerSecond: number;
}

export const API_LIMITS: ApiLimits = {
  bodyBytes: 2 ** 20,
  uploadBytes: 8 * 2 ** 20,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 65_000,
  maxConnections: 4_000,
  requestsInFlight: 512,
  requestsPerSecond: 100,
};

/** The limits that a settings object names, the defaults for the rest. */
export function limitsOf(settings: object): ApiLimits {
  const given = new Map(Object.entries(settings));
  const read = (name: keyof ApiLimits): number => {
    const value: unknown = given.get(name);
    return typeof value === "number" ? value : API_LIMITS[name];
  };
  return {
    bodyBytes: read("bodyBytes"),
    uploadBytes: read("uploadBytes"),
    headersTimeoutMs: read("headersTimeoutMs"),
    requestTimeoutMs: read("requestTimeoutMs"),
    keepAliveTimeoutMs: read("keepAliveTimeoutMs"),
    maxConnections: read("maxConnections"),
    requestsInFlight: read("requestsInFlight"),
    requestsPerSecond: read("requestsPerSecond"),
  };
}
