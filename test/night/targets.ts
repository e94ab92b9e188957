/** How often something is tried: as the target has it, and in the short form that a machine in use has time for. */
interface Counted {
  readonly env: string;
  readonly whole: number;
  readonly short: number;
  /** What one of them is, for so many. */
  readonly of: string;
}
export interface Target {
  readonly id: string;
  /** What is held against it. */
  readonly what: string;
  /** Test files below the project's root. */
  readonly files: readonly string[];
  readonly counts?: readonly Counted[];
  /** Environment that is no number of trials. */
  readonly env?: Readonly<Record<string, string>>;
  /** What of the target nothing here tries. */
  readonly apart?: string;
}

/** The targets R1 to R21 of the campaign, then what is beside them. */
export const TARGETS: readonly Target[] = [
  {
    id: "R1",
    what: "every row of a mutated file is loaded or refused with its place",
    files: ["pipelines/engine/fuzz.test.ts", "pipelines/engine/formats.fuzz.test.ts"],
    counts: [
      { env: "BAYAN_FUZZ_RUNS", whole: 6250, short: 40, of: "times eight mutated files" },
      { env: "BAYAN_FUZZ_FORMATS", whole: 200, short: 4, of: "times six damaged workbooks and archives" },
    ],
  },
  {
    id: "R2",
    what: "any order of files, with repeats, leaves the same warehouse",
    files: ["pipelines/engine/order.test.ts"],
    counts: [{ env: "BAYAN_SHUFFLES", whole: 200, short: 6, of: "whole sequences, 1,000 of the ledger" }],
  },
  {
    id: "R3",
    what: "each kind of drift has its code",
    files: ["pipelines/engine/drift.test.ts", "pipelines/engine/odd.test.ts"],
  },
  {
    id: "R4",
    what: "kill -9 at each named step and at any moment leaves the release before or after",
    files: ["warehouse/release/kill.test.ts"],
    counts: [{ env: "BAYAN_RELEASE_KILLS", whole: 1000, short: 12, of: "kills at any moment" }],
  },
  {
    id: "R5",
    what: "a full disk and limits of files leave the release before or after",
    files: ["warehouse/release/full.night.test.ts"],
    counts: [{ env: "BAYAN_FULL_DISKS", whole: 64, short: 8, of: "sizes of each limit" }],
    apart: "errors of the device itself (EIO)",
  },
  {
    id: "R6",
    what: "damage is found, and the release before is back at once",
    files: ["warehouse/release/damage.night.test.ts", "pipelines/backup/backup.test.ts"],
    counts: [{ env: "BAYAN_DAMAGES", whole: 1000, short: 60, of: "damages" }],
  },
  {
    id: "R7",
    what: "two builds in two zones, languages and numbers of threads have the same hashes",
    files: ["warehouse/release/release.test.ts", "test/night/determinism.night.test.ts"],
    counts: [{ env: "BAYAN_WHOLE_BUILDS", whole: 2, short: 0, of: "whole builds made again" }],
  },
  {
    id: "R8",
    what: "totals reconcile to the centime, the index agrees with its reference",
    files: ["test/rokhas/index.test.ts", "test/rokhas/survival.test.ts", "warehouse/door/totals.test.ts"],
  },
  {
    id: "R9",
    what: "each (job, period) runs once through clocks that jump, deaths and sleep, 2024 to 2031",
    files: ["pipelines/schedule/schedule.test.ts"],
  },
  {
    id: "R10",
    what: "generated requests get no 5xx, and errors in one shape",
    files: ["test/security/fuzz.test.ts"],
    counts: [{ env: "BAYAN_FUZZ_REQUESTS", whole: 20_000, short: 2_000, of: "requests" }],
  },
  {
    id: "R11",
    what: "payloads in every parameter bring nothing that is not one's own",
    files: ["test/security/injection.test.ts"],
  },
  {
    id: "R12",
    what: "no route tells anybody of what they may not see",
    files: ["test/security/scope.test.ts"],
    counts: [{ env: "BAYAN_TIMING_PAIRS", whole: 1000, short: 150, of: "pairs timed" }],
    env: { BAYAN_MATRIX: "full" },
  },
  {
    id: "R13",
    what: "no withheld count is recovered by a solver",
    files: ["opendata/disclosure/protect.test.ts"],
    counts: [{ env: "BAYAN_R13_TABLES", whole: 1000, short: 150, of: "tables attacked" }],
  },
  {
    id: "R14",
    what: "what goes out runs nowhere, and reads back as it was",
    files: ["warehouse/door/forms/forms.test.ts", "test/security/pages.test.ts", "opendata/send.test.ts"],
  },
  {
    id: "R15",
    what: "archives, names and documents that come in are refused before a byte is written",
    files: ["pipelines/engine/formats/sandbox.test.ts", "pipelines/engine/formats.test.ts"],
  },
  {
    id: "R16",
    what: "no connection reaches a private address",
    files: ["pipelines/fetch/addresses.test.ts", "pipelines/fetch/fetch.test.ts"],
  },
  {
    id: "R17",
    what: "a crowd and slow sockets stop nobody",
    files: ["test/night/crowd.night.test.ts"],
    counts: [{ env: "BAYAN_CROWD_SECONDS", whole: 60, short: 15, of: "seconds of 500 connections" }],
  },
  {
    id: "R18",
    what: "any change of the log is found and named, and killed writers leave one chain",
    files: ["warehouse/state/audit.test.ts"],
    counts: [{ env: "BAYAN_AUDIT_KILLS", whole: 100, short: 12, of: "writers killed" }],
  },
  {
    id: "R19",
    what: "packages are pinned, licensed and free of known faults; nothing needs the network at run time",
    files: ["test/night/supply.night.test.ts"],
  },
  {
    id: "R20",
    what: "hours of publishing under load leak nothing",
    files: ["test/night/soak.night.test.ts"],
    counts: [{ env: "BAYAN_SOAK_MINUTES", whole: 30, short: 2, of: "minutes" }],
  },
  {
    id: "R21",
    what: "tests notice when checks, disclosure, index or scope are changed",
    files: ["test/night/mutation.night.test.ts"],
    counts: [{ env: "BAYAN_MUTANTS", whole: 60, short: 6, of: "changes to each of four areas" }],
  },
  {
    id: "alerts",
    what: "killed evaluators lose and double no alert",
    files: ["warehouse/alerts/kill.night.test.ts"],
    counts: [{ env: "BAYAN_KILLS", whole: 100, short: 12, of: "pairs killed" }],
  },
  {
    id: "reports",
    what: "every report of every territory can be made, in each of its languages",
    files: ["reports/batch/all.night.test.ts"],
    counts: [{ env: "BAYAN_REPORT_LEVELS", whole: 4, short: 3, of: "levels of territory" }],
  },
  {
    id: "spark",
    what: "Spark gives the same marts, row by row",
    files: ["warehouse/spark/parity.night.test.ts"],
  },
  {
    id: "spark-few",
    what: "Spark gives some of the marts, row by row, on each push",
    files: ["warehouse/spark/few.night.test.ts"],
  },
  {
    id: "spark-cluster",
    what: "a Spark cluster, named by setting, loses an executor and gives some of the marts, row by row",
    files: ["warehouse/spark/cluster.night.test.ts"],
    apart: "a cluster of several machines",
  },
  {
    id: "store",
    what: "raw files on an S3 server, loaded by two at once, give the same release",
    files: ["pipelines/catalogue/storage.night.test.ts", "pipelines/engine/s3a.night.test.ts"],
  },
];
