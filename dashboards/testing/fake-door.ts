import type {
  Answer,
  AnswerHead,
  Cell,
  Condition,
  DimensionInfo,
  Door,
  NullReason,
  QuerySpec,
  RankingItem,
  Scalar,
  SourceTable,
  TerritoryItem,
} from "#warehouse/door/types.ts";
import { QueryError } from "#warehouse/errors.ts";
import { chance, type Fact, fakeFacts } from "./fake-facts.ts";
import { FAKE_METRICS } from "./fake-metrics.ts";
import { fakeRows } from "./fake-rows.ts";
import { FAKE_TERRITORY } from "./fake-territory.ts";
import { FAKE_TOPIC_DIMENSIONS } from "./fake-topics.ts";

const RELEASE = "2026-10-fa4ede11c0ff";
const unknownName = (name: string): QueryError =>
  new QueryError("unknown_name", {
    fr: `nom inconnu : ${name}`,
    ar: `اسم غير معروف: ${name}`,
    en: `unknown name: ${name}`,
  });

function holds(condition: Condition, dims: Fact["dims"]): boolean {
  if (!(condition.dimension in dims)) throw unknownName(condition.dimension);
  const cell = dims[condition.dimension] ?? null;
  const values: readonly Scalar[] = Array.isArray(condition.value)
    ? condition.value
    : [condition.value as Scalar];
  const [first = "", second = ""] = values;
  if (condition.op === "isnull") return (cell === null) === Boolean(first);
  if (cell === null) return false;
  const same = values.some((value) => String(value) === String(cell));
  if (condition.op === "=" || condition.op === "in") return same;
  if (condition.op === "!=") return !same;
  if (condition.op === "between") return cell >= first && cell <= second;
  if (condition.op === "<") return cell < first;
  if (condition.op === "<=") return cell <= first;
  return condition.op === ">" ? cell > first : cell >= first;
}

const inWindow = (time: QuerySpec["time"], dims: Fact["dims"], shift: number): boolean => {
  if (time === undefined) return shift === 0;
  const period = String(dims[time.grain]);
  const shifted = shift === 0 ? period : period.replace(/^\d{4}/u, (year) => String(Number(year) + shift));
  return (time.from === undefined || shifted >= time.from) && (time.to === undefined || shifted <= time.to);
};

/** Sums the rows of each group; compared periods are those a year before. */
function answer(spec: QuerySpec): Answer {
  const groupBy = spec.groupBy ?? [];
  const groups = new Map<string, { dims: Record<string, Cell>; sums: Map<string, number> }>();
  const compare = spec.time?.compare ? [0, 1] : [0];
  for (const metric of spec.metrics) {
    const definition = FAKE_METRICS[metric];
    if (definition === undefined) throw unknownName(metric);
    const measures = [definition.over, ...(definition.under === undefined ? [] : [definition.under])];
    for (const row of fakeFacts()[definition.fact]) {
      if (!(spec.where ?? []).every((condition) => holds(condition, row.dims))) continue;
      // Projects are a stock: without a month, the last one.
      if (definition.fact === "projects" && !groupBy.includes("month") && row.dims.month !== "2026-10")
        continue;
      for (const shift of compare) {
        if (!inWindow(spec.time, row.dims, shift)) continue;
        const dims: Record<string, Cell> = {};
        for (const name of groupBy) {
          if (!(name in row.dims)) throw unknownName(name);
          const cell = row.dims[name] ?? null;
          const timed = name === "year" || name === "quarter" || name === "month";
          dims[name] =
            shift === 0 || !timed || cell === null
              ? cell
              : typeof cell === "number"
                ? cell + shift
                : cell.replace(/^\d{4}/u, (year) => String(Number(year) + shift));
        }
        const key = JSON.stringify(dims);
        const group = groups.get(key) ?? { dims, sums: new Map() };
        groups.set(key, group);
        for (const measure of measures) {
          const name = `${shift}:${metric}:${measure}`;
          group.sums.set(name, (group.sums.get(name) ?? 0) + (row.values[measure] ?? 0));
        }
      }
    }
  }
  const nulls: { row: number; column: string; reason: NullReason }[] = [];
  const cellOf = (sums: Map<string, number>, metric: string, shift: number): Cell => {
    const definition = FAKE_METRICS[metric];
    if (definition === undefined) return null;
    const over = sums.get(`${shift}:${metric}:${definition.over}`);
    if (over === undefined) return null;
    if (definition.under === undefined) return definition.unit === "MAD" ? over.toFixed(2) : over;
    const under = sums.get(`${shift}:${metric}:${definition.under}`) ?? 0;
    return under === 0 ? null : over / under;
  };
  let rows = [...groups.values()].map(({ dims, sums }) => {
    const row: Record<string, Cell> = { ...dims };
    for (const metric of spec.metrics) {
      row[metric] = cellOf(sums, metric, 0);
      if (compare.length < 2) continue;
      row[`${metric}__prev`] = cellOf(sums, metric, 1);
      const now = row[metric];
      const before = row[`${metric}__prev`];
      row[`${metric}__delta`] =
        now === null || before === null
          ? null
          : typeof now === "number"
            ? now - Number(before)
            : (Number(now) - Number(before)).toFixed(2);
    }
    return row;
  });
  const order = spec.order ?? [];
  rows.sort((a, b) => {
    for (const { by, dir } of [...order, ...groupBy.map((name) => ({ by: name, dir: "asc" as const }))]) {
      const [x, y] = [a[by] ?? null, b[by] ?? null];
      if (x === y) continue;
      if (x === null) return 1;
      if (y === null) return -1;
      const numeric = Number(x) - Number(y);
      const sign = Number.isNaN(numeric) ? (x < y ? -1 : 1) : Math.sign(numeric);
      if (sign !== 0) return dir === "asc" ? sign : -sign;
    }
    return 0;
  });
  rows = spec.limit === undefined ? rows : rows.slice(0, spec.limit);
  rows.forEach((row, index) => {
    for (const metric of spec.metrics)
      if (row[metric] === null) nulls.push({ row: index, column: metric, reason: "zero_denominator" });
    for (const name of groupBy)
      if (row[name] === null) nulls.push({ row: index, column: name, reason: "higher_council" });
  });
  const columns = [
    ...groupBy.map((name) => ({
      name,
      type: "text" as const,
      unit: null,
      label: { fr: name, ar: name, en: name },
      kind: "dimension" as const,
    })),
    ...spec.metrics.map((name) => ({
      name,
      type: FAKE_METRICS[name]?.unit === "MAD" ? ("decimal" as const) : ("double" as const),
      unit: FAKE_METRICS[name]?.unit ?? null,
      label: FAKE_METRICS[name]?.label ?? { fr: name, ar: name, en: name },
      kind: "metric" as const,
    })),
  ];
  return { ...headOf(spec), columns, rows, nulls };
}

/** Median, place and number of peers, within the whole answer: enough for pages to be drawn. */
function withPeers(spec: QuerySpec, given: Answer): Answer {
  const { peers } = spec;
  if (peers === undefined) return given;
  const rows = given.rows.map((row) => {
    const told: Record<string, Cell> = { ...row };
    for (const metric of spec.metrics) {
      const all = given.rows
        .flatMap((one) => (one[metric] === null ? [] : [Number(one[metric])]))
        .sort((a, b) => b - a);
      told[`${metric}__median`] = all[Math.floor(all.length / 2)] ?? null;
      told[`${metric}__count`] = all.length;
      told[`${metric}__rank`] = row[metric] === null ? null : all.indexOf(Number(row[metric])) + 1;
    }
    return told;
  });
  return { ...given, rows: rows.filter((row) => peers.only?.includes(String(row[peers.of])) !== false) };
}

const headOf = (spec: QuerySpec): AnswerHead => ({
  release: RELEASE,
  sample: true,
  scope: { published: true, territory: null },
  definitions: spec.metrics.map((metric) => ({ metric, version: "000000000000" })),
  lineage: "/api/v1/explain",
});

function ranking(level: TerritoryItem["level"], index: string): RankingItem[] {
  const items = FAKE_TERRITORY.filter((unit) => unit.level === level).map((unit) => {
    const files = Math.round(6 + 400 * chance(`f${unit.code}`) ** 3);
    const score =
      files < 10
        ? null
        : Math.round(
            (index.endsWith("r500") ? 500 : 100) * (0.25 + 0.7 * chance(`${index}${unit.code}`)) * 10,
          ) / 10;
    const reason: NullReason | null = files < 10 ? "too_few_files" : files < 30 ? "provisional" : null;
    return { unit, files, score, reason };
  });
  const ranked = items.filter((item) => item.reason === null).sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
  return items.map(({ unit, files, score, reason }) => ({
    code: unit.code,
    name_fr: unit.name_fr,
    name_ar: unit.name_ar,
    files,
    score,
    score_low: score === null ? null : score * 0.93,
    score_high: score === null ? null : score * 1.06,
    rank: reason === null ? ranked.findIndex((item) => item.unit === unit) + 1 : null,
    rank_low: reason === null ? Math.max(1, ranked.findIndex((item) => item.unit === unit) - 1) : null,
    rank_high:
      reason === null ? Math.min(ranked.length, ranked.findIndex((item) => item.unit === unit) + 3) : null,
    segment: unit.segment,
    segment_rank: null,
    tier: null,
    trend: reason === null ? ((["up", "down", "unsure"] as const)[files % 3] ?? null) : null,
    reason,
  }));
}

const word = (fr: string, ar: string, en: string) => ({ fr, ar, en });
const FAKE_DIMENSIONS: readonly DimensionInfo[] = [
  {
    name: "sector",
    type: "category",
    label: word("Secteur", "القطاع", "Sector"),
    values: {
      ROUTE: word("Routes", "الطرق", "Roads"),
      AEP: word("Eau potable", "الماء الشروب", "Drinking water"),
      ELEC: word("Électricité", "الكهرباء", "Electricity"),
      ENS: word("Enseignement", "التعليم", "Education"),
      SANTE: word("Santé", "الصحة", "Health"),
    },
  },
  {
    name: "management",
    type: "category",
    label: word("Mode de gestion", "جهة التدبير", "Managed by"),
    values: {
      ETAT: word("Gérées par l’État", "تدبرها الدولة", "Managed by the State"),
      CT: word("Gérées par les collectivités", "تدبرها الجماعات الترابية", "Managed by collectivities"),
      TRANSFERE: word("Transférées par l’État", "محولة من الدولة", "Transferred by the State"),
    },
  },
  {
    name: "segment",
    type: "category",
    label: word("Strate", "الفئة", "Segment"),
    values: {
      lt_15k: word("Moins de 15 000 habitants", "أقل من 15 ألف نسمة", "Under 15,000"),
      "15k_50k": word("15 000 à 50 000", "من 15 إلى 50 ألفا", "15,000 to 50,000"),
      "50k_100k": word("50 000 à 100 000", "من 50 إلى 100 ألف", "50,000 to 100,000"),
      "100k_250k": word("100 000 à 250 000", "من 100 إلى 250 ألفا", "100,000 to 250,000"),
      gt_250k: word("Plus de 250 000", "أكثر من 250 ألفا", "Over 250,000"),
      arrondissements: word(
        "Communes à arrondissements",
        "جماعات ذات مقاطعات",
        "Communes with arrondissements",
      ),
    },
  },
];
const FAKE_SOURCES: readonly SourceTable[] = [
  {
    system: "gid",
    table: "budget_line",
    exports: 15,
    rows_in: 184_220,
    rows_loaded: 184_196,
    rows_refused: 24,
    last_export: "2026-11-02",
    last_period: "2026-10",
    sample: true,
  },
  {
    system: "gid",
    table: "mandat",
    exports: 15,
    rows_in: 903_418,
    rows_loaded: 903_400,
    rows_refused: 18,
    last_export: "2026-11-02",
    last_period: "2026-10",
    sample: true,
  },
  {
    system: "rokhas",
    table: "dossier",
    exports: 15,
    rows_in: 412_007,
    rows_loaded: 411_993,
    rows_refused: 14,
    last_export: "2026-11-01",
    last_period: "2026-10",
    sample: true,
  },
  {
    system: "chikaya",
    table: "requete",
    exports: 15,
    rows_in: 95_120,
    rows_loaded: 95_120,
    rows_refused: 0,
    last_export: "2026-10-02",
    last_period: "2026-09",
    sample: true,
  },
  {
    system: "prdts",
    table: "project",
    exports: 3,
    rows_in: 0,
    rows_loaded: 0,
    rows_refused: 0,
    last_export: null,
    last_period: null,
    sample: true,
  },
];

const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** A door over invented figures on a small true territory: the same answer every time. */
export const fakeDoor: Door = {
  ask: async (spec) => withPeers(spec, answer(spec)),
  encode: async (spec) => {
    const bytes = new TextEncoder().encode(JSON.stringify(answer(spec).rows));
    const chunks = async function* () {
      yield bytes;
    };
    return { ...headOf(spec), bytes, chunks };
  },
  explainCell: async () => {
    throw new Error("fake door: explains no cell");
  },
  stream: async (spec) => new TextEncoder().encode(JSON.stringify(answer(spec).rows)),
  metrics: async () =>
    Object.entries(FAKE_METRICS).map(([name, metric]) => ({
      name,
      label: metric.label,
      description: metric.label,
      unit: metric.unit,
      direction: metric.direction,
      publish: true,
      version: "000000000000",
      formula:
        metric.under === undefined ? `sum(${metric.over})` : `sum(${metric.over}) / sum(${metric.under})`,
      dimensions: ["region", "province", "commune"],
      grains: ["year", "quarter", "month"],
      additive: metric.under === undefined,
    })),
  dimensions: async () => [...FAKE_DIMENSIONS, ...FAKE_TOPIC_DIMENSIONS],
  territories: async ({ level, parent, code, q, limit }) =>
    FAKE_TERRITORY.filter((unit) => level === undefined || unit.level === level)
      .filter((unit) => parent === undefined || unit.parent === parent)
      .filter((unit) => code === undefined || unit.code === code)
      .filter((unit) => q === undefined || fold(unit.name_fr).includes(fold(q)) || unit.name_ar.includes(q))
      .slice(0, limit ?? FAKE_TERRITORY.length),
  rows: async (spec) => ({ release: "fake", sample: true, rows: fakeRows(spec) }),
  explain: () => Promise.reject(unknownName("explain")),
  sources: async () => FAKE_SOURCES,
  status: () => ({ running: 0, waiting: 0, cacheBytes: 0, cacheHits: 0, cacheMisses: 0 }),
  rankings: async ({ index, level, period }) => ({
    period: period ?? "2026-Q3",
    periods: ["2026-Q3", "2026-Q2", "2026-Q1"],
    items: ranking(level, index),
  }),
};
