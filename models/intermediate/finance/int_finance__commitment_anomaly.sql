{{ config(**by_reached_year()) }}

-- What looks odd in commitments, and in orders for what they were committed for, for fct_anomaly. An order may name a
-- commitment of another year.
{% set ceiling = var('purchase_order_ceiling_mad') %}
{% do reach([
  "select fiscal_year from " ~ ref('stg_gid__payment_order') ~ " where is_ordered and service_done_on is null and not " ~ in_years()
    ~ " and commitment_no in (select commitment_no from " ~ ref('stg_gid__commitment') ~ " where " ~ in_years() ~ ")",
]) %}

with commitments as (
  select commitment_no, collectivity_code, fiscal_year, line_code, kind, supplier_key, amount_mad, committed_on, sample
  from {{ ref('stg_gid__commitment') }}
  where is_committed and amount_mad > 0 and {{ in_reached_years() }}
),

bought as (
  select commitment_no, fiscal_year
  from {{ ref('stg_gid__commitment') }}
  where is_committed and amount_mad > 0 and kind in ('MARCHE', 'BC', 'CONVENTION')
    {%- if reached_years() %}
    and commitment_no in (
      select commitment_no from {{ ref('stg_gid__payment_order') }}
      where is_ordered and service_done_on is null and {{ in_reached_years() }}
    )
    {%- endif %}
),

no_service as (
  select 'no_service' as rule, orders.collectivity_code, orders.fiscal_year, orders.order_no as subject, orders.gross_mad as amount_mad,
    cast(null as double) as measure, orders.sample,
    least(orders.fiscal_year, bought.fiscal_year) as first_year,
    greatest(orders.fiscal_year, bought.fiscal_year) as last_year
  from {{ ref('stg_gid__payment_order') }} as orders
  inner join bought on orders.commitment_no = bought.commitment_no
  where orders.is_ordered and orders.service_done_on is null and {{ in_reached_years('orders.fiscal_year') }}
),

-- Purchase orders of one supplier on one line within a month, each under the ceiling and past it together.
split as (
  select 'split_purchase' as rule, collectivity_code, fiscal_year,
    concat(line_code, ' ', substr(supplier_key, 1, 12), ' ', cast({{ month_start('committed_on') }} as string)) as subject,
    {{ sum_money('amount_mad') }} as amount_mad,
    cast(count(*) as double) as measure,
    bool_or(sample) as sample,
    fiscal_year as first_year,
    fiscal_year as last_year
  from commitments
  where kind = 'BC' and supplier_key is not null and amount_mad <= {{ ceiling }}
  group by collectivity_code, fiscal_year, line_code, supplier_key, {{ month_start('committed_on') }}
  having count(*) >= 2 and sum(amount_mad) > {{ ceiling }}
),

digits as (
  select collectivity_code, fiscal_year, cast(substr(cast(cast(floor(amount_mad) as bigint) as string), 1, 1) as integer) as digit,
    count(*) as n, bool_or(sample) as sample
  from commitments
  where amount_mad >= 1
  group by 1, 2, 3
),

counted as (
  select collectivity_code, fiscal_year, sum(n) as total, bool_or(sample) as sample
  from digits
  group by 1, 2
  having sum(n) >= 100
),

-- Mean absolute deviation from Benford's first digits; past 0.04 over at least a hundred amounts.
benford as (
  select 'benford' as rule, counted.collectivity_code, counted.fiscal_year, 'commitments' as subject, cast(null as decimal(18, 2)) as amount_mad,
    {{ rounded(exact_sum('abs(coalesce(digits.n, 0) / cast(counted.total as double) - log10(1 + 1e0 / nine.digit))') ~ ' / 9', 6) }} as measure,
    bool_or(counted.sample) as sample,
    counted.fiscal_year as first_year,
    counted.fiscal_year as last_year
  from counted
  cross join (select * from (values (1), (2), (3), (4), (5), (6), (7), (8), (9)) as nine (digit)) as nine
  left join digits
    on counted.collectivity_code = digits.collectivity_code and counted.fiscal_year = digits.fiscal_year and nine.digit = digits.digit
  group by 2, 3
),

found as (
  select * from no_service
  union all
  select * from split
  union all
  select * from benford where measure > 0.04
)

select * from found
