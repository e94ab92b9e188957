with source as (
  select * from {{ source('gid', 'paiement') }}
),

clean as (
  select
    payment_no,
    order_no,
    collectivity_code,
    fiscal_year,
    budget_id,
    line_code,
    amount_mad,
    service_done_on,
    paid_on,
    method,
    late_interest_mad,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
