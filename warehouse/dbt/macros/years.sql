{# The fiscal years that a run replaces in a file that already holds a build, and the year after each, which opens
   with what they left; none: all of them. Read while running, not as a dbt variable: a variable that changes costs a
   parse of the whole project. #}
{% macro years() -%}
  {% set all = [] -%}
  {% if execute -%}
    {% for year in env_var('BAYAN_BUILD_YEARS', '').split(',') if year -%}
      {% for each in [year | int, year | int + 1] if each not in all %}{% do all.append(each) %}{% endfor -%}
    {% endfor -%}
  {% endif -%}
  {{ return(all | sort) }}
{%- endmacro %}

{# Settings of a model that can be replaced by fiscal year: {{ config(**by_year()) }}.
   Deleting by a hook instead of delete+insert also empties a year that has no row left. #}
{% macro by_year() -%}
  {{ return({
    'materialized': 'incremental',
    'incremental_strategy': 'append',
    'on_schema_change': 'fail',
    'pre_hook': "{% if is_incremental() %}delete from {{ this }} where {{ bayan.in_years() }}{% endif %}",
  }) }}
{%- endmacro %}

{# Settings of a mart that names the rows of a model kept by fiscal year. On DuckDB a view, which the release writes as a
   table; what Spark brings back are files, and a view has none. #}
{% macro names_by_year() -%}
  {{ return({'materialized': adapter.dispatch('named', 'bayan')(), 'meta': {'by_year': true}}) }}
{%- endmacro %}

{% macro default__named() -%}
  {{ return('view') }}
{%- endmacro %}

{% macro spark__named() -%}
  {{ return('table') }}
{%- endmacro %}

{# Filter on the fiscal years being replaced; true when all are. #}
{% macro in_years(column='fiscal_year') -%}
  {% if is_incremental() and years() -%}
    {{ column }} in ({{ years() | join(', ') }})
  {%- else -%}
    true
  {%- endif %}
{%- endmacro %}
