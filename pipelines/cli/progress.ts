import { MultiBar, type SingleBar } from "cli-progress";
import type { Progress, Stage } from "#warehouse/progress.ts";

/** What a child process tells its parent while it works. */
export interface ProgressMessage {
  readonly kind: "progress";
  readonly stage: string;
  readonly event: "start" | "update" | "end";
  readonly done: number;
  readonly total: number;
  readonly note: string;
}

export function isProgressMessage(value: unknown): value is ProgressMessage {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "progress";
}

/** A parent that started us draws the bars; a terminal gets bars; anything else a line a stage. */
export function progressFor(json: boolean, label: (stage: string) => string): Progress {
  const send = process.send?.bind(process);
  if (send !== undefined) return overChannel((message) => send(message));
  if (json) return { stage: () => ({ update: () => undefined, end: () => undefined }) };
  return process.stdout.isTTY ? bars(label) : lines(label);
}

/** Draws what a child tells as if the work were done here. */
export function relay(progress: Progress): (message: ProgressMessage) => void {
  const open = new Map<string, Stage>();
  return ({ stage, event, done, total, note }) => {
    const at = open.get(stage) ?? progress.stage(stage);
    open.set(stage, at);
    if (event === "update") at.update(done, total, note);
    if (event === "end") {
      at.end(note);
      open.delete(stage);
    }
  };
}

function overChannel(send: (message: ProgressMessage) => void): Progress {
  const base = { kind: "progress" as const, done: 0, total: 0, note: "" };
  return {
    stage(stage) {
      let last = 0;
      send({ ...base, stage, event: "start" });
      return {
        update(done, total, note = "") {
          const now = performance.now();
          if (done < total && now - last < 50) return;
          last = now;
          send({ ...base, stage, event: "update", done, total, note });
        },
        end: (note = "") => send({ ...base, stage, event: "end", note }),
      };
    },
  };
}

function bars(label: (stage: string) => string): Progress {
  const multi = new MultiBar({
    format: "{label} {bar} {percentage}%  {seconds} s  {note}",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: false,
    autopadding: true,
    emptyOnZero: true,
    linewrap: false,
  });
  let open = 0;
  return {
    stage(name) {
      const start = performance.now();
      const seconds = () => ((performance.now() - start) / 1000).toFixed(0).padStart(3);
      const text = label(name).padEnd(26);
      open += 1;
      const bar: SingleBar = multi.create(1, 0, { label: text, note: "", seconds: seconds() });
      return {
        update(done, total, note = "") {
          bar.setTotal(Math.max(total, 1));
          bar.update(Math.min(done, Math.max(total, 1)), { note: note.slice(0, 30), seconds: seconds() });
        },
        end(note = "") {
          bar.update(bar.getTotal(), { note, seconds: seconds() });
          bar.stop();
          open -= 1;
          if (open === 0) multi.update();
          if (open === 0 && multi.isActive) multi.stop();
        },
      };
    },
  };
}

function lines(label: (stage: string) => string): Progress {
  return {
    stage(name) {
      const start = performance.now();
      return {
        update: () => undefined,
        end(note = "") {
          const seconds = ((performance.now() - start) / 1000).toFixed(1);
          process.stderr.write(`${label(name)}  ${seconds} s${note === "" ? "" : `  ${note}`}\n`);
        },
      };
    },
  };
}
