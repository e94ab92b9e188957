/** Shows a project's card over the map: the page of that project, without its frame. Esc and the button close it. */
export async function openCard(element: HTMLElement, id: string, close: string): Promise<void> {
  const lang = document.documentElement.lang || "fr";
  const url = `/${lang}/carte/projet/${encodeURIComponent(id)}`;
  const response = await fetch(url, { headers: { Accept: "text/html" } });
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  const card = next.querySelector("#project-card");
  const title = next.querySelector("main h1");
  if (!response.ok || card === null) {
    location.assign(url);
    return;
  }
  const dialog = element.querySelector<HTMLDialogElement>("dialog") ?? document.createElement("dialog");
  dialog.className = "map-card";
  dialog.setAttribute("aria-labelledby", "map-card-title");
  const heading = document.createElement("h2");
  heading.id = "map-card-title";
  heading.tabIndex = -1;
  const link = document.createElement("a");
  link.href = url;
  link.textContent = title?.textContent ?? id;
  heading.append(link);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-card-close";
  button.textContent = "×";
  button.setAttribute("aria-label", close);
  const before = document.activeElement;
  const shut = (): void => {
    dialog.close();
    if (before instanceof HTMLElement) before.focus();
  };
  button.addEventListener("click", shut);
  dialog.onkeydown = (event) => {
    if (event.key === "Escape") shut();
  };
  dialog.replaceChildren(button, heading, document.adoptNode(card));
  if (!dialog.isConnected) element.append(dialog);
  if (!dialog.open) dialog.show();
  heading.focus({ preventScroll: true });
}
