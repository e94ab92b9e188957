/** Where long work tells how far it is. A stage's name is a key that the caller has words for. */
export interface Progress {
  stage(name: string): Stage;
}
export interface Stage {
  /** `total` 0 says that it is not known. */
  update(done: number, total: number, note?: string): void;
  end(note?: string): void;
}

export const silentProgress: Progress = {
  stage: () => ({ update: () => undefined, end: () => undefined }),
};
