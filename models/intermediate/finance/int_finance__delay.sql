{{ config(**by_reached_year()) }}

-- Sixty days in two legs: forty-five for the authorising officer, from service done to the accountant's receipt of
-- the order, and fifteen for the accountant, from there to payment. A leg whose dates are missing or run backwards
-- has no delay that means anything: it is not timed. A payment may settle an order of another year.
{% set deadline = var('payment_deadline_days') %}
{% do reach([
  "select fiscal_year from " ~ ref('stg_gid__payment') ~ " where not " ~ in_years()
    ~ " and order_no in (select order_no from " ~ ref('stg_gid__payment_order') ~ " where " ~ in_years() ~ ")",
]) %}

with payments as (
  select order_no, collectivity_code, fiscal_year, amount_mad, service_done_on, paid_on
  from {{ ref('stg_gid__payment') }}
  where service_done_on is not null and {{ in_reached_years() }}
),

orders as (
  select order_no, max(received_on) as received_on, min(fiscal_year) as first_year, max(fiscal_year) as last_year
  from {{ ref('stg_gid__payment_order') }}
  where is_ordered
    {%- if reached_years() %}
    and order_no in (select order_no from {{ ref('stg_gid__payment') }} where {{ in_reached_years() }})
    {%- endif %}
  group by order_no
),

rates as (
  select
    valid_from,
    lead(valid_from) over (order by valid_from) as valid_until,
    bill_rate + margin as rate
  from {{ ref('late_interest_rate') }}
),

timed as (
  select
    payments.collectivity_code,
    payments.fiscal_year,
    payments.amount_mad,
    payments.paid_on,
    orders.first_year,
    orders.last_year,
    case when payments.paid_on >= payments.service_done_on
      then {{ days_between('payments.service_done_on', 'payments.paid_on') }} end as delay,
    case when orders.received_on >= payments.service_done_on
      then {{ days_between('payments.service_done_on', 'orders.received_on') }} end as authorising,
    case when payments.paid_on >= orders.received_on
      then {{ days_between('orders.received_on', 'payments.paid_on') }} end as accounting
  from payments
  left join orders on payments.order_no = orders.order_no
),

years as (
  select
    timed.collectivity_code,
    timed.fiscal_year,
    count(timed.delay) as payments_timed,
    cast(coalesce(sum(timed.delay), 0) as bigint) as delay_days,
    count(case when timed.delay > {{ deadline }} then 1 end) as payments_late,
    count(timed.authorising) as authorising_timed,
    cast(coalesce(sum(timed.authorising), 0) as bigint) as authorising_days,
    count(case when timed.authorising > {{ var('authorising_deadline_days') }} then 1 end) as authorising_late,
    count(timed.accounting) as accounting_timed,
    cast(coalesce(sum(timed.accounting), 0) as bigint) as accounting_days,
    count(case when timed.accounting > {{ var('accounting_deadline_days') }} then 1 end) as accounting_late,
    -- Each payment's interest is rounded to the centime, as it would be ordered.
    {{ sum_money('case when timed.delay > ' ~ deadline ~ ' then ' ~ money('timed.amount_mad * (timed.delay - ' ~ deadline ~ ') * rates.rate / 365') ~ ' end') }} as late_interest_owed_mad,
    least(timed.fiscal_year, coalesce(min(timed.first_year), timed.fiscal_year)) as first_year,
    greatest(timed.fiscal_year, coalesce(max(timed.last_year), timed.fiscal_year)) as last_year
  from timed
  left join rates
    on timed.paid_on >= rates.valid_from
    and (rates.valid_until is null or timed.paid_on < rates.valid_until)
  group by timed.collectivity_code, timed.fiscal_year
)

select * from years
