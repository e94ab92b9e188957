"""The catalogue says the very same in its three forms: rdflib compares the graphs."""
import sys
from rdflib import Graph
from rdflib.compare import graph_diff, isomorphic

base = sys.argv[1]
graphs = [
    Graph().parse(f"{base}/catalog.{ending}", format=name)
    for ending, name in (("ttl", "turtle"), ("jsonld", "json-ld"), ("rdf", "xml"))
]
print("triples", [len(graph) for graph in graphs])
for other in graphs[1:]:
    if not isomorphic(graphs[0], other):
        _, left, right = graph_diff(graphs[0], other)
        print("only in Turtle", list(left)[:5], "only in the other", list(right)[:5])
        sys.exit(1)
