with source as (
  select * from {{ source('gid', 'budget_line') }}
),

clean as (
  select
    collectivity_code,
    fiscal_year,
    budget_id,
    line_code,
    credit_initial_mad,
    credit_carried_mad,
    credit_transfer_mad,
    credit_amendment_mad,
    credit_final_mad,
    voted_on,
    transmitted_on,
    approved_on,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
