{# Staging of cases that live (see caseTable in pipelines/sources): the last revision of each, instants as days of the
   law's calendar, and the day that the exports reach: a case still open is judged on that day, never on the wall clock. #}
{% macro staged_cases(system, table, key, columns, instants=[]) -%}
with source as (
  select * from {{ source(system, table) }}
),

{{ latest_revision('source', key, [key] + columns + instants + ['_export_id', '_row', '_sample']) }},

covered as (
  {{ covered_days(system, table) }}
),

clean as (
  select
    {{ key }},
    {% for column in columns -%}
    {{ column }},
    {% endfor -%}
    {% for instant in instants -%}
    {{ legal_date(instant) }} as {{ day_name(instant) }},
    {% endfor -%}
    covered.covered_until as cutoff_on,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from latest
  cross join covered
)

select * from clean
{%- endmacro %}

{# Staging of facts that don't change: row for row, instants as days of the law's calendar. #}
{% macro staged_rows(system, table, columns, instants=[]) -%}
with source as (
  select * from {{ source(system, table) }}
),

clean as (
  select
    {% for column in columns -%}
    {{ column }},
    {% endfor -%}
    {% for instant in instants -%}
    {{ legal_date(instant) }} as {{ day_name(instant) }},
    {% endfor -%}
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
{%- endmacro %}

{# Staging of a referential: row for row, with the day on which it was drawn. #}
{% macro staged_snapshot(system, table, columns) -%}
with source as (
  select * from {{ source(system, table) }}
),

clean as (
  select
    {% for column in columns -%}
    source.{{ column }},
    {% endfor -%}
    cast(exports.extracted_at as date) as drawn_on,
    exports.sample,
    source._export_id,
    source._row
  from source
  inner join {{ ref('stg_meta__export') }} as exports on source._export_id = exports.export_id
)

select * from clean
{%- endmacro %}

{% macro day_name(instant) -%}
  {{ instant[:-3] }}_on
{%- endmacro %}

{# The clock of a case, four columns: `clock_days` from its opening to its close, or to the day that the exports reach;
   null where its dates cannot be. `is_closed`. `is_due`: its limit lies within what the data covers. `on_time`: closed
   by its limit; false once the limit has passed, null while that is not known, or without a limit. #}
{% macro case_clock(opened, closed, due=none) -%}
  {%- set sound = opened ~ ' <= cutoff_on and coalesce(' ~ closed ~ ' >= ' ~ opened ~ ', true)' -%}
    case when {{ sound }} then cast({{ days_between(opened, 'coalesce(' ~ closed ~ ', cutoff_on)') }} as integer) end as clock_days,
    coalesce({{ sound }} and {{ closed }} is not null, false) as is_closed,
    {% if due is none -%}
    false as is_due,
    cast(null as boolean) as on_time
    {%- else -%}
    coalesce({{ sound }} and {{ due }} < cutoff_on, false) as is_due,
    case
      when not coalesce({{ sound }}, false) or {{ due }} is null then null
      when coalesce({{ closed }}, cutoff_on) > {{ due }} then false
      when {{ closed }} is not null then true
    end as on_time
    {%- endif %}
{%- endmacro %}
