/** Subjects of a territory, in the groups of its tabs. Each has a page at `/tableaux/<subject>[/<code>]`. */
export const SUBJECT_GROUPS = {
  ensemble: ["synthese", "fiche"],
  finances: ["budget", "recettes", "ratios", "comptes", "recouvrement", "evolution", "campagne"],
  services: [
    "services",
    "autorisations",
    "rokhas",
    "reclamations",
    "etat-civil",
    "documents",
    "teledeclarations",
    "courrier",
    "hygiene",
    "funeraire",
    "marches",
  ],
  territoire: ["projets", "equipement", "urbanisme"],
  institutions: ["conseils", "personnel", "ouverture", "information", "contentieux", "audit"],
  numerique: ["deploiement", "maturite"],
} as const;

export type SubjectGroup = keyof typeof SUBJECT_GROUPS;
export type Subject = (typeof SUBJECT_GROUPS)[SubjectGroup][number];

export const GROUPS: readonly SubjectGroup[] = [
  "ensemble",
  "finances",
  "services",
  "territoire",
  "institutions",
  "numerique",
];

/** Every subject, in the order of the tabs. */
export const SUBJECTS: readonly Subject[] = GROUPS.flatMap(
  (group): readonly Subject[] => SUBJECT_GROUPS[group],
);

/** The group that a subject stands in. */
export const groupOf = (subject: Subject): SubjectGroup =>
  GROUPS.find((group) => (SUBJECT_GROUPS[group] as readonly Subject[]).includes(subject)) ?? "ensemble";
