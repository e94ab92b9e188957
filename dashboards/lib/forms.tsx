import type { ComponentChildren } from "preact";
import { t } from "./i18n.ts";
import { useLang } from "./text.tsx";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

/** A labelled native select. */
export function Select(props: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly groups?: readonly { readonly label: string; readonly options: readonly Option[] }[];
}) {
  const id = `f-${props.name}`;
  const option = (item: Option) => (
    <option
      key={item.value}
      value={item.value}
      selected={item.value === props.value}
      disabled={item.disabled}
    >
      {item.label}
    </option>
  );
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select id={id} name={props.name}>
        {props.options.map(option)}
        {props.groups?.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.options.map(option)}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

/** The years that a page can be asked for, as `annee` in its address; none is chosen where there is none. */
export function YearSelect(props: { readonly year: number | null; readonly years: Iterable<number> }) {
  const options = Array.from(props.years, (year) => ({ value: String(year), label: String(year) }));
  return (
    <Select
      name="annee"
      label={t(useLang(), "field.year")}
      value={String(props.year ?? "")}
      options={options}
    />
  );
}

/**
 * A GET form of filters. The button works for everyone; with JavaScript a change applies at once.
 * `keep` carries the state that has no field of its own.
 */
export function FilterForm(props: {
  readonly action: string;
  readonly keep?: Readonly<Record<string, string | undefined>>;
  readonly children: ComponentChildren;
  readonly label?: string;
}) {
  const lang = useLang();
  return (
    <form
      class="filters"
      method="get"
      action={props.action}
      data-auto-submit=""
      aria-label={props.label ?? t(lang, "filter.title")}
    >
      {Object.entries(props.keep ?? {}).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {props.children}
      <button type="submit" class="button">
        {t(lang, "filter.apply")}
      </button>
    </form>
  );
}

/** The search over territories: an ordinary GET form; script adds suggestions. */
export function SearchBox(props: {
  readonly id: string;
  readonly value?: string;
  readonly big?: boolean;
  /** The page that a result opens: `/tableaux/budget`. */
  readonly to?: string;
  /** What it asks for; a territory by default. */
  readonly label?: string;
}) {
  const { id, value = "", big = false, to } = props;
  const lang = useLang();
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not announced by every reader yet.
    <form
      class={big ? "search search-big" : "search"}
      role="search"
      aria-label={t(lang, big ? "search.label" : "shell.search")}
      method="get"
      action={`/${lang}/recherche`}
    >
      <label class={big ? undefined : "visually-hidden"} for={id}>
        {props.label ?? t(lang, "search.label")}
      </label>
      {to !== undefined && <input type="hidden" name="vers" value={to} />}
      <div class="search-row">
        <input
          id={id}
          type="search"
          name="q"
          value={value}
          placeholder={t(lang, "search.placeholder")}
          autocomplete="off"
          data-suggest=""
          data-region={t(lang, "level.region")}
          data-province={t(lang, "level.province")}
          data-commune={t(lang, "level.commune")}
        />
        <button type="submit" class={big ? "button button-primary" : "button"}>
          {t(lang, "search.submit")}
        </button>
      </div>
    </form>
  );
}

/** Why something is decided, as `motif`: of `rows` lines, no shorter and no longer than the bounds of who reads it. */
export function ReasonField(props: {
  readonly id: string;
  readonly label: string;
  readonly bounds: { readonly least: number; readonly most: number };
  readonly hint?: string;
  readonly rows?: number;
}) {
  const { id, label, bounds, hint, rows = 3 } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <textarea
        id={id}
        name="motif"
        rows={rows}
        dir="auto"
        required
        minLength={bounds.least}
        maxLength={bounds.most}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
    </div>
  );
}

/** A form that changes something: it carries the word that only this site's pages know. */
export function PostForm(props: {
  readonly action: string;
  readonly word: string;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly children: ComponentChildren;
  readonly class?: string;
  /** It carries a file beside its fields. */
  readonly file?: true;
}) {
  return (
    <form
      method="post"
      action={props.action}
      class={props.class ?? "form"}
      encType={props.file ? "multipart/form-data" : undefined}
    >
      <input type="hidden" name="jeton" value={props.word} />
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.children}
    </form>
  );
}
