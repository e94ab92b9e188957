import { expect, it } from "vitest";
import { PUBLIC_VIEWER, type Viewer } from "./types.ts";
import { formWordOf, pageEyes, setFormWord, setViewer, signedInOf, viewerOf } from "./viewer.ts";

const GOVERNOR: Viewer = { role: "province", territory: "01.511", user: "u", lang: "fr" };
const NATIONAL: Viewer = { role: "national", territory: null, user: "n", lang: "ar" };
const answering = (locals: Record<string, unknown> = {}) => ({ locals });

it("asks for whoever was set, in the language of the answer; for the public where nobody was", () => {
  const res = answering();
  expect(viewerOf(res, "ar")).toEqual({ ...PUBLIC_VIEWER, lang: "ar" });
  expect(viewerOf(undefined, "en")).toEqual({ ...PUBLIC_VIEWER, lang: "en" });
  expect(signedInOf(res)).toBeNull();
  expect(signedInOf(undefined)).toBeNull();
  const who = { display: "A", role: "province", territory: "01.511", viewingAs: false } as const;
  setViewer(res, GOVERNOR, who);
  expect(viewerOf(res, "ar")).toEqual({ ...GOVERNOR, lang: "ar" });
  expect(signedInOf(res)).toEqual(who);
  setViewer(res, NATIONAL, null);
  expect(viewerOf(res, "fr")).toEqual({ ...NATIONAL, lang: "fr" });
  expect(signedInOf(res)).toBeNull();
});

it("takes nothing else for an account: what is half of one, or of a role that there is not, is the public", () => {
  const wrong = [
    ...[null, "admin", 7, {}, { role: "admin" }, { territory: null }, { role: "root", territory: null }],
    ...[
      { role: "wali", territory: 1 },
      { role: "wali", territory: undefined },
    ],
  ];
  for (const viewer of wrong)
    expect(viewerOf(answering({ viewer }), "fr")).toEqual({ ...PUBLIC_VIEWER, lang: "fr" });
  for (const signedIn of [
    null,
    "x",
    {},
    { display: "A" },
    { viewingAs: true },
    { display: 1, viewingAs: true },
  ])
    expect(signedInOf(answering({ signedIn }))).toBeNull();
});

it("draws a page about any place as the public sees it, for who is held to a territory", () => {
  expect(pageEyes(GOVERNOR)).toEqual({ ...PUBLIC_VIEWER, lang: "fr" });
  expect(pageEyes(NATIONAL)).toBe(NATIONAL);
});

it("makes a form's word only where one is asked for, and none where nobody can sign in", () => {
  const res = answering();
  expect(formWordOf(res)).toBeNull();
  expect(formWordOf(undefined)).toBeNull();
  let made = 0;
  setFormWord(res, () => {
    made += 1;
    return `w${made}`;
  });
  expect(made).toBe(0);
  expect(formWordOf(res)).toBe("w1");
});
