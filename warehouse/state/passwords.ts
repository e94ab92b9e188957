import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import type { Text } from "../text.ts";

/** OWASP's second choice for argon2id: 19 MiB, two passes. One sign-in costs about 60 ms of one core. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const FORM = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** The hash of a password as text (PHC): its cost travels with it, so that it can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt, COST);
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${text(salt)}$${text(tag)}`;
}

/** Whether the password is the one. Without a hash it works as long, and says no: a name that nobody has takes no less time. */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const match = FORM.exec(hash ?? "");
  if (match === null) {
    await derive(password, randomBytes(16), COST);
    return false;
  }
  const [, memory, passes, parallelism, salt = "", tag = ""] = match;
  const expected = Buffer.from(tag, "base64");
  const found = await derive(password, Buffer.from(salt, "base64"), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(found, expected);
}

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly tagLength: number;
}

const derive = (password: string, nonce: Buffer, cost: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // Two keyboards may write the same letter in two ways.
    argon2("argon2id", { message: password.normalize("NFKC"), nonce, ...cost }, (error, tag) =>
      error === null ? resolve(tag) : reject(error),
    );
  });

const text = (bytes: Buffer): string => bytes.toString("base64").replaceAll("=", "");

/** The most used of published lists, at the length that the policy asks or once repeated. */
const COMMON = [
  "123456789012",
  "1234567890123",
  "password",
  "motdepasse",
  "azertyuiop",
  "qwertyuiop",
  "azerty123456",
  "qwerty123456",
  "iloveyou",
  "maroc2026",
  "casablanca",
  "administrateur",
  "administrator",
  "bienvenue",
  "changeme",
  "collectivites",
  "bayanbayan",
];

/**
 * Why a password is not accepted, or null. Length is what counts: no rule on kinds of signs, which only make
 * passwords that people write down. `name` may not be most of it, nor a word that everybody tries first.
 */
export function passwordFault(password: string, name: string, minLength: number): Text | null {
  const given = [...password.normalize("NFKC")];
  if (given.length < minLength)
    return {
      fr: `Le mot de passe doit avoir au moins ${minLength} signes.`,
      ar: `يجب ألا تقل كلمة المرور عن ${minLength} حرفا أو رمزا.`,
      en: `The password must have at least ${minLength} characters.`,
    };
  if (given.length > 128)
    return {
      fr: "Le mot de passe doit avoir au plus 128 signes.",
      ar: "يجب ألا تتجاوز كلمة المرور 128 حرفا أو رمزا.",
      en: "The password must have at most 128 characters.",
    };
  const plain = given.join("").toLowerCase();
  const known = [...COMMON, name.toLowerCase()].filter((word) => word.length >= 4);
  const rest = known.reduce((left, word) => left.replaceAll(word, ""), plain).replaceAll(/[\d\W_]/gu, "");
  if (
    new Set(given).size < 5 ||
    isRun(plain) ||
    (rest.length < 4 && known.some((word) => plain.includes(word)))
  )
    return {
      fr: "Ce mot de passe se devine trop vite : prenez plusieurs mots sans lien entre eux.",
      ar: "هذه الكلمة سهلة التخمين: اختر عدة كلمات لا رابط بينها.",
      en: "This password is guessed too fast: take several words that have nothing to do with each other.",
    };
  return null;
}

/** `abcdefghijkl`, `987654321098`: each sign next to the one before. */
function isRun(plain: string): boolean {
  let near = 0;
  for (let i = 1; i < plain.length; i += 1) {
    const step = plain.charCodeAt(i) - plain.charCodeAt(i - 1);
    if (Math.abs(step) <= 1 || Math.abs(step) === 9) near += 1;
  }
  return near >= plain.length - 2;
}
