import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/**
 * As a machine without a graphics card has it: pages are drawn by the processor, WebGL alone by its software stand-in.
 * The package's own arguments are for a cloud function: they have pages drawn by the stand-in too, where closing one
 * waits up to a second for the next, and switch off the browser's own guards.
 */
const ARGS = [
  "--no-sandbox",
  "--font-render-hinting=none",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
];

/** One browser for a test file. */
export const launch = async (): Promise<Browser> =>
  playwright.launch({ executablePath: await chromium.executablePath(), headless: true, args: ARGS });
