"""dbt on a Spark session: opens it, names the raw files in its catalogue, and runs dbt's own command line in the same
process, since a session's catalogue of its own ends with it. The job is a JSON file, see job.ts."""

import json
import os
import sys
import threading


def watch():
    """Ends with its parent, which holds the other end of standard input."""
    while os.read(0, 1):
        pass
    os._exit(130)


def open_session(job):
    from pyspark.sql import SparkSession

    if job["remote"] is not None:
        # dbt opens its own session by the same address.
        os.environ["SPARK_REMOTE"] = job["remote"]
        session = SparkSession.builder.remote(job["remote"]).getOrCreate()
        for name, value in job["session"].items():
            session.conf.set(name, value)
        return session
    builder = SparkSession.builder.master(job["master"]).appName("bayan")
    for name, value in {**job["driver"], **job["session"]}.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def quoted(name):
    return "`" + name.replace("`", "``") + "`"


def text(value):
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def name_raw(session, job):
    """A table of each folder of raw files, and the view that models read: of its live files alone, named one by one,
    since a folder holds superseded ones too."""
    for schema in job["schemas"]:
        session.sql(f"create schema if not exists {quoted(schema)}")
    for table in job["raw"]:
        name = table["name"]
        files, view = f"raw.{quoted(name + '__file')}", f"raw.{quoted(name)}"
        columns = ", ".join(f"{quoted(column)} {type}" for column, type in table["columns"])
        names = ", ".join(quoted(column) for column, _ in table["columns"])
        live = ", ".join(text(file) for file in table["files"])
        where = "" if table["where"] is None else f" and ({table['where']})"
        session.sql(f"drop table if exists {files}")
        session.sql(f"create table {files} ({columns}) using parquet location {text(table['folder'])}")
        sample = "" if table["sample"] is None else f", {table['sample']} as `_sample`"
        session.sql(f"create or replace view {view} as select {names}{sample} from {files}"
                    f" where _metadata.file_name in ({live}){where}")


def main():
    threading.Thread(target=watch, daemon=True).start()
    with open(sys.argv[1], encoding="utf-8") as file:
        job = json.load(file)
    name_raw(open_session(job), job)
    sys.argv = ["dbt", *sys.argv[2:]]
    from dbt.cli.main import cli

    cli()


main()
