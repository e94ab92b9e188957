import { Router } from "express";
import { describe, expect, it } from "vitest";
import { API_LIMITS } from "#api/http/limits.ts";
import { metricsCheck, rollupsCheck } from "#warehouse/door/index.ts";
import { LIMIT_SPECS } from "#warehouse/settings-limits.ts";
import type { Surface } from "#warehouse/surface.ts";
import { COMMANDS } from "./commands/index.ts";
import { joined, releaseParts } from "./compose.ts";
import { langOf, say, stageLabel } from "./messages.ts";

const surface = (name: string, more: Partial<Surface> = {}): Surface => ({
  name,
  messages: { fr: {}, ar: {}, en: {} },
  nav: [],
  routes: () => Router(),
  ...more,
});
const item = (path: string, order: number) => ({ path, label: path, roles: ["public" as const], order });

describe("joined", () => {
  it("orders the menus and joins the messages", () => {
    const { nav, messages } = joined([
      surface("b", {
        nav: [item("/b", 20), item("/z", 10)],
        messages: { fr: { x: "1" }, ar: { x: "١" }, en: { x: "one" } },
      }),
      surface("a", { nav: [item("/a", 10)], messages: { fr: { x: "1", y: "2" }, ar: {}, en: {} } }),
    ]);
    expect(nav.map(({ path }) => path)).toEqual(["/a", "/z", "/b"]);
    expect(messages).toEqual({ fr: { x: "1", y: "2" }, ar: { x: "١" }, en: { x: "one" } });
  });
  it("refuses a key that two surfaces give differently", () => {
    const given = (text: string) => ({ messages: { fr: { x: text }, ar: {}, en: {} } });
    expect(() => joined([surface("a", given("1")), surface("b", given("2"))])).toThrow("message: x (fr)");
  });
});

describe("releaseParts", () => {
  it("gathers steps and checks", () => {
    const step = { name: "s", after: [], run: async () => [] };
    const check = { name: "c", prevents: { fr: "p", ar: "p", en: "p" }, run: async () => [] };
    const parts = releaseParts([surface("a", { releaseSteps: [step] }), surface("b", { checks: [check] })]);
    expect(parts).toEqual({ steps: [step], checks: [metricsCheck, rollupsCheck, check] });
  });
});

describe("messages", () => {
  it("name every command in three languages", () => {
    for (const { name } of COMMANDS) {
      const texts = (["fr", "ar", "en"] as const).map((lang) => say(lang, `command.${name}`));
      expect(new Set(texts).size).toBe(3);
    }
  });
  it("fill their places and fall back on a stage's own name", () => {
    expect(say("en", "ready", { url: "http://x" })).toBe("Bayan is ready: http://x");
    expect(stageLabel("fr", "dbt")).toBe("Modèles (dbt)");
    expect(stageLabel("fr", "unheard of")).toBe("unheard of");
    expect(langOf({ LANG: "ar_MA.UTF-8" })).toBe("ar");
  });
});

describe("server limits", () => {
  it("have one default, in the settings and in the room that applies them", () => {
    for (const [name, value] of Object.entries(API_LIMITS)) {
      expect([name, LIMIT_SPECS[name as keyof typeof API_LIMITS].default]).toEqual([name, value]);
    }
  });
});
