-- Planned, earned and spent value of each project, cumulated, at the end of each month from its first to the last one
-- covered. Between two statements the last one stands; a finished project stays where it ended, so that the sum over
-- projects never falls because some are done.
with projects as (
  select * from {{ ref('stg_prdts__project') }}
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
    max_by(physical_ratio, as_of) as physical_ratio,
    max_by(ordered_mad, as_of) as ordered_mad,
    max_by(committed_mad, as_of) as committed_mad,
    max_by(paid_mad, as_of) as paid_mad
  from {{ ref('stg_prdts__progress') }}
  group by project_id, {{ month_start('as_of') }}
),

statements as (
  select
    *,
    coalesce(lead(from_month) over (partition by project_id order by from_month), date '9999-12-01') as until_month
  from monthly
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
    projects.budget_mad,
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
    {{ money('coalesce(statements.physical_ratio, 0) * months.budget_mad') }} as earned_value_mad,
    {{ money('coalesce(statements.ordered_mad, 0)') }} as actual_cost_mad,
    {{ money('coalesce(statements.committed_mad, 0)') }} as committed_mad,
    {{ money('coalesce(statements.paid_mad, 0)') }} as paid_mad,
    months.sample
  from months
  left join plans
    on months.project_id = plans.project_id
    and months.month_start >= plans.from_month and months.month_start < plans.until_month
  left join statements
    on months.project_id = statements.project_id
    and months.month_start >= statements.from_month and months.month_start < statements.until_month
)

select * from valued
