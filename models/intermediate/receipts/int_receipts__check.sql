{{ config(**by_year_onwards()) }}

with checks as (
  {{ orphans('receipt_without_order', ref('stg_gir__receipt'), 'receipt_order_no', ref('stg_gir__receipt_order')) }}
  union all
  {{ orphans('reduction_without_order', ref('stg_gir__reduction'), 'receipt_order_no', ref('stg_gir__receipt_order')) }}
  union all
  {{ repeated('receipt_order_repeated', ref('stg_gir__receipt_order'), 'receipt_order_no') }}
  union all
  {{ repeated('receipt_repeated', ref('stg_gir__receipt'), 'receipt_no') }}
),

-- RAR_N = RAR_N−1 + raised − reduced − collected: what the statement of a closed year says must follow from it.
identity as (
  select
    'outstanding_identity' as name,
    fiscal_year,
    count(*) as rows_checked,
    count(case
      when closing_outstanding_mad <> opening_outstanding_mad + raised_mad - reduced_mad - collected_mad then 1
    end) as rows_found,
    bool_or(sample) as sample
  from {{ ref('fct_receipts_year') }}
  where closing_outstanding_mad is not null and {{ in_years_onwards() }}
    -- The first year that has a statement has no opening balance to follow from.
    and fiscal_year - 1 in (select fiscal_year from {{ ref('fct_outstanding') }})
  group by fiscal_year
),

joined as (
  select * from checks
  union all
  select * from identity
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
