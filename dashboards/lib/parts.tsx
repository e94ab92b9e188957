import { type ComponentChildren, Fragment } from "preact";
import type { Lang } from "#warehouse/text.ts";
import { formatNumber } from "./format.ts";
import { t } from "./i18n.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Num, rich, T, useLang } from "./text.tsx";

export interface Crumb {
  readonly label: string;
  /** With its language; the last crumb has none. */
  readonly href?: string;
}

/** Where the page stands; the last item is plain text. */
export function Breadcrumb({ items }: { items: readonly Crumb[] }) {
  const lang = useLang();
  return (
    <nav class="breadcrumb" aria-label={t(lang, "shell.breadcrumb")}>
      <ol>
        {items.map((item, index) => (
          <li key={`${index}${item.label}`}>
            {index > 0 && <Icon name="next" size={14} />}
            {item.href === undefined ? (
              <span aria-current="page">{item.label}</span>
            ) : (
              <a href={item.href}>{item.label}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

export type Trend = "rise" | "fall" | "flat";
export interface KpiProps {
  readonly label: string;
  /** Formatted, with its unit: 12,4 MDH. */
  readonly value: string;
  /** The change in words, formatted and signed, and its direction. */
  readonly change?: { readonly text: string; readonly trend: Trend };
  readonly context?: ComponentChildren;
  readonly href?: string;
  readonly hint?: string;
}

/** The figure large, the words of its unit small: « 12,4 MMDH ». */
function value(lang: Lang, text: string): ComponentChildren {
  // « n.d. », « لا ينطبق »: a word for what is missing is no number with a unit.
  if (!/\d/u.test(text)) return text;
  return text.split(/(\p{L}[\p{L}\u00a0]*)/u).map((part, index) => {
    const piece = part.replace(/^\u00a0|\u00a0$/gu, "");
    if (piece === "") return null;
    if (index % 2 === 1) return <span key={index} class="kpi-unit">{` ${piece} `}</span>;
    return lang === "ar" ? (
      <bdi key={index} dir="ltr">
        {piece}
      </bdi>
    ) : (
      piece
    );
  });
}

/** One key figure: name, value, change, what it is compared with. */
export function Kpi(props: KpiProps) {
  const lang = useLang();
  return (
    <div class="kpi card">
      <dt>{props.href === undefined ? props.label : <a href={props.href}>{props.label}</a>}</dt>
      <dd class="kpi-value">{value(lang, props.value)}</dd>
      {props.change !== undefined && (
        <dd class={`kpi-change kpi-${props.change.trend}`}>
          <Icon name={props.change.trend} size={16} />
          <Num>{props.change.text}</Num>
        </dd>
      )}
      {props.context !== undefined && <dd class="kpi-context">{props.context}</dd>}
      {props.hint !== undefined && <dd class="kpi-context">{rich(props.hint)}</dd>}
    </div>
  );
}

/** Key figures in a row; `four` keeps four a row where there are eight. */
export const KpiRow = ({ children, four = false }: { children: ComponentChildren; four?: boolean }) => (
  <dl class={four ? "kpis kpis-four" : "kpis"}>{children}</dl>
);

export interface Chip {
  readonly label: string;
  /** The address without this filter. */
  readonly remove: string;
}

/** Active filters, each with a link that takes it away. */
export function Chips({ chips, clear }: { chips: readonly Chip[]; clear: string }) {
  const lang = useLang();
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label={t(lang, "filter.active")}>
      {chips.map((chip) => (
        <li key={chip.label}>
          <a class="chip" href={chip.remove}>
            <span class="visually-hidden">{t(lang, "filter.remove")} </span>
            {rich(chip.label)}
            <Icon name="close" size={14} />
          </a>
        </li>
      ))}
      <li>
        <a class="chip-clear" href={clear}>
          {t(lang, "filter.clear")}
        </a>
      </li>
    </ul>
  );
}

export interface PageState {
  /** From 1. */
  readonly page: number;
  readonly size: number;
  readonly total: number;
  readonly href: (page: number) => string;
}

/** Previous and next, and where one stands: never endless scroll. */
export function Pagination({ page, size, total, href }: PageState) {
  const lang = useLang();
  const pages = Math.max(1, Math.ceil(total / size));
  if (total <= size) return null;
  const n = (value: number) => formatNumber(lang, value);
  return (
    <nav class="pagination" aria-label={t(lang, "page.label")}>
      {page > 1 ? (
        <a rel="prev" href={href(page - 1)}>
          {t(lang, "page.previous")}
        </a>
      ) : (
        <span />
      )}
      <span>
        <T
          k="page.range"
          from={n((page - 1) * size + 1)}
          to={n(Math.min(total, page * size))}
          total={n(total)}
        />
      </span>
      {page < pages ? (
        <a rel="next" href={href(page + 1)}>
          {t(lang, "page.next")}
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}

/** A note with an icon and words: info, warning, error or good news. */
export function Notice({
  tone,
  children,
}: {
  tone: "info" | "warn" | "error" | "ok";
  children: ComponentChildren;
}) {
  const icon: Record<typeof tone, IconName> = { info: "info", warn: "warning", error: "error", ok: "check" };
  return (
    <div class={`notice notice-${tone}`}>
      <Icon name={icon[tone]} />
      <div>{children}</div>
    </div>
  );
}

/** Why there is nothing, what exists instead, and one thing to do. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty card">
      <p class="empty-title">{rich(title)}</p>
      {children}
    </div>
  );
}

/** A word for what a cell lacks, explained where one asks. */
export const Status = ({ word, title }: { word: string; title: string }) => (
  <abbr class="status" title={title}>
    {word}
  </abbr>
);

/** What is known of one thing: names and their values, in order. */
export const Facts = ({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) => (
  <dl class="facts">
    {facts.map(([name, value]) => (
      <Fragment key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </Fragment>
    ))}
  </dl>
);
