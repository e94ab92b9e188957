/** Filters apply at once where there is room and a mouse; elsewhere the button does. */
export function startForms(): void {
  const roomy = window.matchMedia("(min-width: 60rem)");
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-auto-submit]")) {
    form.addEventListener("change", (event) => {
      if (roomy.matches && event.target instanceof HTMLSelectElement) form.requestSubmit();
    });
    // Empty fields and defaults stay out of the address.
    form.addEventListener("submit", () => {
      for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")) {
        if (field.value === "") field.disabled = true;
      }
    });
  }
}
