/** Lets two maps of one territory lie over each other, with a curtain between that a slider moves. */
export function startSwipe(): void {
  const box = document.querySelector<HTMLElement>("[data-swipe]");
  const toggle = document.querySelector<HTMLButtonElement>("[data-swipe-toggle]");
  const curtain = box?.querySelector<HTMLElement>(".swipe-curtain") ?? null;
  const slider = curtain?.querySelector("input") ?? null;
  const over = box?.querySelectorAll<SVGElement>(".choropleth")[1] ?? null;
  if (box === null || toggle === null || curtain === null || slider === null || over === null) return;
  toggle.parentElement?.removeAttribute("hidden");
  const draw = (): void => {
    const on = toggle.getAttribute("aria-pressed") === "true";
    // Maps are never mirrored: the first stays on the left of the curtain in every language.
    over.style.clipPath = on ? `inset(0 0 0 ${slider.value}%)` : "";
  };
  toggle.addEventListener("click", () => {
    const on = toggle.getAttribute("aria-pressed") !== "true";
    toggle.setAttribute("aria-pressed", String(on));
    box.classList.toggle("is-over", on);
    curtain.hidden = !on;
    draw();
  });
  slider.addEventListener("input", draw);
}
