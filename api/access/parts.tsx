import { rich } from "#dashboards/lib/text.tsx";

export { PostForm } from "#dashboards/lib/forms.tsx";

/** A labelled input with its hint and, where it was refused, why. */
export function Field(props: {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "password";
  readonly value?: string;
  readonly autocomplete: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly numeric?: boolean;
  readonly maxLength?: number;
  readonly required?: boolean;
}) {
  const id = `c-${props.name}`;
  const described = [
    props.hint === undefined ? "" : `${id}-hint`,
    props.error === undefined ? "" : `${id}-error`,
  ]
    .filter((one) => one !== "")
    .join(" ");
  const shared = {
    ...{ id, name: props.name, value: props.value, autocomplete: props.autocomplete },
    dir: props.numeric === true ? ("ltr" as const) : ("auto" as const),
    inputMode: props.numeric === true ? "numeric" : "text",
    maxLength: props.maxLength ?? 200,
    required: props.required !== false,
    "aria-describedby": described === "" ? undefined : described,
    "aria-invalid": props.error === undefined ? undefined : ("true" as const),
    spellcheck: false,
    autocapitalize: "none" as const,
  };
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {rich(props.hint)}
        </span>
      )}
      {props.type === "password" ? (
        <input {...shared} type="password" dir="ltr" />
      ) : (
        <input {...shared} type="text" />
      )}
      {props.error !== undefined && (
        <span class="field-error" id={`${id}-error`}>
          {rich(props.error)}
        </span>
      )}
    </div>
  );
}
