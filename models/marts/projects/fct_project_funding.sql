-- Who funds each project. A funding of a project that is not known has no place: meta_check_services counts it.
-- The follow-up says what is committed of the whole project, not of each funder's part: each is given the share that it
-- promised, cut at cumulated bounds, so that the parts add up to the project's commitments to the centime.
with funding as (
  select
    *,
    sum(committed_mad) over (partition by project_id order by funder) as promised_upto,
    sum(committed_mad) over (partition by project_id) as promised_all
  from {{ ref('stg_prdts__funding') }}
),

-- A bound is read from both of its sides: what lies before it is taken off as a decimal, so that both are the same number.
{% set upto -%}
  {{ money(rounded('cast(projects.committed_mad as double) * (cast(funding.promised_upto as double) / cast(funding.promised_all as double))', 2)) }}
{%- endset -%}
{% set before -%}
  {{ money(rounded('cast(projects.committed_mad as double) * (cast(funding.promised_upto - funding.committed_mad as double) / cast(funding.promised_all as double))', 2)) }}
{%- endset -%}
shared as (
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
    case when funding.promised_all > 0 then
      {{ money(upto ~ ' - ' ~ before) }}
    end as engaged_mad,
    funding.sample
  from funding
  inner join {{ ref('fct_project') }} as projects on funding.project_id = projects.project_id
)

select * from shared
