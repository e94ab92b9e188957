import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { UsageError } from "#warehouse/errors.ts";
import type { AuditKind } from "#warehouse/state/audit.ts";
import {
  ACCOUNT_ROLES,
  type Access,
  type Account,
  type AccountRole,
  hashPassword,
  isAccountRole,
  passwordFault,
} from "#warehouse/state/index.ts";
import { type Cli, EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";
import { openAccessOf } from "../server.ts";
import { badChoice, usageFault } from "../usage.ts";

type Options = Readonly<Record<string, unknown>>;
const ACTIONS = ["list", "add", "role", "password", "disable", "enable", "reset-factor"] as const;
const OPERATOR = "operator";

/** The installation's own accounts. Each change is written to the audit log as the operator's. */
export const user: CommandSpec = {
  name: "user",
  arguments: ["<action>", "[name]"],
  options: [
    ["--role <role>", "option.account_role"],
    ["--territory <code>", "option.territory"],
    ["--display <text>", "option.display"],
    ["--password-stdin", "option.password_stdin"],
  ],
  async run(cli, [action = "", name = ""], options) {
    const access = openAccessOf(cli);
    switch (ACTIONS.find((one) => one === action)) {
      case "list":
        return list(cli, access);
      case "add":
        return add(cli, access, name, options);
      case "role": {
        const account = found(access, name);
        const { role, territory } = rights(options);
        access.accounts.setRole(account.id, role, territory);
        access.sessions.endAll(account.id);
        return done(cli, access, account, "account_changed", { role, territory });
      }
      case "password": {
        const account = found(access, name);
        await givePassword(cli, access, account, options);
        access.sessions.endAll(account.id);
        return done(cli, access, account, "password_changed");
      }
      case "disable": {
        const account = found(access, name);
        access.accounts.setDisabled(account.id, true);
        access.sessions.endAll(account.id);
        return done(cli, access, account, "account_disabled");
      }
      case "enable": {
        const account = found(access, name);
        access.accounts.setDisabled(account.id, false);
        return done(cli, access, account, "account_enabled");
      }
      case "reset-factor": {
        const account = found(access, name);
        access.accounts.setSecondFactor(account.id, null);
        return done(cli, access, account, "second_factor_off");
      }
      default:
        throw badChoice("user", action, ACTIONS);
    }
  },
};

function list(cli: Cli, access: Access): typeof EXIT.done {
  const accounts = access.accounts.list();
  cli.answer({ accounts });
  for (const each of accounts) {
    const marks = [
      each.demo ? "demo" : "",
      each.disabled ? "disabled" : "",
      each.secondFactor ? "2f" : "",
      each.external ? "oidc" : "",
    ];
    cli.print(
      `${each.name.padEnd(28)} ${each.role.padEnd(10)} ${(each.territory ?? "—").padEnd(14)} ${marks.filter((one) => one !== "").join(" ")}`,
    );
  }
  return EXIT.done;
}

async function add(cli: Cli, access: Access, name: string, options: Options): Promise<typeof EXIT.done> {
  const rightsGiven = rights(options);
  const { password, drawn } = choosePassword(access, name, options);
  const account = access.accounts.add({
    name,
    display: typeof options.display === "string" ? options.display.slice(0, 100) : name,
    ...rightsGiven,
    password: await hashPassword(password),
  });
  access.audit.record({
    kind: "account_created",
    actor: OPERATOR,
    detail: { account: account.id, ...rightsGiven },
  });
  cli.answer({ account, ...(drawn ? { password } : {}) });
  if (drawn) cli.print(cli.say("user_password", { name: account.name, password }));
  cli.print(cli.say("user_done", { name: account.name }));
  return EXIT.done;
}

async function givePassword(cli: Cli, access: Access, account: Account, options: Options): Promise<void> {
  const { password, drawn } = choosePassword(access, account.name, options);
  access.accounts.setPassword(account.id, await hashPassword(password));
  if (drawn) cli.print(cli.say("user_password", { name: account.name, password }));
  if (drawn) cli.answer({ account: account.name, password });
}

/** From standard input, where no list of processes shows it; otherwise 120 bits drawn at random, in groups that can be read out. */
function choosePassword(
  access: Access,
  name: string,
  options: Options,
): { password: string; drawn: boolean } {
  if (options.passwordStdin !== true) {
    const letters = "abcdefghjkmnpqrstuvwxyz23456789";
    const group = () => Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join("");
    return { password: [group(), group(), group(), group()].join("-"), drawn: true };
  }
  const password = readFileSync(0, "utf8").replace(/\r?\n$/, "");
  const fault = passwordFault(password, name, access.settings.passwordMinLength);
  if (fault !== null) throw new UsageError("weak_password", fault);
  return { password, drawn: false };
}

function rights(options: Options): { role: AccountRole; territory: string | null } {
  const { role, territory } = options;
  if (!isAccountRole(role)) throw badChoice("--role", role, ACCOUNT_ROLES);
  return { role, territory: typeof territory === "string" ? territory : null };
}

function found(access: Access, name: string): Account {
  const account = access.accounts.find(name);
  if (account === null) throw usageFault("user_unknown", { name });
  return account;
}

function done(
  cli: Cli,
  access: Access,
  account: Account,
  kind: AuditKind,
  detail: Readonly<Record<string, string | null>> = {},
): typeof EXIT.done {
  access.audit.record({ kind, actor: OPERATOR, detail: { account: account.id, ...detail } });
  if (kind !== "password_changed") cli.answer({ account: access.accounts.byId(account.id) });
  cli.print(cli.say("user_done", { name: account.name }));
  return EXIT.done;
}
