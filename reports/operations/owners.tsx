import { t } from "#dashboards/lib/i18n.ts";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Code, T, useLang } from "#dashboards/lib/text.tsx";
import type { Delivery, Subscription } from "../delivery/store.ts";

export interface OwnerView {
  readonly wish: Subscription;
  readonly sent: readonly Delivery[];
}

/** What was sent to the owners of source systems, and what became of it; nothing where the settings name none. */
export function Owners({ owners }: { readonly owners: readonly OwnerView[] }) {
  const lang = useLang();
  if (owners.length === 0) return null;
  return (
    <section class="section">
      <h2>
        <T k="ops.owners" />
      </h2>
      <DataTable<OwnerView>
        caption={<T k="ops.owners" />}
        captionHidden
        label={t(lang, "ops.owners")}
        rows={owners}
        rowKey={({ wish }) => wish.id}
        columns={[
          {
            key: "owner",
            label: <T k="ops.owner" />,
            header: true,
            cell: ({ wish }) => <Code>{wish.target}</Code>,
          },
          {
            key: "sent",
            label: <T k="subs.sent" />,
            cell: ({ sent }) => (
              <ul>
                {sent.map(({ period, status, error }) => (
                  <li key={period}>
                    <Code>{period}</Code> <T k={`subs.status.${status}`} />{" "}
                    {error !== null && <span dir="auto">{error.slice(0, 120)}</span>}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </section>
  );
}
