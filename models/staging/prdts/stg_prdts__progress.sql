with source as (
  select * from {{ source('prdts', 'progress') }}
),

clean as (
  select
    project_id,
    as_of,
    physical_ratio,
    qty_done,
    committed_mad,
    ordered_mad,
    paid_mad,
    status,
    blocker,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
