import type { BayanError } from "#warehouse/errors.ts";
import {
  type Access,
  type Account,
  DEMO_PASSWORD,
  passwordMatches,
  totpStep,
} from "#warehouse/state/index.ts";
import { HttpError } from "../http/problem.ts";

/** What came of trying to sign in. `wrong` tells neither whether the name exists nor what of it was wrong. */
export type Outcome =
  | { readonly kind: "in"; readonly account: Account; readonly cookie: string }
  | { readonly kind: "code"; readonly account: Account }
  | { readonly kind: "wrong" }
  | { readonly kind: "wait"; readonly seconds: number };

export interface SignIn {
  password(name: string, password: string, address: string): Promise<Outcome>;
  /** The second step, for an account that `password` answered with `code`. */
  code(account: Account, code: string, address: string): Outcome;
  /** For who was recognised elsewhere: the identity provider, or a demonstration account of the page. */
  enter(account: Account, by: string): Outcome;
}

/** Hashes computed at once, and waiting: each takes 19 MiB and a core for a moment. */
const AT_ONCE = 2;
const WAITING = 20;

export function signIn(access: Access): SignIn {
  const turn = turns(AT_ONCE, WAITING);
  const { accounts, attempts, audit, sessions } = access;
  const wait = (name: string, address: string): Outcome | null => {
    const ms = attempts.waits(name, address);
    return ms === 0 ? null : { kind: "wait", seconds: Math.ceil(ms / 1000) };
  };
  const refuse = (name: string, account: Account | null, address: string, why: string): Outcome => {
    const begins = attempts.failed(name, address);
    const actor = account?.id ?? null;
    audit.record({ kind: "sign_in_refused", actor, detail: { why, address } });
    if (begins) audit.record({ kind: "locked", actor, detail: { address } });
    return wait(name, address) ?? { kind: "wrong" };
  };
  const enter = (account: Account, by: string): Outcome => {
    const cookie = sessions.create(account.id);
    audit.record({ kind: "sign_in", actor: account.id, detail: { by } });
    return { kind: "in", account, cookie };
  };
  return {
    enter,
    async password(name, password, address) {
      const waiting = wait(name, address);
      if (waiting !== null) return waiting;
      const account = accounts.find(name);
      const open = account !== null && !account.disabled && !account.external;
      if (open && account.demo) {
        // Its password is printed for all to read: what protects it is that it opens nothing but the sample.
        if (password !== DEMO_PASSWORD || !access.demonstration())
          return refuse(name, account, address, "demonstration");
        return enter(account, "demonstration");
      }
      const hash = open ? accounts.credentials(account.id).password : null;
      const right = await turn(() => passwordMatches(password, hash));
      if (!right || account === null) return refuse(name, account, address, "password");
      if (account.secondFactor) return { kind: "code", account };
      attempts.succeeded(name);
      return enter(account, "password");
    },
    code(account, code, address) {
      const waiting = wait(account.name, address);
      if (waiting !== null) return waiting;
      const { totp } = accounts.credentials(account.id);
      const step = totp === null ? null : totpStep(totp, code, access.clock.now());
      if (step === null || !accounts.useStep(account.id, step))
        return refuse(account.name, account, address, "code");
      attempts.succeeded(account.name);
      return enter(account, "password and code");
    },
  };
}

/** Lets so many work at once and so many wait; refuses the next, who may come back. */
export function turns(most: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (running >= most) {
      if (queue.length >= waiting) throw busy();
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

const busy = (): BayanError =>
  new HttpError(503, "sign_in_busy", {
    fr: "Beaucoup de connexions à la fois : réessayez dans quelques secondes",
    ar: "عدد كبير من محاولات الدخول في آن واحد: أعد المحاولة بعد بضع ثوان",
    en: "Many people are signing in at once: try again in a few seconds",
  });
