/** The present theme's colour of a role, as a colour that WebGL understands. */
export function themeColor(role: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(--${role})`;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}
