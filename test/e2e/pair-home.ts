import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixtureHome, stateFiles } from "../fixture/home.ts";

/** A home that servers may write into: the fixture's releases as they are, its keys and its state as copies. */
export async function sharedHome(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "bayan-pair-"));
  const fixture = await fixtureHome();
  symlinkSync(join(fixture.root, "objects"), join(root, "objects"));
  mkdirSync(join(root, "releases"));
  for (const id of readdirSync(join(fixture.root, "releases")))
    symlinkSync(join(fixture.root, "releases", id), join(root, "releases", id));
  for (const name of ["keys", "current", ...stateFiles(fixture.root)])
    cpSync(join(fixture.root, name), join(root, name), { recursive: true });
  mkdirSync(join(root, "tmp"));
  return root;
}
