import { subjectPage } from "./parts/subject.tsx";

/** Complaints received through Chikaya, and how many were answered in time. */
export const complaintsPage = subjectPage({
  subject: "reclamations",
  source: "Chikaya",
  metrics: [
    { name: "complaints_received", unit: "count", monthly: true },
    { name: "complaints_on_time_rate", unit: "ratio" },
  ],
  series: { metric: "complaints_received", unit: "count" },
  breakdown: {
    dimension: "complaint_theme",
    metric: "complaints_received",
    unit: "count",
    rate: "complaints_on_time_rate",
  },
  columns: [
    {
      key: "recues",
      metric: "complaints_received",
      label: "reclamations.kpi.complaints_received",
      unit: "count",
    },
    {
      key: "delai",
      metric: "complaints_on_time_rate",
      label: "reclamations.kpi.complaints_on_time_rate",
      unit: "ratio",
      bar: 1,
    },
  ],
});
