/** Colours read so far in the present theme: each reading makes the browser work out its styles anew. */
const known = new Map<string, string>();

/** The present theme's colour of a role, as a colour that WebGL understands. */
export function themeColor(role: string): string {
  const found = known.get(role);
  if (found !== undefined) return found;
  const probe = document.createElement("span");
  probe.style.color = `var(--${role})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  known.set(role, color);
  return color;
}

/** Calls when the reader or their device takes another theme. */
export function watchTheme(changed: () => void): void {
  const anew = (): void => {
    known.clear();
    changed();
  };
  new MutationObserver(anew).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-theme"],
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", anew);
}
