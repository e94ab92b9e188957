with source as (
  select * from {{ source('gid', 'groupement') }}
),

clean as (
  select
    code as groupement_code,
    name_fr,
    name_ar,
    province_code,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
