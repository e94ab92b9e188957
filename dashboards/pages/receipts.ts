import { subjectPage } from "./parts/subject.tsx";

/** Receipts and recovery: raised, collected, outstanding. */
export const receiptsPage = subjectPage({
  subject: "recettes",
  source: "GIR-CT",
  metrics: [
    { name: "collected_mad", unit: "MAD", monthly: true },
    { name: "raised_mad", unit: "MAD", monthly: true },
    { name: "recovery_rate", unit: "ratio" },
    { name: "outstanding_mad", unit: "MAD" },
  ],
  series: { metric: "collected_mad", unit: "MAD" },
  breakdown: { dimension: "management", metric: "collected_mad", unit: "MAD", rate: "recovery_rate" },
  columns: [
    { key: "encaisse", metric: "collected_mad", label: "recettes.kpi.collected_mad", unit: "MAD" },
    { key: "constate", metric: "raised_mad", label: "recettes.kpi.raised_mad", unit: "MAD", wideOnly: true },
    { key: "taux", metric: "recovery_rate", label: "recettes.kpi.recovery_rate", unit: "ratio", bar: 1 },
  ],
  councils: true,
});
