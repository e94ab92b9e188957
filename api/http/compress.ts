import compression from "compression";
import type { RequestHandler } from "express";

/** Files whose bytes are compressed already, or of which a part may be asked: their length must stay as it is. */
const AS_IT_IS = /parquet|duckdb|pmtiles|zip|gzip|octet-stream|arrow\.file|pdf|image\/(?!svg)|font\//;

/** Compresses texts. Never Parquet, nor a ranged answer. */
export const compress = (): RequestHandler =>
  compression({
    threshold: 1024,
    level: 5,
    filter: (req, res) => {
      if (req.headers.range !== undefined || res.getHeader("Content-Range") !== undefined) return false;
      const type = String(res.getHeader("Content-Type") ?? "");
      if (AS_IT_IS.test(type)) return false;
      return type.startsWith("application/vnd.apache.arrow.stream") || compression.filter(req, res);
    },
  });
