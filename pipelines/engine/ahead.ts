import { statSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { isPlainText } from "./convert.ts";
import { fitHeader } from "./drift/header.ts";
import { guessLines, readHead } from "./head.ts";
import { formatAsked } from "./land.ts";
import type { LoadContext } from "./load.ts";
import type { Sieve } from "./sieve/sieve.ts";
import { plainStageSql, planStage, stageSql } from "./sql/stage.ts";
import { dropPlain } from "./stage.ts";
import type { Format, InboxFile, Landed, Structure } from "./types.ts";

/** Below it, there is nothing to gain: the engine would wait for the landing by milliseconds. */
export const AHEAD_FROM = 16 << 20;

/**
 * The stage of one large file, filled while the file is still being hashed and sealed. It counts only if the landing
 * finds what was taken for granted: the same bytes, format and line ends.
 */
export class StageAhead {
  /** It is table `plain` that is filled, for a file that a sieve goes over: it counts only if the sieve finds it plain. */
  readonly isPlain: boolean;
  readonly #file: InboxFile;
  readonly #format: Format;
  readonly #eol: Structure["eol"];
  readonly #connection: DuckDBConnection;
  readonly #done: Promise<boolean>;

  private constructor(
    file: InboxFile,
    format: Format,
    eol: Structure["eol"],
    connection: DuckDBConnection,
    sql: string,
    isPlain: boolean,
  ) {
    this.isPlain = isPlain;
    this.#file = file;
    this.#format = format;
    this.#eol = eol;
    this.#connection = connection;
    // A fault is not lost: what did not work is done again in its turn, and fails there with its own words.
    this.#done = connection.run(sql).then(
      () => true,
      () => false,
    );
  }

  /** Starts, where a batch is one large file of plain UTF-8 text whose header fits its contract. */
  static async start(
    batch: readonly InboxFile[],
    load: () => Promise<LoadContext>,
    sieve: Sieve | null = null,
    least = AHEAD_FROM,
  ): Promise<StageAhead | null> {
    const [file] = batch;
    if (file === undefined || batch.length > 1 || file.bytes < least || !isPlainText(file)) return null;
    const format = formatAsked(file);
    if (format === null || format.encoding !== "utf-8") return null;
    const head = readHead(file.path);
    const fit = fitHeader(head, format.delimiter, file.table);
    const end = head.indexOf(10);
    if (fit.refusal !== null || fit.layout !== null || end < 0) return null;
    const eol = head[end - 1] === 13 ? "\r\n" : "\n";
    const { connection, territory } = await load();
    const plan = planStage(file.table, format, await territory.of(file.table));
    const rows = guessLines(head, file.bytes);
    await dropPlain(connection);
    const input = { path: file.path, period: file.period, bytes: file.bytes, rows };
    const sql = sieve === null ? stageSql(plan, [input], eol) : plainStageSql(plan, input, eol, sieve.told);
    return new StageAhead(file, format, eol, connection, sql, sieve !== null);
  }

  /** Whether what was landed is what is being staged; if not, the stage is given up. */
  async fits(landed: readonly Landed[]): Promise<boolean> {
    const [one] = landed;
    const same =
      landed.length === 1 &&
      one?.file === this.#file &&
      one.structure.eol === this.#eol &&
      JSON.stringify(one.format) === JSON.stringify(this.#format);
    if (!same) await this.cancel();
    return same;
  }

  /**
   * Waits for the stage. False where the file changed under it, or could not be read: then it is read again, as if
   * nothing had been done.
   */
  async settle(): Promise<boolean> {
    const good = await this.#done;
    const now = statSync(this.#file.path, { bigint: true, throwIfNoEntry: false });
    return good && now !== undefined && this.#file.stamp.startsWith(`${now.size}@${now.mtimeNs} `);
  }

  async cancel(): Promise<void> {
    this.#connection.interrupt();
    await this.settle();
  }
}
