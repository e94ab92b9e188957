import type { Publication } from "#warehouse/desk/index.ts";
import type { Viewer } from "#warehouse/door/types.ts";
import { formatDate } from "../../lib/dates.ts";
import { PostForm, ReasonField } from "../../lib/forms.tsx";
import { t } from "../../lib/i18n.ts";
import { rich, useLang } from "../../lib/text.tsx";
import { type DecisionStep, PUBLIC_REASON } from "./decide.ts";

/** What was decided about making a finding public, and the forms of the ministry's officers to decide on. */
export function Decision(props: {
  readonly decision: Publication | null;
  readonly asker: Viewer;
  readonly word: string | null;
  /** Where a step is posted. */
  readonly to: (step: DecisionStep) => string;
  /** What names the finding. */
  readonly hidden: Readonly<Record<string, string>>;
}) {
  const lang = useLang();
  const { decision, asker, word } = props;
  const state = decision?.state ?? "none";
  const reason = decision?.withdrawnReason ?? decision?.reason ?? null;
  // The ministry decides, two of its officers together; the others read.
  const form = (step: DecisionStep) =>
    asker.role === "national" &&
    word !== null && <Step key={step} {...{ step, word, to: props.to(step), hidden: props.hidden }} />;
  return (
    <>
      {decision === null
        ? t(lang, "decision.none")
        : rich(
            t(lang, `decision.${decision.state}`, {
              date: formatDate(lang, decision.withdrawnAt ?? decision.validatedAt ?? decision.proposedAt),
            }),
          )}
      {reason !== null && (
        <span class="cell-sub" dir="auto">
          {reason}
        </span>
      )}
      {(state === "none" || state === "withdrawn") && form("proposer")}
      {decision?.state === "proposed" && decision.proposedBy !== asker.user && form("valider")}
      {(state === "proposed" || state === "published") && form("retirer")}
    </>
  );
}

function Step(props: {
  readonly step: DecisionStep;
  readonly to: string;
  readonly word: string;
  readonly hidden: Readonly<Record<string, string>>;
}) {
  const lang = useLang();
  const { step, hidden } = props;
  const id = `motif-${step}-${Object.values(hidden).join("-")}`.replace(/[^\w-]+/g, "-");
  const name = t(lang, `decision.act.${step}`);
  return (
    <details>
      <summary>{name}</summary>
      <PostForm action={props.to} word={props.word} hidden={hidden}>
        {step !== "valider" && (
          <ReasonField id={id} label={t(lang, "decision.reason")} bounds={PUBLIC_REASON} />
        )}
        <button type="submit" class="button">
          {name}
        </button>
      </PostForm>
    </details>
  );
}
