import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express, { type RequestHandler } from "express";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alertRelease } from "#warehouse/alerts/testing/release.ts";
import { attachmentsOf, setUpload } from "#warehouse/attachments/index.ts";
import { type MartSpec, PUBLIC_VIEWER, type Viewer } from "#warehouse/door/types.ts";
import { homeAt } from "#warehouse/home.ts";
import type { AuditEntry } from "#warehouse/state/audit.ts";
import type { Context } from "#warehouse/surface.ts";
import { surface } from "../../index.ts";
import { fakeContext } from "../../testing/context.ts";
import { fakeDoor } from "../../testing/fake-door.ts";
import { serveWho } from "../../testing/who.ts";
import { addressOf } from "./attachments.ts";

const PEOPLE: Readonly<Record<string, Viewer>> = {
  wali: { role: "wali", territory: "06", user: "w1", lang: "fr" },
  other: { role: "wali", territory: "01", user: "w2", lang: "fr" },
};
const PDF = Buffer.from("%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n");
const root = mkdtempSync(join(tmpdir(), "bayan-pieces-"));
const records: AuditEntry[] = [];
let ctx: Context;
let release: Awaited<ReturnType<typeof alertRelease>>;
let server: Server;
let origin = "";

const door = {
  ...fakeDoor,
  rows: async (spec: MartSpec, viewer: Viewer) => {
    const wanted = spec.where?.find(({ column }) => column === "project_id")?.value;
    const known = { project_id: "P1", commune_code: "06.141" };
    return spec.mart === "bridge_project_commune" ||
      (spec.mart === "fct_project" && spec.columns?.length === 1)
      ? { release: "r", sample: true, rows: wanted === "P1" ? [known] : [] }
      : fakeDoor.rows(spec, viewer);
  },
};

/** What api/ does with a form that carries a file. */
const readUpload: RequestHandler = async (req, res, next) => {
  if (Buffer.isBuffer(req.body)) {
    const headers = { "content-type": req.get("content-type") ?? "" };
    const form = await new Response(new Uint8Array(req.body), { headers }).formData();
    req.body = Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
    const file = form.get("fichier");
    if (file instanceof Blob)
      setUpload(res, { field: "fichier", name: "x", bytes: Buffer.from(await file.arrayBuffer()) });
  }
  next();
};

beforeAll(async () => {
  release = await alertRelease();
  const made = fakeContext([surface], door);
  ctx = {
    ...{ ...made, home: homeAt(root), release: async () => release.handle },
    audit: { ...made.audit, record: (entry) => void records.push(entry) },
  };
  ({ server, origin } = await serveWho(surface, ctx, PEOPLE, [
    express.raw({ type: "multipart/form-data", limit: "1mb" }),
    readUpload,
  ]));
});
afterAll(() => {
  server.close();
  release.close();
  rmSync(root, { recursive: true, force: true });
});

const send = async (
  who: string,
  fields: Readonly<Record<string, string>>,
  bytes: Buffer | null,
  id = "P1",
) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (bytes !== null) form.set("fichier", new Blob([new Uint8Array(bytes)]), "plan.exe");
  const path = `/fr/tableaux/projets/fiche/${id}/pieces`;
  return (
    await fetch(`${origin}${path}`, {
      ...{ method: "POST", redirect: "manual", headers: { "x-who": who }, body: form },
    })
  ).status;
};
const fetchPiece = (id: string, who = "", more: Readonly<Record<string, string>> = {}) =>
  fetch(`${origin}${addressOf({ project: "P1", id })}`, { headers: { "x-who": who, ...more } });
const remove = async (who: string, id: string) =>
  (
    await fetch(`${origin}/fr/tableaux/projets/fiche/P1/pieces/${id}/retirer`, {
      ...{ method: "POST", redirect: "manual", headers: { "x-who": who } },
    })
  ).status;

describe("a project's documents", () => {
  it("come from the accounts of its territory, and by what they are", async () => {
    expect(await send("", { titre: "Plan du pont" }, PDF)).toBe(404);
    expect(await send("other", { titre: "Plan du pont" }, PDF)).toBe(404);
    expect(await send("wali", { titre: "Plan du pont" }, PDF, "P9")).toBe(404);
    expect(await send("wali", { titre: "x" }, PDF)).toBe(400);
    expect(await send("wali", { titre: "Plan du pont" }, null)).toBe(400);
    expect(await send("wali", { titre: "Plan du pont" }, Buffer.from("MZ a program"))).toBe(400);
    expect(records).toEqual([]);
    expect(await send("wali", { titre: "Plan du pont" }, PDF)).toBe(303);
    expect(await send("wali", { titre: "Avis public", public: "oui" }, PDF)).toBe(303);
    expect(records.map(({ kind, actor, detail }) => [kind, actor, detail?.public])).toEqual([
      ["attachment_kept", "w1", false],
      ["attachment_kept", "w1", true],
    ]);
  });

  it("are read by who may, as what they are and as nothing that a browser runs", async () => {
    const [open, own] = attachmentsOf(ctx).of("P1");
    if (open === undefined || own === undefined) throw new Error("no attachments");
    expect((await fetchPiece(own.id)).status).toBe(404);
    expect((await fetchPiece(own.id, "other")).status).toBe(404);
    const mine = await fetchPiece(own.id, "wali");
    expect(mine.status).toBe(200);
    expect(mine.headers.get("cache-control")).toBe("private, no-store");
    const answer = await fetchPiece(open.id);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PDF);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w-]+\.pdf"$/);
    const etag = answer.headers.get("etag") ?? "";
    expect(
      (await fetchPiece(open.id, "", { "if-none-match": etag, "cache-control": "max-age=0" })).status,
    ).toBe(304);
    expect((await fetchPiece("..%2f..%2fstate.sqlite")).status).toBe(404);
  });

  it("go when one of theirs takes them away", async () => {
    const [open] = attachmentsOf(ctx).of("P1");
    expect(await remove("other", open?.id ?? "")).toBe(404);
    expect(await remove("wali", open?.id ?? "")).toBe(303);
    expect((await fetchPiece(open?.id ?? "")).status).toBe(404);
    expect(records.at(-1)).toMatchObject({ kind: "attachment_removed", actor: "w1" });
  });
});

describe("a project's page", () => {
  it("shows who may add to it how, and the public neither that nor what is not for everyone", async () => {
    const known = (await fakeDoor.rows({ mart: "fct_project", limit: 1 }, PUBLIC_VIEWER)).rows[0];
    const id = String(known?.project_id);
    const store = attachmentsOf(ctx);
    const content = { type: "application/pdf" as const, bytes: PDF, width: null, height: null };
    store.keep({ project: id, title: "Réservé", isPublic: false, account: "w1" }, content);
    store.keep({ project: id, title: "Ouvert à tous", isPublic: true, account: "w1" }, content);
    const main = parseHTML(await (await fetch(`${origin}/fr/tableaux/projets/fiche/${id}`)).text()).document;
    const section = main.querySelector("#pieces");
    expect(section?.textContent).toContain("Ouvert à tous");
    expect(section?.textContent).not.toContain("Réservé");
    expect(section?.querySelector("form")).toBeNull();
    // Under the menu's addresses, one without a language would lead to a page.
    const address = section?.querySelector("a")?.getAttribute("href") ?? "";
    expect(surface.nav.some(({ path }) => address.startsWith(path))).toBe(false);
    expect((await fetch(`${origin}${address}`)).status).toBe(200);
  });
});
