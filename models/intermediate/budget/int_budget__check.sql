{{ config(**by_year_onwards()) }}

with checks as (
  {{ orphans('order_without_commitment', ref('stg_gid__payment_order'), 'commitment_no', ref('stg_gid__commitment')) }}
  union all
  {{ orphans('commitment_without_authorisation', ref('stg_gid__commitment'), 'act_no', ref('stg_gid__authorisation')) }}
  union all
  {{ repeated('commitment_repeated', ref('stg_gid__commitment'), 'commitment_no') }}
),

-- Spending on a line that no budget opened has no credit to be compared with.
lines as (
  select
    'spending_without_credit' as name,
    fiscal_year,
    count(*) as rows_checked,
    count(case when credit_final_mad = 0 and (committed_mad <> 0 or ordered_mad <> 0) then 1 end) as rows_found,
    bool_or(sample) as sample
  from {{ ref('fct_budget_year') }}
  where direction = 'D' and {{ in_years_onwards() }}
  group by fiscal_year
),

overspent as (
  select
    'commitment_over_credit' as name,
    fiscal_year,
    count(*) as rows_checked,
    count(case when credit_final_mad > 0 and committed_mad > credit_final_mad then 1 end) as rows_found,
    bool_or(sample) as sample
  from {{ ref('fct_budget_year') }}
  where direction = 'D' and {{ in_years_onwards() }}
  group by fiscal_year
),

joined as (
  select * from checks
  union all
  select * from lines
  union all
  select * from overspent
),

counted as (
  select
    name,
    fiscal_year,
    cast(rows_checked as bigint) as rows_checked,
    cast(rows_found as bigint) as rows_found,
    sample
  from joined
)

select * from counted
