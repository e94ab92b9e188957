with source as (
  select * from {{ source('gir', 'quittance') }}
),

clean as (
  select
    receipt_no,
    regie_id,
    receipt_order_no,
    collectivity_code,
    fiscal_year,
    line_code,
    amount_mad,
    collected_at,
    method,
    cancelled,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
