import type { Mqa } from "./mqa.ts";
import { Graph, plain, ref, tagged, typed } from "./rdf.ts";

/** The score as DQV: one measurement a criterion, of the catalogue as it is served. */
export function dqv(base: string, score: Mqa): Graph {
  const graph = new Graph();
  const catalogue = `${base}/catalog`;
  graph.say(catalogue, ["dcat:Catalog"], {
    "dqv:hasQualityMeasurement": [
      ...score.criteria.map(({ id }) => ref(`${base}/quality/mqa#${id}`)),
      ref(`${base}/quality/mqa#score`),
    ],
  });
  const measure = (id: string, value: number, metric: string) =>
    graph.say(`${base}/quality/mqa#${id}`, ["dqv:QualityMeasurement"], {
      "dqv:computedOn": ref(catalogue),
      "dqv:isMeasurementOf": ref(metric),
      "dqv:value": typed(value, "decimal"),
    });
  for (const { id, dimension, label, points } of score.criteria) {
    const metric = graph.say(`${base}/quality/metric#${id}`, ["dqv:Metric"], {
      "skos:prefLabel": tagged(label),
      "dqv:inDimension": ref(
        graph.say(`${base}/quality/dimension#${dimension}`, ["dqv:Dimension"], {
          "skos:prefLabel": plain(dimension),
        }),
      ),
    });
    measure(id, points, metric);
  }
  measure(
    "score",
    score.score,
    graph.say(`${base}/quality/metric#score`, ["dqv:Metric"], { "skos:prefLabel": plain("MQA, 405") }),
  );
  return graph;
}
