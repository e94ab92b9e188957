import { describe, expect, it } from "vitest";
import { LANGS, type Lang } from "#warehouse/text.ts";
import { formatDate, formatMonth, formatPeriod } from "./dates.ts";
import { formatDays, formatNumber, formatPercent, formatPoints, formatRank } from "./format.ts";
import { formatAmount, formatMoney, formatMoneyShort, moneyScale } from "./money.ts";

const in3 = (print: (lang: Lang) => string): string[] => LANGS.map(print);
const N = "\u202f";
const B = "\u00a0";
const M = "\u2212";

describe("numbers, in fr, ar, en", () => {
  const cases: [string, (lang: Lang) => string, string[]][] = [
    ["groups", (l) => formatNumber(l, 1234567), [`1${N}234${N}567`, `1${N}234${N}567`, "1,234,567"]],
    ["four digits are grouped too", (l) => formatNumber(l, 1590), [`1${N}590`, `1${N}590`, "1,590"]],
    ["decimals", (l) => formatNumber(l, 1234.5, { digits: 1 }), [`1${N}234,5`, `1${N}234,5`, "1,234.5"]],
    ["a true minus", (l) => formatNumber(l, -12.5, { digits: 1 }), [`${M}12,5`, `${M}12,5`, `${M}12.5`]],
    ["no negative zero", (l) => formatNumber(l, -0.04, { digits: 1 }), ["0,0", "0,0", "0.0"]],
    ["zero is 0", (l) => formatNumber(l, 0), ["0", "0", "0"]],
    ["unknown is never 0", (l) => formatNumber(l, null), ["n.d.", "غ.م.", "n/a"]],
    [
      "decimal text of any length",
      (l) => formatNumber(l, "98765432109876.54", { digits: 2 }),
      [`98${N}765${N}432${N}109${N}876,54`, `98${N}765${N}432${N}109${N}876,54`, "98,765,432,109,876.54"],
    ],
    ["percent", (l) => formatPercent(l, 0.1255), [`12,6${B}%`, `12,6${B}%`, "12.6%"]],
    ["a signed change", (l) => formatPercent(l, 0.07, { sign: true }), [`+7,0${B}%`, `+7,0${B}%`, "+7.0%"]],
    ["points", (l) => formatPoints(l, -0.012), [`${M}1,2${B}pt`, `${M}1,2${B}نقطة`, `${M}1.2${B}pt`]],
    ["first rank", (l) => formatRank(l, 1), ["1er", "1", "1st"]],
    ["eleventh rank", (l) => formatRank(l, 11), ["11e", "11", "11th"]],
    ["rank with groups", (l) => formatRank(l, 1002), [`1${N}002e`, `1${N}002`, "1,002nd"]],
    ["days", (l) => formatDays(l, 17.3), [`17,3${B}jours`, `17,3${B}يوما`, `17.3${B}days`]],
    ["many days", (l) => formatDays(l, 103), [`103${B}jours`, `103${B}أيام`, `103${B}days`]],
  ];
  it.each(cases)("%s", (_name, print, expected) => expect(in3(print)).toEqual(expected));
});

describe("money", () => {
  const cases: [string, (lang: Lang) => string, string[]][] = [
    [
      "full",
      (l) => formatMoney(l, "1234567.89"),
      [`1${N}234${N}568${B}DH`, `1${N}234${N}568${B}درهم`, `MAD${B}1,234,568`],
    ],
    [
      "cells have no unit",
      (l) => formatAmount(l, "1234567.89"),
      [`1${N}234${N}568`, `1${N}234${N}568`, "1,234,568"],
    ],
    [
      "millions",
      (l) => formatMoneyShort(l, "12400000.00"),
      [`12,4${B}MDH`, `12,4${B}مليون درهم`, `MAD${B}12.4${B}million`],
    ],
    [
      "billions",
      (l) => formatMoneyShort(l, 3.9e9),
      [`3,9${B}MMDH`, `3,9${B}مليار درهم`, `MAD${B}3.9${B}billion`],
    ],
    [
      "under a million in full",
      (l) => formatMoneyShort(l, 745_000),
      [`745${N}000${B}DH`, `745${N}000${B}درهم`, `MAD${B}745,000`],
    ],
    [
      "rounding decides the scale",
      (l) => formatMoneyShort(l, 999_950_000),
      [`1${B}MMDH`, `1${B}مليار درهم`, `MAD${B}1${B}billion`],
    ],
    ["999 950", (l) => formatMoneyShort(l, 999_950), [`1${B}MDH`, `1${B}مليون درهم`, `MAD${B}1${B}million`]],
    ["no value", (l) => formatMoneyShort(l, null), ["n.d.", "غ.م.", "n/a"]],
  ];
  it.each(cases)("%s", (_name, print, expected) => expect(in3(print)).toEqual(expected));
  it("takes the scale from the rounded value", () => {
    expect([999_499, 999_500, 999_499_999, 999_500_000].map((value) => moneyScale(value))).toEqual([
      "unit",
      "million",
      "million",
      "billion",
    ]);
  });
});

describe("dates and periods", () => {
  const cases: [string, (lang: Lang) => string, string[]][] = [
    [
      "a day, with Moroccan months",
      (l) => formatDate(l, "2026-08-31"),
      ["31 août 2026", "31 غشت 2026", "31 August 2026"],
    ],
    [
      "the first of a month",
      (l) => formatDate(l, "2026-01-01"),
      ["1er janvier 2026", "1 يناير 2026", "1 January 2026"],
    ],
    ["a month", (l) => formatMonth(l, "2026-09"), ["septembre 2026", "شتنبر 2026", "September 2026"]],
    ["a quarter", (l) => formatPeriod(l, "2026-Q1"), ["1er trimestre 2026", "الفصل الأول 2026", "Q1 2026"]],
    ["a year is itself", (l) => formatPeriod(l, "2025"), ["2025", "2025", "2025"]],
    ["no date", (l) => formatDate(l, null), ["n.d.", "غ.م.", "n/a"]],
  ];
  it.each(cases)("%s", (_name, print, expected) => expect(in3(print)).toEqual(expected));
});
