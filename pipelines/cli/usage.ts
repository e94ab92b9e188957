import { UsageError } from "#warehouse/errors.ts";
import type { Text } from "#warehouse/text.ts";
import { type MessageKey, say } from "./messages.ts";

type Values = Readonly<Record<string, string | number>>;

/** A message in each language. */
export const saidIn = (key: MessageKey, values: Values = {}): Text => ({
  fr: say("fr", key, values),
  ar: say("ar", key, values),
  en: say("en", key, values),
});

/** A command line that cannot be carried out as written; its code is the message's key unless another is named. */
export const usageFault = (key: MessageKey, values: Values = {}, code: string = key): UsageError =>
  new UsageError(code, saidIn(key, values));

/** An option or argument with a value that it does not take, and those that it does. */
export const badChoice = (option: string, value: unknown, known: string | readonly string[]): UsageError =>
  usageFault("bad_choice", {
    ...{ option, value: String(value ?? "") },
    known: typeof known === "string" ? known : known.join(", "),
  });
