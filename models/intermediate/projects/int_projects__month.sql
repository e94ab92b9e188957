-- Planned, earned and spent value of each project, cumulated, at the end of each month from its first to the last one
-- covered. Between two statements the last one stands; a finished project stays where it ended, so that the sum over
-- projects never falls because some are done.
with projects as (
  select
    *,
    {{ days_between('start_planned', 'end_planned') }} as planned_days,
    -- From the month that it was to start in to the one before its end, or to no end.
    {{ month_start('start_planned') }} as first_live,
    coalesce({{ month_start('end_actual') }}, date '9999-12-01') as last_live
  from {{ ref('stg_prdts__project') }}
),

plans as (
  select
    project_id,
    month_start as from_month,
    coalesce(lead(month_start) over (partition by project_id order by month_start), date '9999-12-01') as until_month,
    planned_value_mad
  from {{ ref('stg_prdts__baseline') }}
),

monthly as (
  select
    project_id,
    {{ month_start('as_of') }} as from_month,
    max_by(status, as_of) = 'ARRET' as is_stopped,
    max_by(physical_ratio, as_of) as physical_ratio,
    max_by(ordered_mad, as_of) as ordered_mad,
    max_by(committed_mad, as_of) as committed_mad,
    max_by(paid_mad, as_of) as paid_mad
  from {{ ref('stg_prdts__progress') }}
  group by project_id, {{ month_start('as_of') }}
),

stated as (
  select
    monthly.*,
    {{ money('monthly.physical_ratio * projects.budget_mad') }} as earned_value_mad,
    coalesce(lead(monthly.from_month) over (partition by monthly.project_id order by monthly.from_month), date '9999-12-01') as until_month
  from monthly
  inner join projects on monthly.project_id = projects.project_id
),

steps as (
  select
    project_id,
    month_start,
    planned_value_mad,
    coalesce(lag(planned_value_mad) over (partition by project_id order by month_start), 0) as before_mad
  from {{ ref('stg_prdts__baseline') }}
),

planned as (
  select distinct project_id from steps
),

-- The first month of the plan that asks for more than was earned: what was earned was due within it.
reached as (
  select
    stated.project_id,
    stated.from_month,
    min(steps.month_start) as plan_month,
    min_by(steps.planned_value_mad, steps.month_start) as planned_value_mad,
    min_by(steps.before_mad, steps.month_start) as before_mad
  from stated
  inner join steps on stated.project_id = steps.project_id and steps.planned_value_mad > stated.earned_value_mad
  group by stated.project_id, stated.from_month
),

reached_days as (
  select
    reached.*,
    greatest(reached.plan_month, projects.start_planned) as first_day,
    case
      when projects.end_planned > reached.plan_month and projects.end_planned <= last_day(reached.plan_month) then projects.end_planned
      else {{ add_days('last_day(reached.plan_month)', 1) }}
    end as last_day_after
  from reached
  inner join projects on reached.project_id = projects.project_id
),

-- Earned schedule (Lipke): how far into the plan, in days from its start, what is earned was to be earned.
statements as (
  select
    stated.*,
    case
      when planned.project_id is null then null
      when stated.earned_value_mad = 0 then cast(0 as double)
      when reached_days.plan_month is null then cast(projects.planned_days as double)
      {% set reached -%}
        {{ days_between('projects.start_planned', 'reached_days.first_day') }}
        + cast(stated.earned_value_mad - reached_days.before_mad as double)
          / cast(reached_days.planned_value_mad - reached_days.before_mad as double)
          * {{ days_between('reached_days.first_day', 'reached_days.last_day_after') }}
      {%- endset -%}
      else {{ rounded(reached, 1) }}
    end as earned_days
  from stated
  inner join projects on stated.project_id = projects.project_id
  left join planned on stated.project_id = planned.project_id
  left join reached_days on stated.project_id = reached_days.project_id and stated.from_month = reached_days.from_month
),

last_month as (
  select {{ month_start('covered_until') }} as last_month
  from {{ ref('stg_prdts__coverage') }}
),

firsts as (
  select project_id, min(from_month) as first_month
  from (
    select project_id, from_month from plans
    union all
    select project_id, from_month from monthly
    union all
    select project_id, {{ month_start('start_planned') }} from projects
  ) as seen
  group by project_id
),

months as (
  select
    projects.project_id,
    spine.month_start,
    spine.month_start = last_month.last_month as is_last,
    spine.month_start >= projects.first_live and spine.month_start < projects.last_live as is_live,
    projects.start_planned,
    projects.end_planned,
    projects.start_actual,
    projects.planned_days,
    projects.sample
  from projects
  inner join firsts on projects.project_id = firsts.project_id
  cross join last_month
  -- A project that starts after the last month covered stands in that month, at nothing planned and nothing done.
  inner join (select distinct month_start from {{ ref('time_spine') }}) as spine
    on spine.month_start between least(firsts.first_month, last_month.last_month) and last_month.last_month
),

valued as (
  select
    months.project_id,
    months.month_start,
    months.is_last,
    plans.project_id is not null as has_baseline,
    statements.project_id is not null as has_statement,
    {{ money('coalesce(plans.planned_value_mad, 0)') }} as planned_value_mad,
    cast(coalesce(statements.physical_ratio, 0) as decimal(9, 6)) as physical_ratio,
    {{ money('coalesce(statements.earned_value_mad, 0)') }} as earned_value_mad,
    {{ money('coalesce(statements.ordered_mad, 0)') }} as actual_cost_mad,
    {{ money('coalesce(statements.committed_mad, 0)') }} as committed_mad,
    {{ money('coalesce(statements.paid_mad, 0)') }} as paid_mad,
    coalesce(statements.earned_days, case when plans.project_id is not null then cast(0 as double) end) as earned_days,
    statements.is_stopped,
    months.is_live,
    months.start_planned,
    months.end_planned,
    months.start_actual,
    months.planned_days,
    months.sample
  from months
  left join plans
    on months.project_id = plans.project_id
    and months.month_start >= plans.from_month and months.month_start < plans.until_month
  left join statements
    on months.project_id = statements.project_id
    and months.month_start >= statements.from_month and months.month_start < statements.until_month
),

-- The end that the pace so far leads to, in days after the planned one. Works that have not begun take the time planned
-- for them, from today; those that have, the time worked so far over the share of the plan that it earned. Of the first
-- twenty-fifth of a plan nothing is read.
paced as (
  select
    *,
    case
      when not is_live then null
      when start_actual is null or start_actual > last_day(month_start) then {{ days_between('start_planned', 'last_day(month_start)') }}
      {% set slip -%}
        {{ days_between('end_planned', 'start_actual') }}
        + {{ days_between('start_actual', 'last_day(month_start)') }} * cast(planned_days as double) / earned_days
      {%- endset -%}
      when earned_days >= 0.04 * planned_days and planned_days > 0 then {{ rounded(slip, 0) }}
    end as pace_slip_days
  from valued
),

-- What of it can be said early without crying wolf: less for a pace read on little work, less while works are stopped.
forecast as (
  select
    project_id,
    month_start,
    is_last,
    has_baseline,
    has_statement,
    planned_value_mad,
    physical_ratio,
    earned_value_mad,
    actual_cost_mad,
    committed_mad,
    paid_mad,
    is_live,
    planned_days,
    earned_days,
    -- least() passes over null on one engine: what is not known stays so.
    cast(case when pace_slip_days is not null then least(pace_slip_days, 3650) end as integer) as slip_days,
    -- Rounded by name: a cast of a double to a whole number cuts on one engine and rounds on the other.
    cast(round(case
      when pace_slip_days is null then null
      when start_actual is null or start_actual > last_day(month_start) then least(pace_slip_days, 3650)
      else least(
        pace_slip_days
        - 1000 * greatest(0, 0.15 - earned_days / cast(planned_days as double))
        - case when is_stopped then 60 else 0 end, 3650)
    end) as integer) as sure_slip_days,
    sample
  from paced
)

select * from forecast
