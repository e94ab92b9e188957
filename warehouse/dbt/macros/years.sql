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

{# Whether a model has the columns of its contract, which asks the engine twice for each. A run that replaces years has the
   models of the last build, of which it was asked. #}
{% macro get_assert_columns_equivalent(sql) -%}
  {% if not years() %}{{ return(adapter.dispatch('get_assert_columns_equivalent', 'dbt')(sql)) }}{% endif %}
{%- endmacro %}

{# Filter on the fiscal years being replaced; true when all are. #}
{% macro in_years(column='fiscal_year') -%}
  {% if is_incremental() and years() -%}
    {{ column }} in ({{ years() | join(', ') }})
  {%- else -%}
    true
  {%- endif %}
{%- endmacro %}

{# Settings of a model kept by fiscal year whose rows are made of other years' rows too: an order may name a commitment of
   years ago. Beside the years of a run it replaces those that they reach, as reach() has found. For models that no
   release copies: a release replaces the years of the run alone. Each row says in first_year and last_year between which
   fiscal years all that it is made of lies. #}
{% macro by_reached_year() -%}
  {{ return({
    'materialized': 'incremental',
    'incremental_strategy': 'append',
    'on_schema_change': 'fail',
    'meta': {'reaches': true},
    'pre_hook': "{% if is_incremental() %}delete from {{ this }} where {{ bayan.in_reached_years() }}{% endif %}",
  }) }}
{%- endmacro %}

{# Finds the years to replace: those of the run; those of rows that were made of theirs, whether or not what made them
   still stands; and what `queries` find, each the fiscal years of rows that are now to be made of theirs. Asked once,
   before the model's SQL is made: the hook that deletes would no longer find what stood. Kept in dbt's graph, since
   nothing else that a model's SQL can write to is read by its hooks.
   The semi-joins it takes are cheap where numbers follow the years, as DuckDB reads only what the other side can hold. #}
{% macro reach(queries) -%}
  {% set run = years() -%}
  {% if is_incremental() and run -%}
    {% set before -%}
      select fiscal_year from {{ this }}
      where {% for year in run %}{{ year }} between first_year and last_year{{ ' or ' if not loop.last }}{% endfor %}
    {%- endset -%}
    {% set found = run_query(([before] + queries) | join(' union ')) -%}
    {% set all = run | list -%}
    {% for row in found.rows if row[0] not in all %}{% do all.append(row[0]) %}{% endfor -%}
    {% do graph.update({'reached ' ~ this: all | sort}) -%}
  {% endif -%}
{%- endmacro %}

{# The years that reach() has found; none: all of them. #}
{% macro reached_years() -%}
  {{ return(graph['reached ' ~ this] if is_incremental() and years() else []) }}
{%- endmacro %}

{# Filter on the fiscal years that reach() has found; true when all are replaced. #}
{% macro in_reached_years(column='fiscal_year') -%}
  {% set all = reached_years() -%}
  {% if all %}{{ column }} in ({{ all | join(', ') }}){% else %}true{% endif %}
{%- endmacro %}

{# Settings of a model kept by fiscal year whose rows are held against those of the years before them: a payment of today
   may name an order of years ago, and is an orphan once that is gone. It replaces the years of a run and all after the
   first of them; a run of the year that is open, as most are, has none. Of models that no release copies, as above. #}
{% macro by_year_onwards() -%}
  {{ return({
    'materialized': 'incremental',
    'incremental_strategy': 'append',
    'on_schema_change': 'fail',
    'meta': {'reaches': true},
    'pre_hook': "{% if is_incremental() %}delete from {{ this }} where {{ bayan.in_years_onwards() }}{% endif %}",
  }) }}
{%- endmacro %}

{# Filter on the fiscal years that such a model replaces; true when all are. #}
{% macro in_years_onwards(column='fiscal_year') -%}
  {% if is_incremental() and years() %}{{ column }} >= {{ years() | min }}{% else %}true{% endif %}
{%- endmacro %}

{# Of a model kept by fiscal year, which rows a test looks at: those of the years that the run replaces, as each other
   year's rows are those that the same test passed when they were made: a run whose test fails is forgotten, and the next
   one makes everything anew. A law of rows within one fiscal year needs no more; any other model is looked at whole. #}
{% macro tested(model, also=none) -%}
  {% set all = years() -%}
  {% if all and bayan.is_by_year(model) and (also is none or bayan.is_by_year(also)) -%}
    (select * from {{ model }} where fiscal_year in ({{ all | join(', ') }}))
  {%- else -%}
    {{ model }}
  {%- endif %}
{%- endmacro %}

{# Whether a run replaces, in this model, its own fiscal years and no others. #}
{% macro is_by_year(model) -%}
  {% set node = graph.nodes.get('model.bayan.' ~ model.identifier) -%}
  {{ return(node is not none and not node.config.meta.reaches
    and (node.config.materialized == 'incremental' or node.config.meta.by_year)) }}
{%- endmacro %}
