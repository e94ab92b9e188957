import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runChild, stopChildren } from "./child.ts";
import { openCli } from "./cli.ts";

const root = mkdtempSync(join(tmpdir(), "bayan-child-"));
const cli = openCli({ home: root, json: true });
afterAll(() => {
  cli.close();
  rmSync(root, { recursive: true, force: true });
});

describe("a command run on our behalf", () => {
  it("hands its fault over whole: the code that the runbook knows, and each language’s own words", async () => {
    const fault = await runChild(cli, ["verify"]).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: "no_release" });
    const { fr, ar, en } = (fault as { text: Record<string, string> }).text;
    expect(new Set([fr, ar, en]).size).toBe(3);
    expect(ar).toMatch(/\p{Script=Arabic}/u);
  });

  it("is cut short without being called a failure when the server stops", async () => {
    const run = runChild(cli, ["sample"]);
    const stop = setTimeout(stopChildren, 500);
    await expect(run).rejects.toMatchObject({ code: "interrupted" });
    clearTimeout(stop);
  });
});
