import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/**
 * As a machine without a graphics card has it: what a page shows is drawn by the processor, WebGL by a software stand-in
 * for the card. Drawn by the stand-in too, a page that is left waits up to two seconds for it before the next is painted.
 * The package's own arguments are for a cloud function, and switch off the browser's guards.
 */
const ARGS = [
  "--no-sandbox",
  "--font-render-hinting=none",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-gpu-rasterization",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
];

/** One browser for a test file. */
export const launch = async (): Promise<Browser> =>
  playwright.launch({ executablePath: await chromium.executablePath(), headless: true, args: ARGS });
