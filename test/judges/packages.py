"""Data packages: ours, and those that ckanapi makes out of the Action API. Each table is read and checked whole."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

from frictionless import Package, system

base, slugs = sys.argv[1], sys.argv[2].split(",")
ckanapi = pathlib.Path(sys.executable).with_name("ckanapi")
# ckanapi starts its own workers by name.
env = {**os.environ, "PATH": f"{ckanapi.parent}{os.pathsep}{os.environ['PATH']}"}
failed = []


def check(descriptor, name):
    package = Package.from_descriptor(descriptor)
    for resource in package.resources:
        assert resource.type == "table", f"{name}: {resource.name}: {resource.type}"
        assert resource.to_descriptor()["schema"]["fields"], f"{name}: {resource.name}: no schema"
    report = package.validate()
    types = {error.type for task in report.tasks for error in task.errors}
    if not report.valid:
        failed.append((name, sorted(types), [error.message for task in report.tasks for error in task.errors][:3]))
    print(f"frictionless {name}: {'valid' if report.valid else 'INVALID'} ({len(report.tasks)} tables)")


for slug in slugs:
    with urllib.request.urlopen(f"{base}/dataset/{slug}/datapackage.json") as answer:
        check(json.load(answer), slug)

found = subprocess.run([ckanapi, "search", "datasets", "fq=organization:collectivites-territoriales", "-r", base], capture_output=True, text=True, check=True)
count = len([line for line in found.stdout.splitlines() if line.strip()])
print("ckanapi search:", count, "datasets")
if count < 40:
    failed.append(("ckanapi search", [str(count)], []))

with tempfile.TemporaryDirectory() as folder:
    made = subprocess.run([ckanapi, "dump", "datasets", *slugs, "-r", base, f"--datapackages={folder}"], capture_output=True, text=True, env=env)
    if made.returncode != 0:
        failed.append(("ckanapi dump", [made.stderr[-400:]], []))
    for slug in slugs:
        path = pathlib.Path(folder) / slug / "datapackage.json"
        if not path.exists():
            failed.append(("ckanapi dump", [slug, "no package"], []))
            continue
        descriptor = json.loads(path.read_text())
        # ckanapi 4.11 fetches the last resource under every name (its loop variable outlives the loop): that one alone
        # is what it says, and it is our whole CSV.
        descriptor["resources"] = descriptor["resources"][-1:]
        with system.use_context(trusted=True):
            package = Package.from_descriptor(descriptor, basepath=str(path.parent))
            report = package.validate()
        errors = [error.message for task in report.tasks for error in task.errors]
        print(f"frictionless dump {slug}: {'valid' if report.valid else 'INVALID'}")
        if not report.valid:
            failed.append((f"dump {slug}", errors[:3], []))

for each in failed:
    print("FAILED", *each)
sys.exit(1 if failed else 0)
