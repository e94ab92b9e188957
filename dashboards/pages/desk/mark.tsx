import type { Case } from "#warehouse/desk/index.ts";
import { formatDate } from "../../lib/dates.ts";
import { t } from "../../lib/i18n.ts";
import { Icon } from "../../lib/icon.tsx";
import { rich, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { BASE } from "./subject.ts";

/** Beside a rank that is under contest: a word and a link, never a colour alone. */
export function ContestMark({ standing }: { standing: Case | undefined }) {
  const lang = useLang();
  if (standing === undefined) return null;
  return (
    <a class="contest-mark" href={href(lang, `${BASE}/affaires/${standing.id}`)}>
      <Icon name="warning" size={14} /> {t(lang, "guichet.standing")}
    </a>
  );
}

/** The same in a sentence, over a page. */
export function ContestNote({ standing }: { standing: Case }) {
  const lang = useLang();
  return (
    <a href={href(lang, `${BASE}/affaires/${standing.id}`)}>
      {rich(t(lang, "guichet.standing.note", { id: standing.id, due: formatDate(lang, standing.dueOn) }))}
    </a>
  );
}
