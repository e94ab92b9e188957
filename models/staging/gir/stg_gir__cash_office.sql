with source as (
  select * from {{ source('gir', 'regie') }}
),

clean as (
  select
    regie_id,
    collectivity_code,
    kind,
    opened_on,
    closed_on,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
