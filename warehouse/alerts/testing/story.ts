import type { Episode } from "../history.ts";

const SUBJECTS = 60;
const START = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;

/** A day of an invented story: which release stands, and what its rules find. The same for whoever asks. */
export function dayOf(day: number): {
  readonly at: string;
  readonly release: string;
  readonly episodes: readonly Episode[];
} {
  const release = Math.floor(day / 3);
  const episodes: Episode[] = [];
  for (let subject = 0; subject < SUBJECTS; subject += 1) {
    // Each opens, gets worse, is cleared by the data, and some come back with corrected data.
    const turn = (release + subject) % 12;
    if (turn >= 9) continue;
    const began = release - turn;
    episodes.push({
      ...{ rule: "story", subject: `p${subject}`, territory: null, cleared: null },
      opened: new Date(START + Math.floor(began / 24) * 24 * 3 * DAY).toISOString().slice(0, 10),
      ...{ value: turn, worst: turn, severity: turn >= 6 ? "critical" : "warning" },
    });
  }
  return { at: new Date(START + day * DAY).toISOString(), release: `r${release}`, episodes };
}
