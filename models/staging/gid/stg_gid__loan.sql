with source as (
  select * from {{ source('gid', 'emprunt') }}
),

clean as (
  select
    loan_no,
    collectivity_code,
    fiscal_year,
    lender,
    signed_on,
    capital_mad,
    interest_rate,
    opening_mad,
    drawn_mad,
    repaid_mad,
    interest_mad,
    closing_mad,
    {{ is_sample() }} as sample,
    {{ lineage() }}
  from source
)

select * from clean
