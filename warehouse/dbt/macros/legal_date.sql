{# The day of an instant (UTC) in the law's calendar, Africa/Casablanca.
   Its offset is +1, or 0 in Ramadan: before 23:00 UTC the day is the same either way, and asking the time zone
   tables for the last hour alone takes a fifth of the time. #}
{% macro legal_date(instant) -%}
  case
    when {{ instant }} is null then null
    when hour({{ instant }}) < 23 then cast({{ instant }} as date)
    else {{ adapter.dispatch('casablanca_date', 'bayan')(instant) }}
  end
{%- endmacro %}

{% macro default__casablanca_date(instant) -%}
  cast(timezone('Africa/Casablanca', timezone('UTC', {{ instant }})) as date)
{%- endmacro %}

{% macro spark__casablanca_date(instant) -%}
  cast(from_utc_timestamp({{ instant }}, 'Africa/Casablanca') as date)
{%- endmacro %}

{# The days that a table's exports cover, from their periods: `covered_until` is what a file still open is censored at.
   Never the wall clock, so that the same exports give the same figures on any day. For staging models alone: they are
   made anew when an export of theirs comes, and not when any other does. #}
{% macro covered_days(system, table) -%}
  select
    min(make_date(
      cast(substr(period, 1, 4) as integer),
      case when length(period) = 7 then cast(substr(period, 6, 2) as integer) else 1 end,
      1
    )) as covered_from,
    max(last_day(make_date(
      cast(substr(period, 1, 4) as integer),
      case when length(period) = 7 then cast(substr(period, 6, 2) as integer) else 12 end,
      1
    ))) as covered_until
  from {{ ref('stg_meta__export') }}
  where system = '{{ system }}' and table_name = '{{ table }}' and length(period) in (4, 7)
{%- endmacro %}

{% macro quarter_start(day) -%}
  cast(date_trunc('quarter', {{ day }}) as date)
{%- endmacro %}

{# 2026-Q3 #}
{% macro quarter_name(day) -%}
  concat(cast(year({{ day }}) as string), '-Q', cast(quarter({{ day }}) as string))
{%- endmacro %}

{# Quarters counted from year 0, so that the twelve months before a quarter are three steps of one. #}
{% macro quarter_no(day) -%}
  (year({{ day }}) * 4 + quarter({{ day }}) - 1)
{%- endmacro %}
