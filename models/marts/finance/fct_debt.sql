-- What each council owes on each of its loans, year by year.
with loans as (
  select * from {{ ref('stg_gid__loan') }}
),

collectivities as (
  select collectivity_code, collectivity_type from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

debt as (
  select
    loans.loan_no,
    loans.collectivity_code,
    collectivities.collectivity_type,
    loans.fiscal_year,
    loans.lender,
    loans.signed_on,
    loans.capital_mad,
    loans.interest_rate,
    loans.opening_mad,
    loans.drawn_mad,
    loans.repaid_mad,
    loans.interest_mad,
    loans.closing_mad,
    loans.sample
  from loans
  inner join collectivities on loans.collectivity_code = collectivities.collectivity_code
)

select * from debt
