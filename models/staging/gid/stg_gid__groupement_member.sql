with source as (
  select * from {{ source('gid', 'groupement_member') }}
),

clean as (
  select
    groupement_code,
    collectivity_code,
    valid_from,
    valid_to,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
