import type { DimensionInfo } from "#warehouse/door/types.ts";
import { TOPICS } from "../pages/topics/list.ts";
import type { FakeMetric } from "./fake-metrics.ts";

/** Units by how a name ends: a fake needs no catalogue. */
function unitOf(name: string): string {
  if (name.endsWith("_mad")) return "MAD";
  if (name.endsWith("_rate")) return "ratio";
  if (name.endsWith("_days")) return "days";
  return name === "maturity" || name.endsWith("_years") ? "level" : "count";
}

const KNOWN = ["segment"];
const names = [
  ...new Set(
    TOPICS.flatMap((topic) => [
      ...topic.metrics,
      ...topic.columns,
      ...(topic.series === undefined ? [] : [topic.series]),
      ...topic.breakdowns.flatMap((one) => [one.metric, ...(one.rate === undefined ? [] : [one.rate])]),
    ]),
  ),
];

const words = (name: string): { fr: string; ar: string; en: string } => {
  const text = name.replaceAll("_", " ");
  const said = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  return { fr: said, ar: said, en: said };
};

/** Every metric that a topic's page asks, worked out from one fact. */
export const FAKE_TOPIC_METRICS: Readonly<Record<string, FakeMetric>> = Object.fromEntries(
  names.map((name): [string, FakeMetric] => {
    const unit = unitOf(name);
    return [
      name,
      {
        fact: "topics",
        over: `${name}_over`,
        ...(unit === "count" || unit === "MAD" ? {} : { under: `${name}_under` }),
        unit,
        direction: 1,
        label: words(name),
      },
    ];
  }),
);

/** Every dimension that a topic's page groups by, with three values each. */
export const FAKE_TOPIC_DIMENSIONS: readonly DimensionInfo[] = [
  ...new Set(TOPICS.flatMap((topic) => topic.breakdowns.map((one) => one.dimension))),
]
  .filter((name) => !KNOWN.includes(name))
  .map((name) => ({
    name,
    type: "category",
    label: words(name),
    values: Object.fromEntries(["A", "B", "C"].map((code) => [code, words(`${name} ${code}`)])),
  }));
