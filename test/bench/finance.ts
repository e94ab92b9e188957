import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { fixtureHome } from "#test/fixture/home.ts";
import type { BenchContext, Figure } from "./run.ts";

/** What a person would write who wants the sums and nothing else: each raw table once, by council, year, line, month. */
const BARE: readonly string[] = [
  `select collectivity_code, fiscal_year, budget_id, line_code, sum(credit_initial_mad), sum(credit_carried_mad),
     sum(credit_transfer_mad), sum(credit_amendment_mad), sum(credit_final_mad) from gid__budget_line group by all`,
  `select collectivity_code, fiscal_year, budget_id, line_code, date_trunc('month', committed_on), sum(amount_mad)
   from gid__engagement group by all`,
  `select collectivity_code, fiscal_year, budget_id, line_code, date_trunc('month', ordered_on), sum(gross_mad)
   from gid__mandat group by all`,
  `select collectivity_code, fiscal_year, budget_id, line_code, date_trunc('month', paid_on), sum(amount_mad),
     sum(paid_on - service_done_on), count(*) from gid__paiement group by all`,
  "select collectivity_code, fiscal_year, cas_code, kind, sum(amount_mad) from gid__ap_as group by all",
  "select collectivity_code, fiscal_year, sum(amount_mad) from gid__deblocage group by all",
  "select collectivity_code, line_code, date_trunc('month', raised_on), sum(raised_mad) from gir__ordre_recette group by all",
  "select collectivity_code, line_code, date_trunc('month', collected_at), sum(amount_mad) from gir__quittance group by all",
  "select collectivity_code, line_code, sum(amount_mad) from gir__reduction group by all",
  "select collectivity_code, line_code, origin_year, as_of, sum(amount_mad) from gir__rar group by all",
];
/**
 * What no sum of one table tells, as the same person would ask for it: the two legs of a payment's delay, what contracts and
 * authorisations bind, what each supplier was paid, what each cash office took on how many days and paid in.
 */
const BARE_JOINS: readonly string[] = [
  `select p.collectivity_code, p.fiscal_year, count(*), sum(p.paid_on - p.service_done_on),
     sum(m.received_on - p.service_done_on), sum(p.paid_on - m.received_on)
   from gid__paiement p join gid__mandat m using (order_no) group by all`,
  `select e.act_no, e.market_no, sum(e.amount_mad) from gid__engagement e
   where e.act_no is not null or e.market_no is not null group by all`,
  `select e.act_no, e.market_no, sum(m.gross_mad) from gid__mandat m join gid__engagement e using (commitment_no)
   where e.act_no is not null or e.market_no is not null group by all`,
  `select e.act_no, e.market_no, sum(p.amount_mad) from gid__paiement p join gid__mandat m using (order_no)
     join gid__engagement e using (commitment_no)
   where e.act_no is not null or e.market_no is not null group by all`,
  `select m.collectivity_code, m.fiscal_year, e.supplier_key, sum(m.gross_mad)
   from gid__mandat m join gid__engagement e using (commitment_no)
   where m.status = 'PAYE' and e.supplier_key is not null group by all`,
  `select regie_id, year(collected_at), count(*), sum(amount_mad), count(distinct cast(collected_at as date))
   from gir__quittance where not cancelled group by all`,
  "select regie_id, year(transferred_on), count(*), sum(amount_mad), sum(gap_mad) from gir__versement group by all",
];
const FOLDERS = [
  "marts/budget",
  "marts/receipts",
  "marts/finance",
  "intermediate/budget",
  "intermediate/receipts",
  "intermediate/finance",
];
/** Checks and what looks odd are asked of each row, and no sum. */
const NO_SUM = /__check|__office_check|__published|^fct_anomaly/;

/** The engine as dbt's profile sets it, for both. */
const BUILD = {
  threads: "2",
  preserve_insertion_order: "false",
  storage_compatibility_version: "latest",
  memory_limit: "3GB",
};

interface Model {
  readonly name: string;
  readonly relation: string;
  readonly sql: string;
  readonly view: boolean;
}

/**
 * The finance marts' own SQL, one after the other, against bare SQL for the same facts over the same Parquet: `BAYAN_FIXTURE` names the home
 * (one that was built whole, at any scale). dbt's time a node is not in it: the flow's bench has that.
 */
export async function bench(ctx: BenchContext): Promise<readonly Figure[]> {
  mkdirSync(ctx.work, { recursive: true });
  const { root } = await fixtureHome();
  const models = modelsOf(
    join(root, "build/target/run_results.json"),
    join(root, "build/target/manifest.json"),
  );
  const instance = await DuckDBInstance.create(join(ctx.work, "finance.duckdb"), BUILD);
  const connection = await instance.connect();
  await connection.run(`attach '${join(root, "build/work.duckdb")}' as work (read_only)`);
  await connection.run("create schema intermediate");
  const asked = (name: string, queries: readonly string[]) =>
    timed(async () => {
      for (const [index, sql] of queries.entries())
        await connection.run(
          `create table ${name}_${index} as ${sql.replace(/(gi[dr]__\w+)/gu, 'work.raw."$1"')}`,
        );
    });
  const sums = await asked("bare_sum", BARE);
  const joins = await asked("bare_join", BARE_JOINS);
  const times = new Map<string, number>();
  for (const model of models) times.set(model.name, await timed(() => build(connection, model, models)));
  const views = models.filter(({ view }) => view);
  const written = await timed(async () => {
    for (const { name, relation } of views)
      await connection.run(`create table written_${name} as select * from ${here(relation)}`);
  });
  connection.closeSync();
  instance.closeSync();
  const sum = (keep: (name: string) => boolean): number =>
    [...times].filter(([name]) => keep(name)).reduce((total, [, ms]) => total + ms, 0);
  const marts = sum((name) => !NO_SUM.test(name));
  const slowest = [...times].sort((a, b) => b[1] - a[1]).slice(0, 8);
  const told = (name: string, value: number, bar: number | null, bare = sums + joins): Figure => ({
    ...{ name, value: value / 1000, reference: bare / 1000, ratio: value / bare, bar, unit: "s" },
  });
  return [
    told(`finance marts' SQL against bare SQL for the same facts (${models.length} models)`, marts, 2),
    told("the same against its sums alone, without what they are joined for", marts, null, sums),
    told(
      `the same with the rows of those that are views (${views.length}), which the release writes`,
      marts + written,
      null,
    ),
    told(
      "their checks and oddities beside",
      sum((name) => NO_SUM.test(name)),
      null,
    ),
    ...slowest.map(([name, ms]) => told(name, ms, null)),
  ];
}

/** Processor milliseconds of this process, the engine's threads with it: a busy host takes time from either side. */
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

/** The model as dbt compiled it, its own tables being those that this bench has made. */
async function build(
  connection: DuckDBConnection,
  { relation, sql, view }: Model,
  models: readonly Model[],
): Promise<void> {
  const own = models.reduce((text, each) => text.replaceAll(each.relation, here(each.relation)), sql);
  await connection.run(`create ${view ? "view" : "table"} ${here(relation)} as ${own}`);
}

const here = (relation: string): string => relation.replace('"work"', '"finance"');

/** Tables of the finance folders, in the order in which dbt can build them. */
function modelsOf(results: string, manifest: string): readonly Model[] {
  const { nodes } = JSON.parse(readFileSync(manifest, "utf8")) as {
    nodes: Record<
      string,
      { original_file_path: string; depends_on: { nodes: string[] }; config: { materialized: string } }
    >;
  };
  const ran = JSON.parse(readFileSync(results, "utf8")) as {
    results: { unique_id: string; relation_name: string | null; compiled_code: string | null }[];
  };
  const found = new Map(
    ran.results.flatMap(({ unique_id, relation_name, compiled_code }) => {
      const path = nodes[unique_id]?.original_file_path ?? "";
      if (!unique_id.startsWith("model.") || relation_name === null || compiled_code === null) return [];
      if (!FOLDERS.some((folder) => path.includes(folder))) return [];
      const view = nodes[unique_id]?.config.materialized === "view";
      const name = unique_id.split(".").at(-1) ?? "";
      return [[unique_id, { name, relation: relation_name, sql: compiled_code, view }]];
    }),
  );
  const order: Model[] = [];
  const place = (id: string): void => {
    const model = found.get(id);
    if (model === undefined || order.includes(model)) return;
    for (const above of nodes[id]?.depends_on.nodes ?? []) place(above);
    order.push(model);
  };
  for (const id of found.keys()) place(id);
  return order;
}
