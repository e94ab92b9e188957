import { formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Notice } from "#dashboards/lib/parts.tsx";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Code, T, useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import type { JobEvent, JobRun, KnownJob, OperatorNotice } from "#warehouse/state/index.ts";
import type { Lang } from "#warehouse/text.ts";
import { Owners, type OwnerView } from "./owners.tsx";

const zone = new Intl.DateTimeFormat("fr", {
  ...({ timeZone: "Africa/Casablanca", dateStyle: "short", timeStyle: "short" } as const),
});
/** An instant as the office's clock shows it, whatever the offset of that day. */
export const casablanca = (iso: string | null): string =>
  iso === null ? "" : zone.format(new Date(iso)).replace(",", "");

/** How long a run took, in the largest unit that says it. */
export function lasted(lang: Lang, run: JobRun): string {
  if (run.finished_at === null) return "";
  const seconds = (Date.parse(run.finished_at) - Date.parse(run.started_at)) / 1000;
  return seconds < 120
    ? `${formatNumber(lang, seconds, { digits: 1 })} s`
    : `${formatNumber(lang, seconds / 60)} min`;
}

export interface OperationsView {
  readonly word: string;
  readonly jobs: readonly (KnownJob & { readonly last: JobRun | null })[];
  readonly notices: readonly OperatorNotice[];
  readonly owners: readonly OwnerView[];
  /** What was just asked came to: a message's key. */
  readonly done: string | null;
}

/** One form with a button for each thing that can be done; a button carries its action and its period. */
function Acts(props: {
  word: string;
  job: string;
  acts: readonly { readonly action: "run" | "skip"; readonly period: string }[];
}) {
  const lang = useLang();
  return (
    <form method="post" action={href(lang, "/exploitation")}>
      <input type="hidden" name="jeton" value={props.word} />
      <input type="hidden" name="tache" value={props.job} />
      {props.acts.map(({ action, period }) => (
        <button
          key={action}
          type="submit"
          class="button"
          name="action"
          value={`${action} ${period}`}
          aria-label={`${t(lang, `ops.${action}`)} ${props.job} ${period}`}
        >
          <T k={`ops.${action}`} />
        </button>
      ))}
    </form>
  );
}

function Notices({ notices }: { notices: readonly OperatorNotice[] }) {
  const lang = useLang();
  if (notices.length === 0)
    return (
      <p>
        <T k="ops.none" />
      </p>
    );
  return (
    <DataTable<OperatorNotice>
      caption={<T k="ops.notices" />}
      captionHidden
      label={t(lang, "ops.notices")}
      rows={notices}
      rowKey={({ code, subject }) => `${code} ${subject}`}
      columns={[
        {
          key: "text",
          label: <T k="ops.error" />,
          header: true,
          cell: ({ text }) => <span dir="auto">{text}</span>,
        },
        {
          key: "since",
          label: <T k="ops.since" />,
          cell: ({ first_at }) => <Code>{casablanca(first_at)}</Code>,
        },
        {
          key: "times",
          label: <T k="ops.times" />,
          kind: "number",
          cell: ({ times }) => formatNumber(lang, times),
        },
        {
          key: "runbook",
          label: <T k="ops.runbook" />,
          cell: ({ code }) => (
            <a href={href(lang, `/exploitation/aide/${code}`)}>
              <Code>{code}</Code>
            </a>
          ),
        },
      ]}
    />
  );
}

/** The operator's page: what is wrong, and every job with its last run, its next one, and what can be done about it. */
export function Operations({ word, jobs, notices, owners, done }: OperationsView) {
  const lang = useLang();
  return (
    <>
      {done !== null && (
        <Notice tone="info">
          <T k={done} />
        </Notice>
      )}
      <section class="section">
        <h2>
          <T k="ops.notices" />
        </h2>
        <Notices notices={notices} />
      </section>
      <section class="section">
        <h2>
          <T k="ops.jobs" />
        </h2>
        {jobs.length === 0 ? (
          <p>
            <T k="ops.never" />
          </p>
        ) : (
          <DataTable<OperationsView["jobs"][number]>
            caption={<T k="ops.jobs" />}
            captionHidden
            label={t(lang, "ops.jobs")}
            rows={jobs}
            rowKey={({ job }) => job}
            columns={[
              {
                key: "job",
                label: <T k="ops.job" />,
                header: true,
                cell: ({ job }) => (
                  <a href={href(lang, `/exploitation/${job}`)}>
                    <Code>{job}</Code>
                  </a>
                ),
              },
              {
                key: "next",
                label: <T k="ops.next" />,
                cell: ({ next_at }) => <Code>{casablanca(next_at)}</Code>,
              },
              {
                key: "last",
                label: <T k="ops.last" />,
                cell: ({ last }) => (last === null ? "" : <Code>{last.period}</Code>),
              },
              {
                key: "state",
                label: <T k="ops.state" />,
                cell: ({ last }) => (last === null ? "" : <T k={`ops.status.${last.status}`} />),
              },
              {
                key: "duration",
                label: <T k="ops.duration" />,
                kind: "number",
                cell: ({ last }) => (last === null ? "" : lasted(lang, last)),
              },
              {
                key: "actions",
                label: <T k="ops.actions" />,
                cell: ({ job, last, next_period }) => (
                  <Acts
                    word={word}
                    job={job}
                    acts={[
                      { action: "run", period: last?.period ?? next_period ?? "" },
                      ...(next_period === null ? [] : [{ action: "skip" as const, period: next_period }]),
                    ]}
                  />
                ),
              },
            ]}
          />
        )}
      </section>
      <Owners owners={owners} />
    </>
  );
}

/** One job: its runs, each with what can be done about it, and its log. */
export function JobPage({
  word,
  runs,
  events,
}: {
  word: string;
  runs: readonly JobRun[];
  events: readonly JobEvent[];
}) {
  const lang = useLang();
  return (
    <>
      <section class="section">
        <h2>
          <T k="ops.runs" />
        </h2>
        <DataTable<JobRun>
          caption={<T k="ops.runs" />}
          captionHidden
          label={t(lang, "ops.runs")}
          rows={runs}
          rowKey={({ period }) => period}
          columns={[
            {
              key: "period",
              label: <T k="ops.period" />,
              header: true,
              cell: ({ period }) => <Code>{period}</Code>,
            },
            {
              key: "state",
              label: <T k="ops.state" />,
              cell: ({ status }) => <T k={`ops.status.${status}`} />,
            },
            {
              key: "at",
              label: <T k="ops.at" />,
              cell: ({ started_at }) => <Code>{casablanca(started_at)}</Code>,
            },
            {
              key: "duration",
              label: <T k="ops.duration" />,
              kind: "number",
              cell: (run) => lasted(lang, run),
            },
            {
              key: "attempts",
              label: <T k="ops.attempts" />,
              kind: "number",
              cell: ({ attempts }) => formatNumber(lang, attempts),
            },
            {
              key: "error",
              label: <T k="ops.error" />,
              cell: ({ error, code }) =>
                error === null ? (
                  ""
                ) : (
                  <span dir="auto">
                    {code !== null && <Code>{code}</Code>} {error.slice(0, 300)}
                  </span>
                ),
            },
            {
              key: "actions",
              label: <T k="ops.actions" />,
              cell: ({ job, period, status }) => (
                <Acts
                  word={word}
                  job={job}
                  acts={[
                    { action: "run", period },
                    ...(status === "failed" || status === "waiting"
                      ? [{ action: "skip" as const, period }]
                      : []),
                  ]}
                />
              ),
            },
          ]}
        />
      </section>
      <section class="section">
        <h2>
          <T k="ops.log" />
        </h2>
        <DataTable<JobEvent>
          caption={<T k="ops.log" />}
          captionHidden
          label={t(lang, "ops.log")}
          rows={events}
          rowKey={({ at }, index) => `${at} ${index}`}
          columns={[
            {
              key: "at",
              label: <T k="ops.at" />,
              header: true,
              cell: ({ at }) => <Code>{casablanca(at)}</Code>,
            },
            { key: "period", label: <T k="ops.period" />, cell: ({ period }) => <Code>{period}</Code> },
            { key: "kind", label: <T k="ops.state" />, cell: ({ kind }) => <Code>{kind}</Code> },
            { key: "text", label: <T k="ops.error" />, cell: ({ text }) => <span dir="auto">{text}</span> },
          ]}
        />
      </section>
    </>
  );
}
