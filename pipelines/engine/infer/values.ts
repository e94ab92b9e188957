/** What a column of an unknown file seems to hold; the draft of a contract's type. */
export type Guess =
  | { readonly kind: "text"; readonly maxLength: number }
  | { readonly kind: "code"; readonly pattern: string }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "integer"; readonly min: number; readonly max: number }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number; readonly mark: "." | "," }
  | { readonly kind: "date" | "timestamp"; readonly format: "iso" | "dmy" }
  | { readonly kind: "territory" }
  | { readonly kind: "boolean" };

export interface ColumnGuess {
  readonly source: string;
  readonly guess: Guess;
  readonly nullable: boolean;
  /** Every row has a value of its own. */
  readonly unique: boolean;
  readonly personal: "pseudonym" | "drop" | null;
}

/** Values of a list: few, short, and each more than once. */
const LIST_VALUES = 12;
const LIST_LENGTH = 40;
const ROWS_PER_VALUE = 3;
const CODE_LENGTH = 40;

const every = (values: readonly string[], form: RegExp): boolean => values.every((value) => form.test(value));

/** Guesses one column from its values. The narrowest type that all of them have is taken. */
export function guessColumn(source: string, cells: readonly string[]): ColumnGuess {
  const values = cells.filter((cell) => cell !== "");
  const distinct = new Set(values);
  const found: Guess =
    values.length === 0 ? { kind: "text", maxLength: 500 } : guessType(source, values, distinct);
  const personal = personalOf(source, found);
  // Persons are never listed, not even in a draft.
  const guess: Guess =
    personal !== null && found.kind === "enum" ? { kind: "code", pattern: patternOf(distinct) } : found;
  return {
    ...{ source, guess, personal, nullable: values.length < cells.length || cells.length === 0 },
    unique: values.length === cells.length && distinct.size === values.length && values.length > 0,
  };
}

function guessType(source: string, values: readonly string[], distinct: ReadonlySet<string>): Guess {
  if (every(values, /^(?:true|false)$/)) return { kind: "boolean" };
  if (every(values, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)) return { kind: "timestamp", format: "iso" };
  if (every(values, /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/)) return { kind: "timestamp", format: "dmy" };
  if (every(values, /^\d{4}-\d\d-\d\d$/)) return { kind: "date", format: "iso" };
  if (every(values, /^\d\d\/\d\d\/\d{4}$/)) return { kind: "date", format: "dmy" };
  if (every(values, /^\d\d\.\d{2,3}(?:\.\d\d){0,2}\.?\d?$/)) return { kind: "territory" };
  // A zero in front is no number's: a code that loses it is another code.
  if (every(values, /^-?(?:0|[1-9]\d{0,8})$/)) return integerOf(source, values);
  const mark = every(values, /^-?\d+(?:\.\d{1,6})?$/)
    ? "."
    : every(values, /^-?\d+(?:,\d{1,6})?$/)
      ? ","
      : null;
  if (mark !== null && !every(values, /^0\d|^\d+$/)) return decimalOf(values, mark);
  if (
    distinct.size <= LIST_VALUES &&
    values.length >= distinct.size * ROWS_PER_VALUE &&
    longest(distinct) <= LIST_LENGTH
  )
    return { kind: "enum", values: [...distinct].sort() };
  if (every(values, /^[A-Za-z0-9][A-Za-z0-9./_-]*$/) && longest(distinct) <= CODE_LENGTH)
    return { kind: "code", pattern: patternOf(distinct) };
  return { kind: "text", maxLength: Math.max(50, Math.ceil((longest(distinct) * 1.5) / 50) * 50) };
}

const longest = (values: Iterable<string>): number =>
  Math.max(0, ...Array.from(values, (value) => value.length));

function integerOf(source: string, values: readonly string[]): Guess {
  const numbers = values.map(Number);
  const [min, max] = [Math.min(...numbers), Math.max(...numbers)];
  if (min >= 1990 && max <= 2100) return { kind: "integer", min: 2000, max: 2100 };
  // An amount happens to be whole in a sample.
  if (/montant|amount|mad|credit|cr[eé]dit|importe|valor|mnt/i.test(source))
    return { kind: "decimal", precision: 18, scale: 2, mark: "." };
  return { kind: "integer", min: Math.min(0, min), max: 10 ** Math.max(3, String(max).length + 1) };
}

function decimalOf(values: readonly string[], mark: "." | ","): Guess {
  const scale = Math.max(...values.map((value) => value.split(mark)[1]?.length ?? 0));
  return { kind: "decimal", precision: 18, scale: Math.max(2, scale), mark };
}

/** A pattern by the codes' signs and lengths: `[A-Z0-9-]{5,12}`. */
function patternOf(values: Iterable<string>): string {
  const all = [...values];
  const joined = all.join("");
  const sets = [/[A-Z]/, /[a-z]/, /[0-9]/, /[.]/, /\//, /_/, /-/];
  const names = ["A-Z", "a-z", "0-9", ".", "/", "_", "-"];
  const set = names.filter((_, at) => sets[at]?.test(joined) ?? false).join("");
  const lengths = all.map(({ length }) => length);
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  return least === most ? `[${set}]{${least}}` : `[${set}]{${Math.max(1, least - 2)},${most + 4}}`;
}

/** By its name, a column may be a person's. A draft errs on the careful side: a person is never kept by oversight. */
function personalOf(source: string, guess: Guess): "pseudonym" | "drop" | null {
  const name = source.toLowerCase();
  if (
    /(?:^|_)(?:cin|cnie|ice|if|rc|passeport|matricule|nif|dni|ssn|personne|debiteur|fournisseur)(?:_|$)/.test(
      name,
    )
  )
    return "pseudonym";
  const free = ["text", "code", "enum"].includes(guess.kind);
  if (
    free &&
    /nom|prenom|name|nombre|tel|phone|mail|adresse|address|rib|iban|objet|observ|comment|remarque/.test(name)
  )
    return "drop";
  return null;
}
