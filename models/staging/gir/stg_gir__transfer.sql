with source as (
  select * from {{ source('gir', 'versement') }}
),

clean as (
  select
    transfer_no,
    regie_id,
    collectivity_code,
    amount_mad,
    transferred_on,
    gap_mad,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
