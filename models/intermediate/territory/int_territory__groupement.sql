with groupements as (
  select * from {{ ref('stg_gid__groupement') }}
),

provinces as (
  select code, region_code
  from {{ ref('stg_ref__unit') }}
  where level = 'province' and is_current
),

members as (
  select groupement_code, min(valid_from) as valid_from
  from {{ ref('stg_gid__groupement_member') }}
  group by groupement_code
),

placed as (
  select
    groupements.groupement_code as code,
    groupements.name_fr,
    groupements.name_ar,
    groupements.province_code,
    provinces.region_code,
    coalesce(members.valid_from, date '2021-01-01') as valid_from,
    groupements.sample
  from groupements
  left join provinces on groupements.province_code = provinces.code
  left join members on groupements.groupement_code = members.groupement_code
)

select * from placed
