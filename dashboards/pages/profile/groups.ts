import type { Subject } from "../../lib/subjects.ts";

/** A group of figures on a collectivity's page, and the page that details each. */
export interface ProfileGroup {
  readonly key: "finances" | "services" | "institutions" | "numerique";
  /** Whose: the council's own figures; otherwise what happens in its territory. */
  readonly own: boolean;
  readonly metrics: readonly (readonly [metric: string, subject: Subject])[];
}

/** What one looks at first of a collectivity, field by field. */
export const PROFILE_GROUPS: readonly ProfileGroup[] = [
  {
    key: "finances",
    own: true,
    metrics: [
      ["collected_mad", "recettes"],
      ["recovery_rate", "recettes"],
      ["outstanding_mad", "recettes"],
      ["ordered_mad", "budget"],
      ["execution_rate", "budget"],
      ["payment_delay_days", "budget"],
    ],
  },
  {
    key: "services",
    own: false,
    metrics: [
      ["permit_files", "autorisations"],
      ["permits_on_time_rate", "autorisations"],
      ["permit_delay_days", "autorisations"],
      ["complaints_received", "reclamations"],
      ["complaints_on_time_rate", "reclamations"],
      ["complaints_satisfaction_rate", "reclamations"],
      ["civil_lead_days", "etat-civil"],
      ["document_on_time_rate", "documents"],
      ["mail_on_time_rate", "courrier"],
      ["projects", "projets"],
      ["project_spi", "projets"],
    ],
  },
  {
    key: "institutions",
    own: true,
    metrics: [
      ["staff", "personnel"],
      ["engineers_rate", "personnel"],
      ["council_sessions", "conseils"],
      ["council_executed_rate", "conseils"],
      ["statements_published_rate", "ouverture"],
      ["information_on_time_rate", "information"],
      ["court_cases", "contentieux"],
      ["court_lost_rate", "contentieux"],
      ["audit_implemented_rate", "audit"],
    ],
  },
  {
    key: "numerique",
    own: true,
    metrics: [
      ["deployment_rate", "deploiement"],
      ["maturity", "maturite"],
    ],
  },
];
