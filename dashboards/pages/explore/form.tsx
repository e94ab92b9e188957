import type { DimensionInfo, MetricInfo, TerritoryItem } from "#warehouse/door/types.ts";
import { FilterForm, type Option, Select } from "../../lib/forms.tsx";
import type { PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { printed } from "../../lib/metrics.ts";
import { unitName } from "../../lib/territory.ts";
import { href } from "../../lib/url.ts";
import { TOPICS } from "../topics/list.ts";
import { type ExploreState, sharedDimensions, VIEWS } from "./state.ts";

const MONEY = /_mad$|^(?:execution|commitment|payment|recovery)_rate$/u;

/** The field that a metric belongs to, for the groups of the list. */
function fieldOf(name: string): string {
  const topic = TOPICS.find((one) =>
    [...one.metrics, ...one.columns, ...one.breakdowns.map((each) => each.metric)].includes(name),
  );
  if (topic !== undefined) return topic.subject;
  return MONEY.test(name) ? "budget" : "";
}

/** The question as a form: it lists only what the release answers, and only cuts that the figures share. */
export function ExploreForm(props: {
  readonly view: PageView;
  readonly state: ExploreState;
  readonly metrics: readonly MetricInfo[];
  readonly dimensions: readonly DimensionInfo[];
  readonly regions: readonly TerritoryItem[];
  readonly years: readonly number[];
}) {
  const { state, dimensions } = props;
  const { lang } = props.view;
  const collator = new Intl.Collator(lang);
  const named = (metric: MetricInfo): Option => ({ value: metric.name, label: printed(metric.label[lang]) });
  const fields = new Map<string, MetricInfo[]>();
  for (const metric of props.metrics) {
    const field = fieldOf(metric.name);
    fields.set(field, [...(fields.get(field) ?? []), metric]);
  }
  const groups = [...fields]
    .map(([field, list]) => ({
      label: t(lang, field === "" ? "explorer.group.other" : `nav.${field}`),
      last: field === "",
      options: list.map(named).sort((a, b) => collator.compare(a.label, b.label)),
    }))
    .sort((a, b) => Number(a.last) - Number(b.last) || collator.compare(a.label, b.label));
  const shared = sharedDimensions(state.metrics);
  const dimensionOptions = shared
    .flatMap((name) => dimensions.find((one) => one.name === name) ?? [])
    .map((one): Option => ({ value: one.name, label: printed(one.label[lang]) }))
    .sort((a, b) => collator.compare(a.label, b.label));
  const none: Option = { value: "", label: t(lang, "explorer.none") };
  const metric = (key: string, at: number) => (
    <Select
      name={key}
      label={t(lang, `explorer.metric${at === 0 ? "" : at + 1}`)}
      value={state.metrics[at]?.name ?? ""}
      options={at === 0 ? [] : [none]}
      groups={groups}
    />
  );
  const filters = shared
    .flatMap((name) => dimensions.find((one) => one.name === name) ?? [])
    .filter((one) => one.type === "category" && one.values !== undefined)
    .map((one) => ({
      label: printed(one.label[lang]),
      options: Object.entries(one.values ?? {}).map(([code, label]) => ({
        value: `${one.name}:${code}`,
        label: printed(label[lang]),
      })),
    }));
  return (
    <FilterForm action={href(lang, "/explorer")} label={t(lang, "explorer.title")}>
      {metric("mesure", 0)}
      {metric("mesure2", 1)}
      {metric("mesure3", 2)}
      <Select name="par" label={t(lang, "explorer.by")} value={state.by} options={dimensionOptions} />
      <Select
        name="colonnes"
        label={t(lang, "explorer.across")}
        value={state.across}
        options={[none, ...dimensionOptions]}
      />
      <Select
        name="annee"
        label={t(lang, "explorer.year")}
        value={state.year}
        options={[
          { value: "", label: t(lang, "explorer.year.all") },
          ...props.years.map((year) => ({ value: String(year), label: String(year) })),
        ]}
      />
      <Select
        name="territoire"
        label={t(lang, "explorer.place")}
        value={state.place?.code ?? ""}
        options={[
          { value: "", label: t(lang, "explorer.place.all") },
          ...props.regions.map((unit) => ({ value: unit.code, label: unitName(lang, unit) })),
        ]}
      />
      <Select
        name="filtre"
        label={t(lang, "explorer.filter")}
        value={state.filter === null ? "" : `${state.filter.dimension}:${state.filter.value}`}
        options={[{ value: "", label: t(lang, "explorer.filter.all") }]}
        groups={filters}
      />
      <Select
        name="vue"
        label={t(lang, "explorer.view")}
        value={state.view}
        options={VIEWS.map((value) => ({ value, label: t(lang, `explorer.view.${value}`) }))}
      />
    </FilterForm>
  );
}
