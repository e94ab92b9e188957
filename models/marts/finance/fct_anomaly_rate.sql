with lines as (
  select fiscal_year, count(*) as n
  from {{ ref('fct_budget_year') }}
  where direction = 'D' and {{ is_real('chapter', 'nature') }}
  group by 1
),

orders as (
  select fiscal_year, count(*) as n from {{ ref('stg_gid__payment_order') }} where is_ordered group by 1
),

payments as (
  select fiscal_year, count(*) as n from {{ ref('stg_gid__payment') }} group by 1
),

purchases as (
  select fiscal_year, count(*) as n from {{ ref('stg_gid__commitment') }} where is_committed and kind = 'BC' and amount_mad > 0 group by 1
),

councils as (
  select fiscal_year, count(*) as n from {{ ref('fct_finance') }} group by 1
),

checked as (
  select 'over_credit' as rule, fiscal_year, n from lines
  union all
  select 'no_service', fiscal_year, n from orders
  union all
  select 'before_service', fiscal_year, n from orders
  union all
  select 'fast_payment', fiscal_year, n from payments
  union all
  select 'split_purchase', fiscal_year, n from purchases
  union all
  select 'year_end', fiscal_year, n from councils
  union all
  select 'benford', fiscal_year, n from councils
),

found as (
  select rule, fiscal_year, count(*) as n
  from {{ ref('fct_anomaly') }}
  group by 1, 2
),

samples as (
  select coalesce(bool_or(sample), false) as sample from {{ ref('stg_meta__export') }}
),

rates as (
  select
    checked.rule,
    checked.fiscal_year,
    cast(checked.n as bigint) as checked,
    cast(coalesce(found.n, 0) as bigint) as found,
    {{ ratio('coalesce(found.n, 0)', 'checked.n') }} as base_rate,
    samples.sample
  from checked
  left join found on checked.rule = found.rule and checked.fiscal_year = found.fiscal_year
  cross join samples
)

select * from rates
