{# `--vars '{years: [2026]}'` on a file that already holds a build replaces those fiscal years only, and the year
   after each, which opens with what they left. #}
{% macro years() -%}
  {% set touched = var('years', []) or [] -%}
  {% set all = touched | list -%}
  {% for year in touched -%}
    {% if year + 1 not in all %}{% do all.append(year + 1) %}{% endif -%}
  {% endfor -%}
  {{ return(all | sort) }}
{%- endmacro %}

{# Settings of a model that can be replaced by fiscal year: {{ config(**by_year()) }}.
   Deleting by a hook instead of delete+insert also empties a year that has no row left. #}
{% macro by_year() -%}
  {% set years = bayan.years() %}
  {{ return({
    'materialized': 'incremental',
    'incremental_strategy': 'append',
    'on_schema_change': 'fail',
    'full_refresh': true if not years else none,
    'pre_hook': "{% if is_incremental() %}delete from {{ this }} where fiscal_year in ({{ bayan.years() | join(', ') }}){% endif %}",
  }) }}
{%- endmacro %}

{# Filter on the fiscal years being replaced; true when all are. #}
{% macro in_years(column='fiscal_year') -%}
  {% if is_incremental() and years() -%}
    {{ column }} in ({{ years() | join(', ') }})
  {%- else -%}
    true
  {%- endif %}
{%- endmacro %}
