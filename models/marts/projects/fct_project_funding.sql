-- Who funds each project. A funding of a project that is not known has no place: meta_check_services counts it.
with funding as (
  select
    funding.project_id,
    funding.funder,
    projects.programme,
    projects.sector,
    projects.plan_year,
    projects.start_planned,
    projects.lead_commune_code,
    funding.committed_mad,
    funding.paid_mad,
    funding.sample
  from {{ ref('stg_prdts__funding') }} as funding
  inner join {{ ref('fct_project') }} as projects on funding.project_id = projects.project_id
)

select * from funding
