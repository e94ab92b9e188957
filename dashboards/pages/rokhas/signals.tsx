import type { Door, Viewer } from "#warehouse/door/types.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { DataTable } from "../../lib/table.tsx";
import { Num, useLang } from "../../lib/text.tsx";

const FLAGS = [
  "heaping_at_limit",
  "suspended_at_limit",
  "withdrawn_then_again",
  "signed_on_sunday",
  "dated_before_steps",
] as const;
/** A pattern of files that deserves a look, with its evidence. */
export interface Signal {
  readonly flag: (typeof FLAGS)[number];
  readonly observed: number;
  readonly base: number;
  /** Distance from the country, in standard errors. */
  readonly z: number;
}

/** What the unit itself and its supervisors are told; the public reads nothing of it, and the score takes no account of it. */
export async function signalsOf(door: Door, asker: Viewer, code: string): Promise<readonly Signal[]> {
  if (asker.role === "public") return [];
  const { rows } = await door.rows(
    {
      mart: "chk_permit_flag",
      columns: ["flag", "observed", "base", "z"],
      where: [{ column: "unit_code", value: code }],
    },
    asker,
  );
  return rows.flatMap((row) => {
    const flag = FLAGS.find((one) => one === row.flag);
    return flag === undefined
      ? []
      : [{ flag, observed: Number(row.observed), base: Number(row.base), z: Number(row.z) }];
  });
}

export function SignalsSection({ signals }: { readonly signals: readonly Signal[] }) {
  const lang = useLang();
  if (signals.length === 0) return null;
  const title = t(lang, "rokhas.signals");
  return (
    <section class="section card" id="signaux">
      <h2>{title}</h2>
      <p>{t(lang, "rokhas.signals.note")}</p>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={signals}
        rowKey={({ flag }) => flag}
        columns={[
          {
            key: "flag",
            label: t(lang, "rokhas.signals.flag"),
            header: true,
            cell: ({ flag }) => t(lang, `rokhas.signal.${flag}`),
          },
          {
            key: "observed",
            label: t(lang, "rokhas.signals.observed"),
            kind: "number",
            cell: ({ observed, base }) => (
              <Num>{`${formatNumber(lang, observed)} / ${formatNumber(lang, base)}`}</Num>
            ),
          },
          {
            key: "share",
            label: t(lang, "rokhas.signals.share"),
            kind: "number",
            cell: ({ observed, base }) => <Num>{formatPercent(lang, observed / base)}</Num>,
          },
          {
            key: "z",
            label: t(lang, "rokhas.signals.z"),
            kind: "number",
            cell: ({ z }) => <Num>{formatNumber(lang, z, { digits: 1 })}</Num>,
          },
        ]}
      />
    </section>
  );
}
