import { BayanError } from "../errors.ts";
import type { Progress } from "../progress.ts";
import {
  ensurePython,
  type PythonEffects,
  type PythonKit,
  type PythonPaths,
  systemEffects,
} from "../python.ts";

/** dbt on Spark in a venv of its own, made the first time that it is asked for: 870 MB that nothing else needs. */
export const SPARK_KIT: PythonKit = {
  folder: ".venv-spark",
  lock: "warehouse/spark/requirements.txt",
  direct: "warehouse/spark/requirements.in",
  // pyspark 4.3 asks for it.
  minor: 11,
};
const LEAST_JAVA = 17;

/**
 * The Python that runs dbt on Spark. A session on this machine needs a Java too; one at a remote address does not.
 * Throws `spark_java_missing`, or what `ensurePython` throws.
 */
export async function ensureSpark(
  root: string,
  options: {
    readonly remote: string | null;
    readonly onLine?: (line: string) => void;
    readonly effects?: PythonEffects;
  },
): Promise<PythonPaths> {
  const effects = options.effects ?? systemEffects;
  if (options.remote === null) await demandJava(effects);
  return ensurePython(root, options.onLine, effects, SPARK_KIT);
}

/** The same, telling how far it is. */
export async function setUpSpark(
  root: string,
  remote: string | null,
  progress: Progress,
): Promise<PythonPaths> {
  const stage = progress.stage("python");
  const paths = await ensureSpark(root, { remote, onLine: (line) => stage.update(0, 0, line.slice(0, 60)) });
  stage.end();
  return paths;
}

async function demandJava(effects: PythonEffects): Promise<void> {
  const home = process.env.JAVA_HOME;
  const program = home === undefined || home === "" ? "java" : `${home}/bin/java`;
  const { code, output } = await effects.run(program, ["-version"]);
  const version = /version "(\d+)/.exec(output)?.[1];
  if (code === 0 && Number(version) >= LEAST_JAVA) return;
  throw new BayanError("spark_java_missing", {
    fr: `Spark demande Java ${LEAST_JAVA} ou plus récent (trouvé : ${version ?? "aucun"}) : installez-le, par exemple « apt install openjdk-17-jre-headless », ou donnez l’adresse d’un serveur Spark (sparkRemote).`,
    ar: `يحتاج Spark إلى Java ‏${LEAST_JAVA} أو أحدث (الموجود: ${version ?? "لا شيء"}): ثبّته، مثلا ‎apt install openjdk-17-jre-headless‎، أو اضبط عنوان خادم Spark ‏(sparkRemote).`,
    en: `Spark needs Java ${LEAST_JAVA} or newer (found: ${version ?? "none"}): install it, for instance “apt install openjdk-17-jre-headless”, or name a Spark server (sparkRemote).`,
  });
}
