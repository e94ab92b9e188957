// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readStage } from "./stage.ts";
import { startTime } from "./years.ts";

const act = { preview: vi.fn(async () => undefined), load: vi.fn(), rest: vi.fn() };
let slider: HTMLInputElement;
let play: HTMLButtonElement;

beforeEach(() => {
  vi.useFakeTimers();
  for (const one of Object.values(act)) one.mockClear();
  document.body.innerHTML = `<div id="bar" hidden><button></button><input type="range" min="0" max="0"><output></output></div>
    <div id="map" data-years="[2022,2023,2024,2025]" data-year="2022"></div>`;
  const bar = document.querySelector<HTMLElement>("#bar");
  const stage = document.querySelector<HTMLElement>("#map");
  if (bar === null || stage === null) throw new Error("page");
  startTime(bar, act).update(readStage(stage));
  const [input, button] = [bar.querySelector("input"), bar.querySelector("button")];
  if (input === null || button === null) throw new Error("bar");
  slider = input;
  play = button;
});
afterEach(() => vi.useRealTimers());
const to = (at: number): void => {
  slider.value = String(at);
  slider.dispatchEvent(new Event("input"));
};

it("tells the map each year as it is wished, before the next frame", () => {
  for (const at of [1, 3]) {
    to(at);
    expect(act.preview).toHaveBeenLastCalledWith(slider.value === "1" ? "2023" : "2025");
  }
  expect(document.querySelector("output")?.textContent).toBe("2025");
});

it("asks the page for a year only where the slider comes to rest", async () => {
  to(1);
  await vi.advanceTimersByTimeAsync(300);
  to(2);
  await vi.advanceTimersByTimeAsync(300);
  expect(act.rest).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(act.rest.mock.calls).toEqual([["2024"]]);
});

it("lets a year be painted before the page follows", async () => {
  let painted = (): void => undefined;
  act.preview.mockImplementationOnce(
    () =>
      new Promise((done) => {
        painted = () => done(undefined);
      }),
  );
  to(2);
  await vi.advanceTimersByTimeAsync(2000);
  expect(act.rest).not.toHaveBeenCalled();
  painted();
  await vi.advanceTimersByTimeAsync(500);
  expect(act.rest.mock.calls).toEqual([["2024"]]);
});

it("plays to the last year and rests there", async () => {
  play.click();
  expect(act.load).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(6000);
  expect(play.getAttribute("aria-pressed")).toBe("false");
  expect(act.rest.mock.calls).toEqual([["2025"]]);
});
