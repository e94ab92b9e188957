-- Who funds each project. A funding of a project that is not known has no place: meta_check_services counts it.
-- The follow-up says what is committed of the whole project, not of each funder's part: each is given the share that it
-- promised, cut at cumulated bounds, so that the parts add up to the project's commitments to the centime.
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
    cast(projects.committed_mad as double) as project_engaged_mad,
    cast(sum(funding.committed_mad) over (partition by funding.project_id order by funding.funder) as double) as promised_upto,
    cast(sum(funding.committed_mad) over (partition by funding.project_id) as double) as promised_all,
    funding.sample
  from {{ ref('stg_prdts__funding') }} as funding
  inner join {{ ref('fct_project') }} as projects on funding.project_id = projects.project_id
),

shared as (
  select
    project_id,
    funder,
    programme,
    sector,
    plan_year,
    start_planned,
    lead_commune_code,
    committed_mad,
    paid_mad,
    case
      when promised_all > 0 then
        {{ money('project_engaged_mad * (promised_upto / promised_all)') }}
        - {{ money('project_engaged_mad * ((promised_upto - cast(committed_mad as double)) / promised_all)') }}
    end as engaged_mad,
    sample
  from funding
)

select
  project_id,
  funder,
  programme,
  sector,
  plan_year,
  start_planned,
  lead_commune_code,
  committed_mad,
  paid_mad,
  {{ money('engaged_mad') }} as engaged_mad,
  sample
from shared
