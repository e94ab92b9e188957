-- Cumulated to the end of each month: never added over months. What a project is stands beside, to cut by.
with months as (
  select
    months.project_id,
    months.month_start,
    projects.programme,
    projects.sector,
    projects.plan_year,
    projects.region_code,
    projects.province_code,
    projects.lead_commune_code,
    projects.budget_mad,
    months.physical_ratio,
    months.planned_value_mad,
    months.earned_value_mad,
    months.actual_cost_mad,
    months.committed_mad,
    months.paid_mad,
    months.earned_days,
    months.slip_days,
    months.sure_slip_days,
    months.sample
  from {{ ref('int_projects__month') }} as months
  inner join {{ ref('fct_project') }} as projects on months.project_id = projects.project_id
)

select * from months
