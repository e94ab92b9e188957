import type { DoorStatus } from "#warehouse/door/types.ts";

const BUCKETS = [5, 15, 50, 100, 250, 500, 1000, 2500, 10_000] as const;

/** Counts for Prometheus. */
export interface Telemetry {
  begin(): void;
  end(method: string, route: string, status: number, ms: number): void;
  readonly inFlight: number;
  /** The text exposition format, version 0.0.4. */
  text(door: DoorStatus, release: string | null): string;
}

export function createTelemetry(): Telemetry {
  const requests = new Map<string, number>();
  const durations = new Map<string, { buckets: number[]; sum: number; count: number }>();
  let inFlight = 0;
  return {
    get inFlight() {
      return inFlight;
    },
    begin() {
      inFlight += 1;
    },
    end(method, route, status, ms) {
      inFlight -= 1;
      const verb = /^(GET|HEAD|POST|OPTIONS)$/.test(method) ? method : "other";
      const labels = `method="${verb}",route="${route}",status="${status}"`;
      requests.set(labels, (requests.get(labels) ?? 0) + 1);
      const at = durations.get(route) ?? { buckets: BUCKETS.map(() => 0), sum: 0, count: 0 };
      BUCKETS.forEach((limit, index) => {
        if (ms <= limit) at.buckets[index] = (at.buckets[index] ?? 0) + 1;
      });
      at.sum += ms;
      at.count += 1;
      durations.set(route, at);
    },
    text(door, release) {
      const memory = process.memoryUsage();
      const lines = [
        ...family(
          "bayan_http_requests_total",
          "counter",
          [...requests].map(([labels, count]) => [labels, count]),
        ),
        "# TYPE bayan_http_request_duration_seconds histogram",
        ...[...durations].flatMap(([route, at]) => [
          ...BUCKETS.map(
            (limit, index) =>
              `bayan_http_request_duration_seconds_bucket{route="${route}",le="${limit / 1000}"} ${at.buckets[index] ?? 0}`,
          ),
          `bayan_http_request_duration_seconds_bucket{route="${route}",le="+Inf"} ${at.count}`,
          `bayan_http_request_duration_seconds_sum{route="${route}"} ${at.sum / 1000}`,
          `bayan_http_request_duration_seconds_count{route="${route}"} ${at.count}`,
        ]),
        ...family("bayan_http_requests_in_flight", "gauge", [["", inFlight]]),
        ...family("bayan_queries_running", "gauge", [["", door.running]]),
        ...family("bayan_queries_waiting", "gauge", [["", door.waiting]]),
        ...family("bayan_query_cache_bytes", "gauge", [["", door.cacheBytes]]),
        ...family("bayan_query_cache_hits_total", "counter", [["", door.cacheHits]]),
        ...family("bayan_query_cache_misses_total", "counter", [["", door.cacheMisses]]),
        ...family("process_resident_memory_bytes", "gauge", [["", memory.rss]]),
        ...family("nodejs_heap_size_used_bytes", "gauge", [["", memory.heapUsed]]),
        ...family("process_uptime_seconds", "gauge", [["", Math.round(process.uptime())]]),
        ...(release === null ? [] : family("bayan_release_info", "gauge", [[`release="${release}"`, 1]])),
      ];
      return `${lines.join("\n")}\n`;
    },
  };
}

const family = (
  name: string,
  type: string,
  samples: readonly (readonly [labels: string, value: number])[],
): string[] => [
  `# TYPE ${name} ${type}`,
  ...samples.map(([labels, value]) => `${name}${labels === "" ? "" : `{${labels}}`} ${value}`),
];
