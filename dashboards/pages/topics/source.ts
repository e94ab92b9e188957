import type { Lang } from "#warehouse/text.ts";
import { hasMessage, t } from "../../lib/i18n.ts";

/** What people call a source: a platform by its own name, a register without one in the reader's words. */
export const sourceName = (lang: Lang, source: string): string =>
  hasMessage(`system.${source}`) ? t(lang, `system.${source}`) : source;
