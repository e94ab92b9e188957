import { type FileHandle, open } from "node:fs/promises";
import type { Request, Response } from "express";

/** What is read at a time: one piece of memory a reader, however large the file and however slow the line. */
const PIECE = 1 << 18;

/**
 * Sends a file whose headers are set, as a web server sends one: HEAD, conditional requests, one range. Each piece is
 * handed on before the next is read into the same memory; streams of files make a new one each time, and a
 * gigabyte leaves tens of megabytes behind before any is swept up.
 */
export async function sendFile(req: Request, res: Response, path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    res.set("Accept-Ranges", "bytes");
    if (fails(req, res)) return void res.status(412).end();
    if (req.fresh) return void res.status(304).end();
    const range = rangeOf(req, res, size);
    if (range === null) {
      res.set("Content-Range", `bytes */${size}`).removeHeader("Content-Disposition");
      return void res.status(416).end();
    }
    const [start, end] = range;
    res.set("Content-Length", String(end - start + 1));
    if (end - start + 1 < size) res.status(206).set("Content-Range", `bytes ${start}-${end}/${size}`);
    if (req.method === "HEAD") return void res.end();
    await copy(file, res, start, end);
  } finally {
    await file.close();
  }
}

/** First and last byte asked for: all of them without a range that can be served alone; null where there are none. */
function rangeOf(req: Request, res: Response, size: number): readonly [number, number] | null {
  const whole = [0, size - 1] as const;
  const condition = req.get("If-Range");
  if (condition !== undefined && condition !== res.get("ETag") && condition !== res.get("Last-Modified"))
    return whole;
  const asked = req.range(size, { combine: true });
  if (asked === -1) return null;
  if (asked === undefined || asked === -2 || asked.type !== "bytes" || asked.length !== 1) return whole;
  const [only] = asked;
  return only === undefined ? whole : [only.start, only.end];
}

/** Whether what the reader has is no longer this file. */
function fails(req: Request, res: Response): boolean {
  const match = req.get("If-Match");
  if (match !== undefined)
    return match !== "*" && !match.split(",").some((one) => one.trim() === res.get("ETag"));
  const since = Date.parse(req.get("If-Unmodified-Since") ?? "");
  return !Number.isNaN(since) && Date.parse(res.get("Last-Modified") ?? "") > since;
}

async function copy(file: FileHandle, res: Response, start: number, end: number): Promise<void> {
  const piece = Buffer.allocUnsafeSlow(PIECE);
  let at = start;
  while (at <= end && !res.destroyed) {
    const { bytesRead } = await file.read(piece, 0, Math.min(PIECE, end - at + 1), at);
    // Shorter than it was: the length that was promised cannot be kept.
    if (bytesRead === 0) return void res.destroy();
    at += bytesRead;
    await new Promise<void>((resolve) => {
      // A reader who hangs up is no fault of ours, and nothing can be answered to him.
      res.once("close", resolve);
      res.write(piece.subarray(0, bytesRead), () => {
        res.removeListener("close", resolve);
        resolve();
      });
    });
  }
  if (!res.destroyed) res.end();
}
