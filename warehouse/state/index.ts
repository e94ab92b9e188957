export { type JobLedger, type JobRun, jobLedger, MAX_ATTEMPTS } from "./jobs.ts";
export { openState, type State, type StateRow, type StateWriter } from "./state.ts";
