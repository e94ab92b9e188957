import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { DoorStatus } from "#warehouse/door/types.ts";

const SECONDS = [0.005, 0.015, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Counts for Prometheus. */
export interface Telemetry {
  begin(): void;
  end(method: string, route: string, status: number, ms: number): void;
  readonly inFlight: number;
  readonly contentType: string;
  /** What Prometheus reads. */
  text(door: DoorStatus, release: string | null): Promise<string>;
}

export function createTelemetry(): Telemetry {
  // A registry of its own: two servers of one process must not count together.
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "bayan_http_requests_total",
    help: "Requests answered, by method, route and status",
    labelNames: ["method", "route", "status"] as const,
    registers,
  });
  const durations = new Histogram({
    name: "bayan_http_request_duration_seconds",
    help: "From a request's first byte to its answer's last",
    labelNames: ["route"] as const,
    buckets: SECONDS,
    registers,
  });
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers });
  const underway = gauge("bayan_http_requests_in_flight", "Requests being answered");
  const running = gauge("bayan_queries_running", "Questions being computed");
  const waiting = gauge("bayan_queries_waiting", "Questions that wait for their turn");
  const kept = gauge("bayan_query_cache_bytes", "Bytes of answers kept in memory");
  const hits = gauge("bayan_query_cache_hits_total", "Questions answered from memory");
  const misses = gauge("bayan_query_cache_misses_total", "Questions that had to be computed");
  const served = new Gauge({
    name: "bayan_release_info",
    help: "The release being served",
    labelNames: ["release"] as const,
    registers,
  });
  let inFlight = 0;
  return {
    get inFlight() {
      return inFlight;
    },
    contentType: registry.contentType,
    begin() {
      inFlight += 1;
    },
    end(method, route, status, ms) {
      inFlight -= 1;
      const verb = /^(GET|HEAD|POST|OPTIONS)$/.test(method) ? method : "other";
      requests.inc({ method: verb, route, status: String(status) });
      durations.observe({ route }, ms / 1000);
    },
    async text(door, release) {
      underway.set(inFlight);
      running.set(door.running);
      waiting.set(door.waiting);
      kept.set(door.cacheBytes);
      hits.set(door.cacheHits);
      misses.set(door.cacheMisses);
      served.reset();
      if (release !== null) served.set({ release }, 1);
      return registry.metrics();
    },
  };
}
