import type { Messages } from "#warehouse/surface.ts";
import { LANGS, type Lang } from "#warehouse/text.ts";
import { addMessages } from "../i18n.ts";
import { accounts } from "./accounts.ts";
import { alerts } from "./alerts.ts";
import { anomalies } from "./anomalies.ts";
import { budget } from "./budget.ts";
import { bulletin } from "./bulletin.ts";
import { campaign } from "./campaign.ts";
import { changes } from "./changes.ts";
import { common } from "./common.ts";
import { cross } from "./cross.ts";
import { decision } from "./decision.ts";
import { desk } from "./desk.ts";
import { embed } from "./embed.ts";
import { equipment } from "./equipment.ts";
import { equity } from "./equity.ts";
import { errors } from "./errors.ts";
import { evidence } from "./evidence.ts";
import { explore } from "./explore.ts";
import { indicators } from "./indicators.ts";
import { overview } from "./overview.ts";
import { pages } from "./pages.ts";
import { profile } from "./profile.ts";
import { project } from "./project.ts";
import { projectHealth } from "./project-health.ts";
import { projects } from "./projects.ts";
import { ratios } from "./ratios.ts";
import { recovery } from "./recovery.ts";
import { rokhas } from "./rokhas.ts";
import { rokhasUnit } from "./rokhas-unit.ts";
import { services } from "./services.ts";
import { shell } from "./shell.ts";
import { topics } from "./topics.ts";
import { tour } from "./tour.ts";

const parts: readonly Readonly<Record<Lang, Messages>>[] = [
  shell,
  errors,
  common,
  budget,
  services,
  rokhas,
  rokhasUnit,
  projects,
  project,
  projectHealth,
  equity,
  accounts,
  bulletin,
  campaign,
  changes,
  recovery,
  evidence,
  decision,
  desk,
  anomalies,
  ratios,
  alerts,
  indicators,
  pages,
  topics,
  embed,
  equipment,
  profile,
  overview,
  explore,
  cross,
  tour,
];

function join(lang: Lang): Messages {
  const all: Record<string, string> = {};
  for (const part of parts) Object.assign(all, part[lang]);
  return all;
}

/** Every message of this room, one catalogue a language. */
export const messages: Readonly<Record<Lang, Messages>> = { fr: join("fr"), ar: join("ar"), en: join("en") };

for (const lang of LANGS) {
  const count = parts.reduce((sum, part) => sum + Object.keys(part[lang]).length, 0);
  if (count !== Object.keys(messages[lang]).length) throw new Error(`a message key is used twice in ${lang}`);
}
addMessages(messages);
