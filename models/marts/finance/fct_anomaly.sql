-- What looks odd, by rule: a question to ask, never a finding. Each row says the rule, the act, the amount and what the
-- rule saw. For the council and its supervisors alone: nothing here is published.
{% set ceiling = var('purchase_order_ceiling_mad') %}

with lines as (
  select * from {{ ref('fct_budget_year') }}
  where direction = 'D' and {{ is_real('chapter', 'nature') }}
),

commitments as (
  select commitment_no, collectivity_code, fiscal_year, line_code, kind, supplier_key, amount_mad, committed_on, sample
  from {{ ref('stg_gid__commitment') }}
  where is_committed and amount_mad > 0
),

orders as (
  select order_no, commitment_no, collectivity_code, fiscal_year, gross_mad, service_done_on, ordered_on, sample
  from {{ ref('stg_gid__payment_order') }}
  where is_ordered
),

over_credit as (
  select 'over_credit' as rule, collectivity_code, fiscal_year, line_code as subject,
    {{ money('ordered_mad - credit_final_mad') }} as amount_mad,
    {{ ratio('ordered_mad', 'credit_final_mad') }} as measure, sample
  from lines
  where ordered_mad > credit_final_mad
),

no_service as (
  select 'no_service' as rule, orders.collectivity_code, orders.fiscal_year, orders.order_no as subject, orders.gross_mad as amount_mad,
    cast(null as double) as measure, orders.sample
  from orders
  inner join commitments on orders.commitment_no = commitments.commitment_no
  where orders.service_done_on is null and commitments.kind in ('MARCHE', 'BC', 'CONVENTION')
),

before_service as (
  select 'before_service' as rule, collectivity_code, fiscal_year, order_no as subject, gross_mad as amount_mad,
    cast({{ days_between('service_done_on', 'ordered_on') }} as double) as measure, sample
  from orders
  where ordered_on < service_done_on
),

-- A payment dated before the order that it settles.
fast_payment as (
  select 'fast_payment' as rule, payments.collectivity_code, payments.fiscal_year, payments.payment_no as subject, payments.amount_mad,
    cast({{ days_between('orders.ordered_on', 'payments.paid_on') }} as double) as measure, payments.sample
  from {{ ref('stg_gid__payment') }} as payments
  inner join orders on payments.order_no = orders.order_no
  where payments.paid_on < orders.ordered_on
),

-- Purchase orders of one supplier on one line within a month, each under the ceiling and past it together.
split as (
  select 'split_purchase' as rule, collectivity_code, fiscal_year,
    concat(line_code, ' ', substr(supplier_key, 1, 12), ' ', cast({{ month_start('committed_on') }} as string)) as subject,
    {{ sum_money('amount_mad') }} as amount_mad,
    cast(count(*) as double) as measure,
    bool_or(sample) as sample
  from commitments
  where kind = 'BC' and supplier_key is not null and amount_mad <= {{ ceiling }}
  group by collectivity_code, fiscal_year, line_code, supplier_key, {{ month_start('committed_on') }}
  having count(*) >= 2 and sum(amount_mad) > {{ ceiling }}
),

months as (
  select collectivity_code, fiscal_year, sum(ordered_mad) as year_mad,
    sum(case when month(month_start) = 12 then ordered_mad else 0 end) as december_mad, bool_or(sample) as sample
  from {{ ref('fct_budget_chapter') }}
  where direction = 'D' and part = '2'
  group by 1, 2
),

year_end as (
  select 'year_end' as rule, months.collectivity_code, months.fiscal_year, 'part 2' as subject,
    {{ money('months.december_mad') }} as amount_mad,
    {{ ratio('months.december_mad', 'months.year_mad') }} as measure, months.sample
  from months
  inner join {{ ref('int_finance__closed') }} as years on months.fiscal_year = years.fiscal_year and years.closed
  where months.year_mad > 0 and months.december_mad > 0.5 * months.year_mad
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
    bool_or(counted.sample) as sample
  from counted
  cross join (select * from (values (1), (2), (3), (4), (5), (6), (7), (8), (9)) as nine (digit)) as nine
  left join digits
    on counted.collectivity_code = digits.collectivity_code and counted.fiscal_year = digits.fiscal_year and nine.digit = digits.digit
  group by 2, 3
),

found as (
  select * from over_credit
  union all
  select * from no_service
  union all
  select * from before_service
  union all
  select * from fast_payment
  union all
  select * from split
  union all
  select * from year_end
  union all
  select * from benford where measure > 0.04
),

councils as (
  select collectivity_code, collectivity_type from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

anomalies as (
  select
    found.rule,
    found.collectivity_code,
    councils.collectivity_type,
    found.fiscal_year,
    found.subject,
    {{ money('found.amount_mad') }} as amount_mad,
    found.measure,
    found.sample
  from found
  inner join councils on found.collectivity_code = councils.collectivity_code
)

select * from anomalies
