/**
 * Filters apply at once where there is room and a pointer chose; elsewhere the button does. An arrow on a list chooses
 * each of its lines in turn: a page that followed would leave the keyboard at the first.
 */
export function startForms(): void {
  const roomy = window.matchMedia("(min-width: 60rem)");
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-auto-submit]")) {
    let pointed = false;
    form.addEventListener("pointerdown", () => {
      pointed = true;
    });
    form.addEventListener("keydown", () => {
      pointed = false;
    });
    form.addEventListener("change", (event) => {
      if (pointed && roomy.matches && event.target instanceof HTMLSelectElement) form.requestSubmit();
    });
    // Empty fields and defaults stay out of the address.
    form.addEventListener("submit", () => {
      for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")) {
        if (field.value === "") field.disabled = true;
      }
    });
  }
}
