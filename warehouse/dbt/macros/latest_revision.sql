{# The row that stands of each key of an upserted table: the greatest updated_at, then the latest export, then the
   last record of it. A key whose last row is a deletion has none.
   The three are one number, so that a maximum finds the row: ranking a million wide rows takes five times as long.
   Closes a chain of CTEs: `relation` is the CTE of the source's rows, `columns` what is kept. #}
{% macro latest_revision(relation, key, columns) -%}
numbered_exports as (
  select export_id, row_number() over (order by extracted_at, export_id) as export_no
  from {{ ref('stg_meta__export') }}
),

ordered as (
  select
    {{ relation }}.*,
    cast({{ microseconds(relation ~ '.updated_at') }} as decimal(38, 0)) * 1000000000000000
      + coalesce(numbered_exports.export_no, 0) * cast(10000000000 as decimal(38, 0))
      + {{ relation }}._row as revision
  from {{ relation }}
  left join numbered_exports on {{ relation }}._export_id = numbered_exports.export_id
),

last_revisions as (
  select {{ key }}, max(revision) as revision
  from ordered
  group by {{ key }}
),

latest as (
  select {% for column in columns %}ordered.{{ column }}{{ ', ' if not loop.last }}{% endfor %}
  from ordered
  inner join last_revisions
    on ordered.{{ key }} = last_revisions.{{ key }} and ordered.revision = last_revisions.revision
  where ordered.op <> 'D'
)
{%- endmacro %}

{% macro microseconds(instant) -%}
  {{ return(adapter.dispatch('microseconds', 'bayan')(instant)) }}
{%- endmacro %}

{% macro default__microseconds(instant) -%}
  epoch_us({{ instant }})
{%- endmacro %}

{% macro spark__microseconds(instant) -%}
  unix_micros({{ instant }})
{%- endmacro %}
