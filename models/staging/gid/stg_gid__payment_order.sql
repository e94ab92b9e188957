with source as (
  select * from {{ source('gid', 'mandat') }}
),

clean as (
  select
    order_no,
    commitment_no,
    collectivity_code,
    fiscal_year,
    budget_id,
    line_code,
    gross_mad,
    withheld_mad,
    net_mad,
    service_done_on,
    ordered_on,
    received_on,
    approved_on,
    status,
    status in ('VISE', 'PAYE') as is_ordered,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
