import { formatNumber } from "#dashboards/lib/format.ts";
import { type Option, Select } from "#dashboards/lib/forms.tsx";
import { t } from "#dashboards/lib/i18n.ts";
import { unitName } from "#dashboards/lib/territory.ts";
import { T, useLang } from "#dashboards/lib/text.tsx";
import { LEVELS } from "#geoportal/layers/unit.ts";
import { CLASS_COUNT } from "./classes.ts";
import { boundFactor, drawnAt, isYearly, markOf, subjectLabel } from "./measure.ts";
import { LEAST_CLASSES, METHODS } from "./methods.ts";
import { ON, OVERLAYS, PATH, SIGNS } from "./state.ts";
import type { MapView } from "./view.ts";

const option = (value: string, label: string): Option => ({ value, label });

/** Measure, units, year, territory, then how it is drawn: a GET form that works without script. */
export function Controls({ view }: { view: MapView }) {
  const lang = useLang();
  const { state, metrics, figures, places, metric } = view;
  const labels = [...new Set(metrics.map(subjectLabel))];
  // Rates first: they are what a map of areas shows best.
  const groups = labels.map((label) => ({
    label: t(lang, label),
    options: metrics
      .filter((item) => subjectLabel(item) === label)
      .toSorted((a, b) => Number(markOf(a) === "circle") - Number(markOf(b) === "circle"))
      .map((item) => ({ ...option(item.name, item.label[lang]), disabled: !drawnAt(item, state.niveau) })),
  }));
  const indent = (level: string, name: string) => (level === "province" ? `\u2003${name}` : name);
  const nested = places
    .filter((unit) => unit.level === "region")
    .flatMap((region) => [
      region,
      ...places.filter((unit) => unit.level === "province" && unit.region === region.code),
    ]);
  return (
    <form
      class="filters map-controls"
      method="get"
      action={`/${lang}${PATH}`}
      data-map-form=""
      aria-label={t(lang, "map.title")}
    >
      <Select
        name="mesure"
        label={t(lang, "map.field.measure")}
        value={metric.name}
        options={[]}
        groups={groups}
      />
      <Select
        name="niveau"
        label={t(lang, "map.field.level")}
        value={state.niveau}
        options={LEVELS.map((level) => option(level, t(lang, `map.levels.${level}`)))}
      />
      {isYearly(metric) && (
        <Select
          name="annee"
          label={t(lang, "field.year")}
          value={String(figures.year ?? "")}
          options={figures.years.toReversed().map((year) => option(String(year), String(year)))}
        />
      )}
      <Select
        name="dans"
        label={t(lang, "map.field.within")}
        value={state.dans ?? ""}
        options={[
          option("", t(lang, "map.country")),
          ...nested.map((unit) => option(unit.code, indent(unit.level, unitName(lang, unit)))),
        ]}
      />
      <LayerChoices view={view} />
      <DrawingChoices view={view} />
      <button type="submit" class="button">
        <T k="map.show" />
      </button>
    </form>
  );
}

/** What is laid over the units. */
function LayerChoices({ view }: { view: MapView }) {
  const lang = useLang();
  return (
    <fieldset class="map-checks">
      <legend>{t(lang, "carte.layers")}</legend>
      {OVERLAYS.map((name) => (
        <label key={name}>
          <input type="checkbox" name={name} value={ON} checked={view.state.couches.includes(name)} />
          {t(lang, `carte.layer.${name}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** Classes and signs: folded away, since the defaults suit most questions. */
function DrawingChoices({ view }: { view: MapView }) {
  const lang = useLang();
  const { state, metric, figures } = view;
  const factor = boundFactor(metric.unit);
  const own = state.methode !== "quantile" || state.classes !== CLASS_COUNT || state.signe !== "auto";
  const bounds = state.bornes.length > 0 ? state.bornes : figures.breaks.map((bound) => bound * factor);
  return (
    <details class="map-drawing" open={own}>
      <summary>{t(lang, "carte.drawing")}</summary>
      <div class="map-drawing-fields">
        <Select
          name="methode"
          label={t(lang, "carte.method")}
          value={state.methode}
          options={METHODS.map((method) => option(method, t(lang, `carte.method.${method}`)))}
        />
        <Select
          name="classes"
          label={t(lang, "carte.classes")}
          value={String(state.classes)}
          options={Array.from({ length: CLASS_COUNT - LEAST_CLASSES + 1 }, (_, index) =>
            option(String(LEAST_CLASSES + index), formatNumber(lang, LEAST_CLASSES + index)),
          )}
        />
        <Select
          name="signe"
          label={t(lang, "carte.sign")}
          value={state.signe}
          options={SIGNS.map((sign) => option(sign, t(lang, `carte.sign.${sign}`)))}
        />
        <div class="field">
          <label for="f-bornes">{t(lang, "carte.bounds")}</label>
          <input
            id="f-bornes"
            name="bornes"
            type="text"
            inputMode="decimal"
            dir="ltr"
            autocomplete="off"
            maxLength={80}
            value={bounds.map((bound) => String(Number(bound.toPrecision(6))).replace(".", ",")).join(" ; ")}
            aria-describedby="f-bornes-hint"
          />
          <p class="map-note" id="f-bornes-hint">
            {t(lang, "carte.bounds.hint", { unit: factor === 100 ? "%" : metric.unit === "MAD" ? "DH" : "" })}
          </p>
        </div>
      </div>
    </details>
  );
}
