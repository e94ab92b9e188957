import type { Clock } from "../clock.ts";
import type { Home } from "../home.ts";
import { type Accounts, accountStore } from "./accounts.ts";
import { type AttemptLimits, type Attempts, attemptStore } from "./attempts.ts";
import type { AuditLog } from "./audit.ts";
import { homeAudit } from "./audit-heads.ts";
import { onlySample } from "./demo.ts";
import { type Departures, departureStore } from "./departures.ts";
import { type SessionLimits, type Sessions, sessionStore } from "./sessions.ts";
import type { State } from "./state.ts";
import { type Tokens, tokenStore } from "./tokens.ts";

export interface AccessSettings extends SessionLimits, AttemptLimits {
  readonly passwordMinLength: number;
}

/** Who may come in, and what was done: everything that signing in needs of the state store. */
export interface Access {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly attempts: Attempts;
  readonly departures: Departures;
  readonly audit: AuditLog;
  readonly settings: AccessSettings;
  readonly clock: Clock;
  /** Whether demonstration accounts may come in: only while nothing but the sample was ever loaded. */
  demonstration(): boolean;
}

export function openAccess(options: {
  readonly home: Pick<Home, "root">;
  readonly state: State;
  readonly clock: Clock;
  readonly settings: AccessSettings;
}): Access {
  const { home, state, clock, settings } = options;
  return {
    // Sessions and tokens refer to accounts: their tables come after.
    accounts: accountStore(state, clock),
    sessions: sessionStore(state, clock, settings),
    tokens: tokenStore(state, clock),
    attempts: attemptStore(state, clock, settings),
    departures: departureStore(state, clock),
    audit: homeAudit(home, state, clock),
    settings,
    clock,
    demonstration: () => onlySample(state),
  };
}
