export { type Access, type AccessSettings, openAccess } from "./access.ts";
export {
  ACCOUNT_ROLES,
  type Account,
  type AccountRole,
  type Accounts,
  accountStore,
  checkedTerritory,
  isAccountRole,
} from "./accounts.ts";
export { stateAddress } from "./address.ts";
export { type Attempts, attemptStore } from "./attempts.ts";
export {
  AUDIT_KINDS,
  type Audit,
  type AuditEntry,
  type AuditHead,
  type AuditLog,
  type AuditRecord,
  auditLog,
  noAudit,
} from "./audit.ts";
export { auditHeads, homeAudit, sealAudit } from "./audit-heads.ts";
export { type AuditVerdict, verifyAudit } from "./audit-verify.ts";
export { DEMO_ACCOUNTS, DEMO_PASSWORD, ensureDemo, onlySample } from "./demo.ts";
export { type Departures, departureStore } from "./departures.ts";
export type { JobEvent, JobEvents, OperatorNotice } from "./job-events.ts";
export {
  type JobFault,
  type JobLedger,
  type JobRun,
  type JobStatus,
  jobCut,
  jobDeferred,
  jobLedger,
  type KnownJob,
  MAX_ATTEMPTS,
} from "./jobs.ts";
export { type Moved, moveState } from "./move.ts";
export { hashPassword, passwordFault, passwordMatches } from "./passwords.ts";
export { type Seen, type Session, type Sessions, sessionStore } from "./sessions.ts";
export {
  type Migration,
  openState,
  STATE_ENGINES,
  type State,
  type StateRow,
  type StateWriter,
} from "./state.ts";
export { type ApiToken, MAX_TOKEN_DAYS, SCOPES, type TokenScope, type Tokens, tokenStore } from "./tokens.ts";
export { newTotpSecret, totpStep, totpUri } from "./totp.ts";
