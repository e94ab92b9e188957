-- One row per project at the last month covered. EV = physical progress × budget; AC = ordered; SPI = EV ÷ PV;
-- CPI = EV ÷ AC; EAC = budget ÷ CPI.
with projects as (
  select * from {{ ref('stg_prdts__project') }}
),

last_values as (
  select * from {{ ref('int_projects__month') }}
  where is_last
),

places as (
  select
    project_id,
    cast(count(*) as integer) as communes,
    max(case when is_lead then commune_code end) as lead_commune_code
  from {{ ref('int_projects__place') }}
  group by project_id
),

-- What was said last of the works: when, how much of the quantity, and what blocks them.
reported as (
  select
    project_id,
    max(as_of) as reported_on,
    -- The quantity last told, and what held the project back when it last reported: nothing, where it named nothing.
    max_by(qty_done, case when qty_done is not null then as_of end) as qty_done,
    nullif(max_by(coalesce(blocker, ''), as_of), '') as blocker
  from {{ ref('stg_prdts__progress') }}
  group by project_id
),

valued as (
  select
    projects.project_id,
    projects.programme,
    projects.title,
    projects.sector,
    projects.owner,
    projects.plan_year,
    units.region_code,
    units.province_code,
    places.lead_commune_code,
    coalesce(places.communes, 0) as communes,
    projects.budget_mad,
    projects.unit,
    projects.qty_planned,
    projects.start_planned,
    projects.end_planned,
    projects.start_actual,
    projects.end_actual,
    projects.status,
    projects.operational,
    projects.status in ('RECEPTION_PROVISOIRE', 'RECEPTION_DEFINITIVE', 'OPERATIONNEL') as is_finished,
    last_values.physical_ratio,
    last_values.planned_value_mad,
    last_values.earned_value_mad,
    last_values.actual_cost_mad,
    last_values.committed_mad,
    last_values.paid_mad,
    {{ ratio('last_values.earned_value_mad', 'last_values.planned_value_mad') }} as spi,
    {{ ratio('last_values.earned_value_mad', 'last_values.actual_cost_mad') }} as cpi,
    -- Nothing spent yet says nothing of what the rest will cost.
    case when last_values.actual_cost_mad > 0 then
      {{ money(rounded('cast(projects.budget_mad as double) * cast(last_values.actual_cost_mad as double) / nullif(cast(last_values.earned_value_mad as double), 0)', 2)) }}
    end as eac_mad,
    case
      when not last_values.has_baseline then 'no_data'
      when last_values.planned_value_mad = 0 then 'zero_denominator'
    end as spi_reason,
    case
      when not last_values.has_statement then 'no_data'
      when last_values.actual_cost_mad = 0 then 'zero_denominator'
    end as cpi_reason,
    last_values.earned_days,
    -- Time taken so far, or in all: from the planned start to the last month, or to the end.
    cast(case
      when projects.end_actual is not null then {{ days_between('projects.start_planned', 'projects.end_actual') }}
      when last_values.month_start is not null then greatest(0, {{ days_between('projects.start_planned', 'last_day(last_values.month_start)') }})
    end as integer) as elapsed_days,
    cast(case
      when projects.end_actual is not null then {{ days_between('projects.end_planned', 'projects.end_actual') }}
      when projects.status <> 'ABANDONNE' then last_values.slip_days
    end as integer) as slip_days,
    reported.reported_on,
    reported.qty_done,
    case when projects.end_actual is null then reported.blocker end as blocker,
    first_use.in_use_on,
    cast(case
      when first_use.in_use_on >= projects.end_actual then {{ days_between('projects.end_actual', 'first_use.in_use_on') }}
    end as integer) as use_days,
    projects.lon,
    projects.lat,
    projects.sample
  from projects
  left join last_values on projects.project_id = last_values.project_id
  left join places on projects.project_id = places.project_id
  left join {{ ref('stg_ref__unit') }} as units
    on places.lead_commune_code = units.code and units.is_current
  left join reported on projects.project_id = reported.project_id
  left join {{ ref('stg_prdts__first_use') }} as first_use on projects.project_id = first_use.project_id
),

indexed as (
  select
    *,
    -- At the end of works the plan has earned all it can: earned schedule still tells late from early (Lipke).
    {{ ratio('earned_days', 'elapsed_days') }} as spi_t,
    case when is_finished then {{ money(rounded("cast(actual_cost_mad as double) / nullif(cast(qty_done as double), 0)", 2)) }} end as unit_cost_mad
  from valued
)

select * from indexed
