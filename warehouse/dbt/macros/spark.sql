{# What Spark asks of dbt's own macros: tables in Parquet at the place that the build names, each column cast to its
   contract, nothing compared with an old relation, since a build starts with none. #}
{% macro spark_type(type) -%}
  {%- set known = {'varchar': 'string', 'integer': 'int'} -%}
  {%- set name = type | lower | trim -%}
  {%- if name.endswith('[]') -%}array<{{ spark_type(name[:-2]) }}>{%- else -%}{{ known.get(name, name) }}{%- endif -%}
{%- endmacro %}

{% macro spark__location_clause() -%}
  location '{{ env_var('BAYAN_SPARK_TABLES') }}/{{ model.schema }}/{{ model.alias }}'
{%- endmacro %}

{% macro spark__create_table_as(temporary, relation, compiled_code, language='sql') -%}
  create table {{ relation }} using parquet {{ location_clause() }} as
  {%- if config.get('contract').enforced %}
  select
    {% for column in model.columns.values() -%}
    cast({{ adapter.quote(column.name) }} as {{ spark_type(column.data_type) }}) as {{ adapter.quote(column.name) }}{{ ',' if not loop.last }}
    {% endfor -%}
  from (
    {{ compiled_code }}
  ) as uncast
  {%- else %}
  {{ compiled_code }}
  {%- endif %}
{%- endmacro %}

{% macro spark_table(relation, compiled_code) -%}
  {% call statement('drop') -%}drop table if exists {{ relation }}{%- endcall %}
  {% call statement('main') -%}
    {{ create_table_as(False, relation, compiled_code) }}
  {%- endcall %}
{%- endmacro %}

{% materialization table, adapter='spark' %}
  {%- set target_relation = this.incorporate(type='table') -%}
  {% do spark_table(target_relation, compiled_code) %}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{# Always whole: a fresh catalogue holds no year to keep. #}
{% materialization incremental, adapter='spark' %}
  {%- set target_relation = this.incorporate(type='table') -%}
  {% do spark_table(target_relation, compiled_code) %}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{# Staging stays as views. What is made from it is kept: read by several models, a view is computed by each. #}
{% materialization view, adapter='spark' %}
  {% if model.schema != 'staging' -%}
    {%- set stored = this.incorporate(type='table') -%}
    {% do spark_table(stored, compiled_code) %}
    {{ return({'relations': [stored]}) }}
  {%- endif %}
  {%- set target_relation = this.incorporate(type='view') -%}
  {% call statement('main') -%}
    create or replace view {{ target_relation }} as {{ compiled_code }}
  {%- endcall %}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{# Literals written out: the session's own binding leaves a quote inside a text and a missing value as they are. #}
{% macro spark__load_csv_rows(model, agate_table) -%}
  {%- set types = model.config.column_types -%}
  {% for chunk in agate_table.rows | batch(1000) -%}
    {% set sql -%}
      insert into {{ this.render() }} values
      {% for row in chunk -%}
      ({% for name in agate_table.column_names -%}
        {{ bayan.spark_literal(row[name], types.get(name, 'string')) }}{{ ', ' if not loop.last }}
      {%- endfor %}){{ ', ' if not loop.last }}
      {% endfor %}
    {%- endset %}
    {% do adapter.add_query(sql, abridge_sql_log=True) %}
  {%- endfor %}
  {{ return('') }}
{%- endmacro %}

{% macro spark_literal(value, type) -%}
  {%- if value is none -%}
  cast(null as {{ type }})
  {%- else -%}
  cast('{{ value | string | replace("\\", "\\\\") | replace("'", "\\'") }}' as {{ type }})
  {%- endif -%}
{%- endmacro %}
