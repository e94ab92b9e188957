import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, it } from "vitest";
import { bayan } from "#test/fixture/home.ts";

const home = mkdtempSync(join(tmpdir(), "bayan-user-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const run = (...args: string[]) => bayan([...args, "--json"], { BAYAN_HOME: home });

it("makes accounts, shows a drawn password once, and writes each change to a log that tells when it was touched", async () => {
  const added = await run("user", "add", "gouverneur.azilal", "--role", "province", "--territory", "05.081");
  expect(added.code).toBe(0);
  expect(JSON.parse(added.stdout)).toMatchObject({
    account: { name: "gouverneur.azilal", role: "province", territory: "05.081" },
    password: expect.stringMatching(/^[a-z2-9]{6}(-[a-z2-9]{6}){3}$/),
  });
  expect((await run("user", "add", "other", "--role", "wali")).code).toBe(2);
  expect((await run("user", "disable", "gouverneur.azilal")).code).toBe(0);
  const list = JSON.parse((await run("audit", "list")).stdout);
  expect(list.records.map(({ kind, actor }: { kind: string; actor: string }) => [kind, actor])).toEqual([
    ["account_created", "operator"],
    ["account_disabled", "operator"],
  ]);
  expect(JSON.parse((await run("audit", "verify")).stdout)).toMatchObject({ ok: true, records: 2 });
  const store = new DatabaseSync(join(home, "state.sqlite"));
  store.exec("DROP TRIGGER audit_record_update; UPDATE audit_record SET actor = 'x' WHERE seq = 2");
  store.close();
  const broken = await run("audit", "verify");
  expect([broken.code, JSON.parse(broken.stdout)]).toMatchObject([
    1,
    { ok: false, broken: { seq: 2, fault: "altered" } },
  ]);
});
