-- Chances of each project under way, from what became of projects that stood alike: at the same stage of their plan and
-- with the same forecast of their end (or the same cost index), among all projects, then those of its sector and size,
-- then those of its region too, each drawn towards the wider class by three hundred projects of it. Nothing is assumed of what a
-- chance looks like: it is the share of them that ended in time (or in budget).
-- `forecast_as_of` makes the forecasts of a past day from what was known then: test/bench/forecast.ts holds them to what came.
{% set as_of = var('forecast_as_of', none) -%}
{% set weight = 300 -%}
with last_day as (
  select
    {% if as_of is none %}max(month_start){% else %}max(cast('{{ as_of }}' as date)){% endif %} as month_start
  from {{ ref('int_projects__month') }}
),

projects as (
  select
    projects.*,
    case when budget_mad < 1500000 then 'S' when budget_mad < 5000000 then 'M' else 'L' end as size,
    -- Known of the end by the last day: that it came, or that its planned day is past.
    end_actual <= last_day(last_day.month_start) as has_ended,
    coalesce(end_actual, date '9999-12-31') <= last_day(last_day.month_start) or end_planned <= last_day(last_day.month_start) as is_judged,
    coalesce(end_actual, date '9999-12-31') <= end_planned as was_on_time,
    actual_cost_mad <= budget_mad as was_in_budget
  from {{ ref('fct_project') }} as projects
  cross join last_day
),

stood as (
  select
    months.project_id,
    months.month_start,
    months.month_start = last_day.month_start as is_now,
    projects.sector,
    coalesce(projects.region_code, '') as region_code,
    projects.size,
    projects.has_ended,
    projects.is_judged,
    projects.was_on_time,
    projects.was_in_budget,
    projects.end_planned,
    months.slip_days,
    case when projects.has_ended then {{ days_between('projects.end_planned', 'projects.end_actual') }} end as true_slip_days,
    case
      when months.actual_cost_mad > 0 and months.earned_value_mad > 0
        then cast(projects.budget_mad as double) * cast(months.actual_cost_mad as double) / cast(months.earned_value_mad as double)
    end as eac,
    cast(projects.actual_cost_mad as double) as true_cost,
    case
      when coalesce(months.earned_days, 0) = 0 or months.planned_days <= 0 then 0
      when months.earned_days < 0.1 * months.planned_days then 1
      when months.earned_days < 0.25 * months.planned_days then 2
      when months.earned_days < 0.5 * months.planned_days then 3
      else 4
    end as stage,
    case
      when months.slip_days is null then 9
      when months.slip_days <= -45 then 0 when months.slip_days <= -20 then 1 when months.slip_days <= -8 then 2
      when months.slip_days <= 0 then 3 when months.slip_days <= 8 then 4 when months.slip_days <= 20 then 5
      when months.slip_days <= 45 then 6 when months.slip_days <= 90 then 7 else 8
    end as slip_band,
    case
      when months.actual_cost_mad <= 0 or months.earned_value_mad <= 0 then 9
      when months.earned_value_mad < 0.95 * months.actual_cost_mad then 0
      when months.earned_value_mad < months.actual_cost_mad then 1
      when months.earned_value_mad < 1.03 * months.actual_cost_mad then 2
      when months.earned_value_mad < 1.06 * months.actual_cost_mad then 3
      when months.earned_value_mad < 1.1 * months.actual_cost_mad then 4
      else 5
    end as cost_band,
    months.sample
  from {{ ref('int_projects__month') }} as months
  inner join projects on months.project_id = projects.project_id
  cross join last_day
  where months.is_live and months.month_start <= last_day.month_start
),

{# Share of a class that met its target, drawn towards the class around it. A project weighs by the months that it stood
   there, since a project that is late stands there longer and is met there more often. Three hundred projects of the usual
   number of months are what the wider class weighs. -#}
{% for name, known, met, band in [('time', 'is_judged', 'was_on_time', 'slip_band'), ('cost', 'has_ended', 'was_in_budget', 'cost_band')] -%}
{{ name }}_past as (
  select
    project_id, sector, size, region_code, stage, {{ band }} as band,
    max(case when {{ met }} then 1 else 0 end) as met,
    cast(count(*) as double) as months
  from stood
  where {{ known }}
  group by project_id, sector, size, region_code, stage, {{ band }}
),

{{ name }}_all as (
  select stage, band, sum(met * months) / sum(months) as p
  from {{ name }}_past
  group by stage, band
),

{{ name }}_class as (
  select
    past.sector, past.size, past.stage, past.band,
    (sum(past.met * past.months) / sum(past.months) * count(*) + {{ weight }} * max(wide.p)) / (count(*) + {{ weight }}) as p
  from {{ name }}_past as past
  inner join {{ name }}_all as wide on past.stage = wide.stage and past.band = wide.band
  group by past.sector, past.size, past.stage, past.band
),

{{ name }}_place as (
  select
    past.sector, past.size, past.region_code, past.stage, past.band,
    (sum(past.met * past.months) / sum(past.months) * count(*) + {{ weight }} * max(wide.p)) / (count(*) + {{ weight }}) as p
  from {{ name }}_past as past
  inner join {{ name }}_class as wide
    on past.sector = wide.sector and past.size = wide.size and past.stage = wide.stage and past.band = wide.band
  group by past.sector, past.size, past.region_code, past.stage, past.band
),

{% endfor -%}
-- How far forecasts made at each stage fell from what came: the middle eight tenths of them.
errors as (
  select
    stage,
    cast(count(distinct project_id) as integer) as reference_projects,
    percentile_cont(0.1) within group (order by cast(true_slip_days - slip_days as double)) as slip_low,
    percentile_cont(0.9) within group (order by cast(true_slip_days - slip_days as double)) as slip_high,
    percentile_cont(0.1) within group (order by true_cost / eac) as cost_low,
    percentile_cont(0.5) within group (order by true_cost / eac) as cost_middle,
    percentile_cont(0.9) within group (order by true_cost / eac) as cost_high
  from stood
  where has_ended
  group by stage
),

forecast as (
  select
    stood.project_id,
    projects.programme,
    projects.sector,
    projects.region_code,
    projects.province_code,
    projects.lead_commune_code,
    projects.size,
    stood.month_start,
    stood.stage,
    stood.slip_days,
    cast({{ rounded('stood.slip_days + errors.slip_low', 0) }} as integer) as slip_low_days,
    cast({{ rounded('stood.slip_days + errors.slip_high', 0) }} as integer) as slip_high_days,
    {{ add_days('projects.end_planned', 'stood.slip_days') }} as end_forecast,
    case
      when projects.end_planned <= last_day(stood.month_start) then 0.0
      else {{ rounded('cast(coalesce(time_place.p, time_class.p, time_all.p) as double)', 4) }}
    end as chance_on_time,
    {{ rounded('cast(coalesce(cost_place.p, cost_class.p, cost_all.p) as double)', 4) }} as chance_in_budget,
    -- Budget ÷ CPI, corrected by how far it fell from what came of projects at the same stage.
    {{ money(rounded('stood.eac * errors.cost_middle', 2)) }} as eac_mad,
    {{ money(rounded('stood.eac * errors.cost_low', 2)) }} as eac_low_mad,
    {{ money(rounded('stood.eac * errors.cost_high', 2)) }} as eac_high_mad,
    coalesce(errors.reference_projects, 0) as reference_projects,
    stood.sample
  from stood
  inner join projects on stood.project_id = projects.project_id
  left join errors on stood.stage = errors.stage
  {% for name, band in [('time', 'slip_band'), ('cost', 'cost_band')] -%}
  left join {{ name }}_all on stood.stage = {{ name }}_all.stage and stood.{{ band }} = {{ name }}_all.band
  left join {{ name }}_class
    on stood.sector = {{ name }}_class.sector and stood.size = {{ name }}_class.size
    and stood.stage = {{ name }}_class.stage and stood.{{ band }} = {{ name }}_class.band
  left join {{ name }}_place
    on stood.sector = {{ name }}_place.sector and stood.size = {{ name }}_place.size
    and stood.region_code = {{ name }}_place.region_code
    and stood.stage = {{ name }}_place.stage and stood.{{ band }} = {{ name }}_place.band
  {% endfor -%}
  where stood.is_now
    {% if as_of is none -%}
    and projects.status <> 'ABANDONNE'
    {%- endif %}
)

select * from forecast
