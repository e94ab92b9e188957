"""Outside judges of /ogc: GDAL's OAPIF driver (pyogrio) and OWSLib read every collection and count as the API does.

    python geoportal/testing/judges.py http://127.0.0.1:8080/ogc      (pip install pyogrio owslib)
"""
import json
import sys
import urllib.request

import pyogrio
from owslib.ogcapi.features import Features

base = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080/ogc"


def matched(name: str) -> int:
    with urllib.request.urlopen(f"{base}/collections/{name}/items?limit=1") as answer:
        return json.load(answer)["numberMatched"]


features = Features(base)
names = features.feature_collections()
layers = [name for name, _ in pyogrio.list_layers(f"OAPIF:{base}")]
faults = 0 if set(names) == set(layers) else 1
for name in names:
    wanted = matched(name)
    info = pyogrio.read_info(f"OAPIF:{base}", layer=name)
    read = len(pyogrio.raw.read(f"OAPIF:{base}", layer=name)[2]) if wanted else 0
    first = features.collection_items(name, limit=1)
    same = info["features"] == wanted == read == first["numberMatched"]
    faults += 0 if same else 1
    print(f"{'ok  ' if same else 'FAIL'} {name}: API {wanted}, GDAL counts {info['features']} and reads {read}, OWSLib {first['numberMatched']}, {info['crs']}")
boxed = pyogrio.raw.read(f"OAPIF:{base}", layer="regions", bbox=(-6.84, 34.01, -6.82, 34.03))[2]
faults += 0 if len(boxed) == 1 else 1
print(f"{'ok  ' if len(boxed) == 1 else 'FAIL'} regions at Rabat: {len(boxed)}")
sys.exit(1 if faults else 0)
