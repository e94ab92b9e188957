"""Answers questions with MetricFlow on a release: reads [{id, metrics, group_by, where}] from standard input, writes a
line of JSON for each, {id, columns, rows} or {id, error}. Arguments: semantic.json and warehouse.duckdb of the release."""

import datetime
import decimal
import json
import sys

import duckdb
from metricflow.engine.metricflow_engine import MetricFlowEngine, MetricFlowQueryRequest
from metricflow.protocols.sql_client import SqlEngine
from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
from metricflow_semantics.model.dbt_manifest_parser import parse_manifest_from_dbt_generated_manifest
from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup


class Dialect:
    """What the engine asks of a database before it writes SQL; running it is left to us."""

    sql_engine_type = SqlEngine.DUCKDB
    sql_plan_renderer = DuckDbSqlPlanRenderer()

    def render_bind_parameter_key(self, key):
        return f"${key}"


def plain(cell):
    if isinstance(cell, decimal.Decimal):
        return str(cell)
    if isinstance(cell, (datetime.date, datetime.datetime)):
        return cell.isoformat()[:10]
    return cell


def main(semantic, database):
    with open(semantic, encoding="utf8") as file:
        manifest = parse_manifest_from_dbt_generated_manifest(file.read())
    engine = MetricFlowEngine(SemanticManifestLookup(manifest), Dialect())
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"ATTACH '{database}' AS work (READ_ONLY)")
    for question in json.load(sys.stdin):
        try:
            request = MetricFlowQueryRequest.create(
                metric_names=question["metrics"],
                group_by_names=question["group_by"] or None,
                where_constraints=question["where"] or None,
            )
            result = connection.execute(engine.explain(request).sql_statement.sql)
            columns = [column[0] for column in result.description]
            rows = [[plain(cell) for cell in row] for row in result.fetchall()]
            answer = {"id": question["id"], "columns": columns, "rows": rows}
        except Exception as error:  # One question that cannot be asked leaves the others standing.
            answer = {"id": question["id"], "error": f"{type(error).__name__}: {str(error)[:600]}"}
        print(json.dumps(answer), flush=True)


main(sys.argv[1], sys.argv[2])
