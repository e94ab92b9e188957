import { type ChildProcess, spawn } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PROJECT_ROOT } from "../../home.ts";
import { SPARK_KIT } from "../setup.ts";

export interface ConnectServer {
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * A Spark Connect server of the package's own, in a process of its own, on loopback: what docs/scaling.md starts with
 * spark-submit on a cluster.
 */
export async function connectServer(port: number): Promise<ConnectServer> {
  const venv = join(PROJECT_ROOT, SPARK_KIT.folder);
  const [home = ""] = globSync(join(venv, "lib/python3*/site-packages/pyspark"));
  const [jar = ""] = globSync(join(home, "jars/spark-connect_*.jar"));
  const work = mkdtempSync(join(tmpdir(), "bayan-connect-"));
  const temp = join(work, "tmp");
  mkdirSync(temp);
  const settings = {
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.connect.grpc.binding.port": String(port),
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "3g",
    "spark.local.dir": temp,
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.warehouse.dir": join(work, "warehouse"),
    "spark.ui.enabled": "false",
  };
  const child = spawn(
    join(home, "bin/spark-submit"),
    [
      ...["--master", "local[2]", "--class", "org.apache.spark.sql.connect.service.SparkConnectServer"],
      ...Object.entries(settings).flatMap(([name, value]) => ["--conf", `${name}=${value}`]),
      jar,
    ],
    {
      cwd: work,
      env: {
        ...process.env,
        SPARK_HOME: home,
        SPARK_LOCAL_IP: "127.0.0.1",
        JDK_JAVA_OPTIONS: "-XX:TieredStopAtLevel=1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString("utf8")).slice(-4000);
    });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
    rmSync(work, { recursive: true, force: true });
  };
  try {
    await listening(child, port, () => said);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address: `sc://127.0.0.1:${port}`, stop };
}

async function listening(child: ChildProcess, port: number, said: () => string): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`Spark Connect ended with ${child.exitCode}:\n${said()}`);
    if (await answers(port)) return;
    await sleep(500);
  }
  throw new Error(`Spark Connect does not listen:\n${said()}`);
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
