with source as (
  select * from {{ source('gir', 'reduction') }}
),

clean as (
  select
    reduction_no,
    receipt_order_no,
    collectivity_code,
    fiscal_year,
    line_code,
    kind,
    amount_mad,
    reduced_on,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
