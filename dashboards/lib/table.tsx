import type { ComponentChildren } from "preact";
import { t } from "./i18n.ts";
import { Icon } from "./icon.tsx";
import { useLang } from "./text.tsx";

export interface Column<R> {
  readonly key: string;
  readonly label: ComponentChildren;
  /** Said once, in the header: DH, %, jours. */
  readonly unit?: string;
  /** Numbers stand at the line's end in both directions. */
  readonly kind?: "text" | "number";
  /** The column that names the row: `<th scope="row">`, sticky on a phone. */
  readonly header?: boolean;
  readonly cell: (row: R, index: number) => ComponentChildren;
  /** A link that sorts by this column, and how it is sorted now. */
  readonly sort?: { readonly href: string; readonly dir: "asc" | "desc" | null };
  /** Left out under 640 px, where the page shows the fact elsewhere. */
  readonly wideOnly?: boolean;
}

export interface TableProps<R> {
  /** What the table shows; read out before it, hidden where the heading above says the same. */
  readonly caption: ComponentChildren;
  readonly captionHidden?: boolean;
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R, index: number) => string;
  readonly rowClass?: (row: R) => string | undefined;
  /** A last row, bold: one cell a column. */
  readonly total?: readonly ComponentChildren[];
  readonly empty?: ComponentChildren;
}

const classes = <R,>(column: Column<R>): string | undefined => {
  const names = [column.kind === "number" ? "n" : "", column.wideOnly === true ? "wide-only" : ""].filter(
    Boolean,
  );
  return names.length === 0 ? undefined : names.join(" ");
};

/** A real table: caption, scopes, sort links, numbers aligned, in a region that scrolls by itself on a phone. */
export function DataTable<R>(props: TableProps<R>) {
  const lang = useLang();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section class="table-scroll" aria-label={props.label} tabIndex={0}>
      <table class="table">
        <caption class={props.captionHidden === true ? "visually-hidden" : undefined}>
          {props.caption}
        </caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                class={classes(column)}
                aria-sort={
                  column.sort === undefined
                    ? undefined
                    : column.sort.dir === "asc"
                      ? "ascending"
                      : column.sort.dir === "desc"
                        ? "descending"
                        : "none"
                }
              >
                {column.sort === undefined ? (
                  column.label
                ) : (
                  <a class="sort" href={column.sort.href} rel="nofollow">
                    {column.label}
                    {column.sort.dir !== null && (
                      <Icon name={column.sort.dir === "asc" ? "arrow-up" : "arrow-down"} size={16} />
                    )}
                  </a>
                )}
                {column.unit !== undefined && <span class="unit">{column.unit}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.length === 0 && (
            <tr>
              <td colSpan={props.columns.length}>{props.empty ?? t(lang, "table.empty")}</td>
            </tr>
          )}
          {props.rows.map((row, index) => (
            <tr key={props.rowKey(row, index)} class={props.rowClass?.(row)}>
              {props.columns.map((column) =>
                column.header === true ? (
                  <th key={column.key} scope="row" class={classes(column)}>
                    {column.cell(row, index)}
                  </th>
                ) : (
                  <td key={column.key} class={classes(column)}>
                    {column.cell(row, index)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {props.total !== undefined && (
          <tfoot>
            <tr>
              {props.total.map((cell, index) => {
                const column = props.columns[index];
                if (column === undefined) return null;
                return column.header === true ? (
                  <th key={column.key} scope="row" class={classes(column)}>
                    {cell}
                  </th>
                ) : (
                  <td key={column.key} class={classes(column)}>
                    {cell}
                  </td>
                );
              })}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}
