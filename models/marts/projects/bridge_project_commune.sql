-- A project's share in each of its communes: equal, the lead one taking what rounding leaves, so that shares add up to
-- one and a project of three communes is counted once.
with places as (
  select
    *,
    count(*) over (partition by project_id) as communes
  from {{ ref('int_projects__place') }}
),

shares as (
  select
    project_id,
    commune_code,
    is_lead,
    cast(case
      when is_lead then 1 - (communes - 1) * cast(round(1.0 / communes, 6) as decimal(9, 6))
      else round(1.0 / communes, 6)
    end as decimal(9, 6)) as share,
    sample
  from places
)

select * from shares
