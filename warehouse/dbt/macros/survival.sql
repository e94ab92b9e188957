{# Kaplan–Meier over groups of files, set at a time.
   `relation` has one row or more per `key` and time: `time_ratio` (the clock in units of the legal limit, so that a limit
   which changes inside a period still compares like with like), `events` (decided then) and `files` (all whose clock ends
   then, decided or not). Times beyond the horizon `tau` must have been put at `tau`, as files and not as events.
   Gives, per key: files, events, and
     on_time_share F = 1 − KM(limit)      on_time_variance, Greenwood's
     known_files   files whose state at the limit is known (neither censored nor withdrawn before it)
     rmst          ∫ KM from 0 to tau     rmst_variance = Σ A(t)² d ÷ (n (n − d)), A(t) = ∫ KM from t to tau
   A file that leaves on the day of a decision was still at risk that day. Beyond the last time KM keeps its value.
   Where no file of a group is lost before the horizon, the curve is the plain share of files decided so far, and both
   variances are those of a share and of a mean: most groups are so, and need no curve.
   `counted`: the sums of survival_sums() by `key`, in one row or more, where adding up parts of groups is less work than
   counting their rows again. #}
{% macro survival_summary(relation, key, limit=1, tau=4, counted=none) %}
(
  with {% if counted is none -%}
  counted as (
    select {{ key }}, {{ survival_sums(limit, tau) }}
    from {{ relation }}
    group by {{ key }}
  ),

  {% endif -%}
  totals as (
    select
      {{ key }},
      {% for name in ['files', 'events', 'in_time', 'known_files', 'lost'] -%}
      sum({{ name }}) as {{ name }},
      {% endfor -%}
      cast(sum(exact_time) as double) as sum_time,
      cast(sum(exact_square) as double) as sum_square
    from {{ counted or 'counted' }}
    group by {{ key }}
  ),

  plain as (
    select
      {{ key }},
      cast(files as bigint) as files,
      cast(events as bigint) as events,
      cast(in_time as double) / files as on_time_share,
      cast(in_time as double) * (files - in_time) / files / files / files as on_time_variance,
      cast(known_files as bigint) as known_files,
      sum_time / files as rmst,
      greatest(0, sum_square / files - (sum_time / files) * (sum_time / files)) / files as rmst_variance
    from totals
    where lost = 0
  ),

  steps as (
    -- As doubles, which hold whole numbers exactly and are added several times as fast as what a sum of integers is.
    select {{ key }}, time_ratio, cast(sum(events) as double) as events, cast(sum(files) as double) as files
    from {{ relation }}
    where {{ key }} in (select {{ key }} from totals where lost > 0)
    group by {{ key }}, time_ratio
  ),

  at_risk as (
    select
      *,
      sum(files) over (
        partition by {{ key }} order by time_ratio rows between current row and unbounded following
      ) as risk
    from steps
  ),

  curve as (
    select
      *,
      {{ survival_at() }} over in_time as double)) end as survival,
      lead(time_ratio) over (partition by {{ key }} order by time_ratio) as next_ratio
    from at_risk
    window in_time as (partition by {{ key }} order by time_ratio rows between unbounded preceding and current row)
  ),

  remaining as (
    select
      *,
      cast(sum({{ exact('survival * (least(coalesce(next_ratio, ' ~ tau ~ '), ' ~ tau ~ ') - least(time_ratio, ' ~ tau ~ '))') }}) over (
        partition by {{ key }} order by time_ratio rows between current row and unbounded following
      ) as double) as area_after
    from curve
  ),

  curved as (
    select
      {{ key }},
      cast(sum(files) as bigint) as files,
      cast(sum(events) as bigint) as events,
      1 - coalesce(min(case when time_ratio <= {{ limit }} then survival end), 1) as on_time_share,
      power(coalesce(min(case when time_ratio <= {{ limit }} then survival end), 1), 2)
        * coalesce({{ exact_sum('case when time_ratio <= ' ~ limit ~ ' and risk > events then ' ~ hazard() ~ ' end') }}, 0) as on_time_variance,
      cast(sum(case when time_ratio < {{ limit }} then events else files end) as bigint) as known_files,
      least(min(time_ratio), {{ tau }}) + max(area_after) as rmst,
      coalesce({{ exact_sum('case when risk > events then area_after * area_after * ' ~ hazard() ~ ' end') }}, 0) as rmst_variance
    from remaining
    group by {{ key }}
  )

  select * from plain
  union all
  select * from curved
)
{% endmacro %}

{# What can be added up of the files of groups: exact, whatever the order. #}
{% macro survival_sums(limit=1, tau=4) -%}
sum(files) as files,
      sum(events) as events,
      sum(case when time_ratio <= {{ limit }} then events else 0 end) as in_time,
      sum(case when time_ratio < {{ limit }} then events else files end) as known_files,
      sum(case when time_ratio < {{ tau }} then files - events else 0 end) as lost,
      sum({{ exact('files * least(time_ratio, ' ~ tau ~ ')') }}) as exact_time,
      sum({{ exact('files * least(time_ratio, ' ~ tau ~ ') * least(time_ratio, ' ~ tau ~ ')') }}) as exact_square
{%- endmacro %}

{# KM just after a time: the product of 1 − d ÷ n so far, summed as logarithms. Where the last ones at risk are decided
   together it is zero, and no time follows. #}
{% macro survival_at() -%}
case when risk = events then 0 else exp(cast(sum({{ exact('case when risk > events and events > 0 then ln(1 - cast(events as double) / risk) else 0 end') }})
{%- endmacro %}

{# Greenwood's term, d ÷ (n (n − d)). #}
{% macro hazard() -%}
cast(events as double) / (cast(risk as double) * (risk - events))
{%- endmacro %}
