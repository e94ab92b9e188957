{{ config(**by_year_onwards()) }}

-- Apart from the checks of commitments: a file of commitments leaves these as they are.
with checks as (
  {{ orphans('payment_without_order', ref('stg_gid__payment'), 'order_no', ref('stg_gid__payment_order')) }}
  union all
  {{ orphans('release_without_authorisation', ref('stg_gid__fund_release'), 'act_no', ref('stg_gid__authorisation')) }}
  union all
  {{ repeated('order_repeated', ref('stg_gid__payment_order'), 'order_no') }}
  union all
  {{ repeated('payment_repeated', ref('stg_gid__payment'), 'payment_no') }}
),

counted as (
  select
    name,
    fiscal_year,
    cast(rows_checked as bigint) as rows_checked,
    cast(rows_found as bigint) as rows_found,
    sample
  from checks
)

select * from counted
