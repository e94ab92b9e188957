import { type ChildProcess, spawn } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#test/fixture/port.ts";
import { PROJECT_ROOT } from "../../home.ts";
import { SPARK_KIT } from "../setup.ts";

/** Processes of Spark that stand for machines. */
export interface SparkCluster {
  readonly address: string;
  /** How many executors each worker was asked for. */
  executors(): readonly number[];
  /** Kills the first worker's executor once it has done some tasks. */
  loseExecutor(): Promise<void>;
  stop(): Promise<void>;
}

const HOST = "127.0.0.1";

/** A build of three marts gives each executor some twenty. */
const TASKS_DONE = 8;

/**
 * What docs/scaling.md starts on a cluster, on loopback: a standalone master, two workers of one core each, and a Spark
 * Connect server that is their driver, each a process of its own, of the package's own Spark.
 */
export async function sparkCluster(): Promise<SparkCluster> {
  const venv = join(PROJECT_ROOT, SPARK_KIT.folder);
  const [home = ""] = globSync(join(venv, "lib/python3*/site-packages/pyspark"));
  const [jar = ""] = globSync(join(home, "jars/spark-connect_*.jar"));
  const work = mkdtempSync(join(tmpdir(), "bayan-cluster-"));
  const temp = join(work, "tmp");
  mkdirSync(temp);
  const processes: Process[] = [];
  const run = (program: string, memory: string, args: readonly string[]): Process => {
    const started = new Process(join(home, "bin", program), args, work, {
      SPARK_HOME: home,
      SPARK_LOCAL_IP: HOST,
      SPARK_LOCAL_DIRS: temp,
      // Of the master, the workers and the server, which Spark takes for a daemon too.
      SPARK_DAEMON_MEMORY: memory,
      JDK_JAVA_OPTIONS: "-XX:TieredStopAtLevel=1",
    });
    processes.unshift(started);
    return started;
  };
  const stop = async (): Promise<void> => {
    for (const each of processes) await each.stop();
    rmSync(work, { recursive: true, force: true });
  };
  try {
    const [masterPort, port] = [await freePort(), await freePort()];
    const master = `spark://${HOST}:${masterPort}`;
    const daemon = (name: string, ...args: string[]) =>
      run("spark-class", "256m", [
        `org.apache.spark.deploy.${name}`,
        "--host",
        HOST,
        "--webui-port",
        "0",
        ...args,
      ]);
    await daemon("master.Master", "--port", String(masterPort)).listens(masterPort);
    const folders = [1, 2].map((n) => join(work, `worker${n}`));
    const workers = folders.map((folder) =>
      daemon("worker.Worker", "--cores", "1", "--memory", "2g", "-d", folder, master),
    );
    const settings = {
      "spark.connect.grpc.binding.address": HOST,
      "spark.connect.grpc.binding.port": String(port),
      "spark.driver.bindAddress": HOST,
      "spark.driver.host": HOST,
      "spark.executor.cores": "1",
      "spark.executor.memory": "2g",
      "spark.scheduler.minRegisteredResourcesRatio": "1.0",
      "spark.sql.catalogImplementation": "in-memory",
      "spark.sql.shuffle.partitions": "4",
      "spark.sql.warehouse.dir": join(work, "warehouse"),
      "spark.ui.enabled": "false",
    };
    await run("spark-submit", "2g", [
      ...["--master", master, "--class", "org.apache.spark.sql.connect.service.SparkConnectServer"],
      ...Object.entries(settings).flatMap(([name, value]) => ["--conf", `${name}=${value}`]),
      jar,
    ]).listens(port);
    return {
      address: `sc://${HOST}:${port}`,
      executors: () => workers.map((worker) => worker.said.split("Asked to launch executor").length - 1),
      loseExecutor: () => loseExecutor(folders[0] ?? ""),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A process of Spark's, and the end of what it says. */
class Process {
  said = "";
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;

  constructor(program: string, args: readonly string[], cwd: string, env: Record<string, string>) {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        this.said = (this.said + chunk.toString("utf8")).slice(-20_000);
      });
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once("close", () => resolve()));
  }

  async listens(port: number): Promise<void> {
    for (let attempt = 0; attempt < 240; attempt += 1) {
      if (this.#child.exitCode !== null)
        throw new Error(`Spark ended with ${this.#child.exitCode}:\n${this.said}`);
      if (await answers(port)) return;
      await sleep(500);
    }
    throw new Error(`Spark does not listen:\n${this.said}`);
  }

  async stop(): Promise<void> {
    this.#child.kill();
    await this.#ended;
  }
}

/** Kills an executor that has done some tasks of its share; its log, below its worker's folder, tells its number. */
async function loseExecutor(worker: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    for (const log of globSync(join(worker, "app-*/*/stderr"))) {
      const said = readFileSync(log, "utf8");
      const pid = /process name: (\d+)@/.exec(said)?.[1];
      if (pid === undefined || said.split("Finished task").length <= TASKS_DONE) continue;
      process.kill(Number(pid), "SIGKILL");
      return;
    }
    await sleep(200);
  }
  throw new Error(`no executor in ${worker} has done ${TASKS_DONE} tasks`);
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, HOST);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
