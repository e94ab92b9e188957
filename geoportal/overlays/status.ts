/** Where a project stands, in four words: what a map can tell apart. */
export const STAGES = ["planned", "works", "stopped", "done"] as const;
export type ProjectStage = (typeof STAGES)[number];

const STAGE_OF: Readonly<Record<string, ProjectStage>> = {
  TRAVAUX: "works",
  ARRET: "stopped",
  ABANDONNE: "stopped",
  RECEPTION_PROVISOIRE: "done",
  RECEPTION_DEFINITIVE: "done",
  OPERATIONNEL: "done",
};
export const stageOf = (status: string): ProjectStage => STAGE_OF[status] ?? "planned";

/** Shape and colour of each: either tells them apart alone. Shapes are paths in a square of 24. */
export const MARKS: Readonly<Record<ProjectStage, { readonly role: string; readonly d: string }>> = {
  planned: { role: "cat-5", d: "M12 3L21 12L12 21L3 12Z" },
  works: { role: "cat-1", d: "M12 3L22 20.5H2Z" },
  stopped: { role: "cat-4", d: "M4 4H20V20H4Z" },
  done: { role: "cat-3", d: "M3 12A9 9 0 1 0 21 12A9 9 0 1 0 3 12Z" },
};

/** Earned against planned value under which a project is said to be in difficulty. */
export const LATE_BELOW = 0.8;
