/**
 * Registers the worker that keeps the last public pages seen, and tells a reader who is off the network that a page may
 * be an older one.
 */
export function startOffline(): void {
  const note = document.querySelector<HTMLElement>("[data-offline]");
  const tell = (): void => {
    if (note !== null) note.hidden = navigator.onLine;
  };
  window.addEventListener("online", tell);
  window.addEventListener("offline", tell);
  tell();
  if (!("serviceWorker" in navigator)) return;
  // After the page: the first drawing owes nothing to it.
  window.addEventListener("load", () => {
    navigator.serviceWorker.register("/service-worker.js").catch(() => {
      // A browser that forbids workers shows the same pages, and none of them off the network.
    });
  });
}
