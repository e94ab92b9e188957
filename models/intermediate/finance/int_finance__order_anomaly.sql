{{ config(**by_reached_year()) }}

-- What looks odd in payment orders and their payments, for fct_anomaly. A payment may settle an order of another year.
{% do reach([
  "select fiscal_year from " ~ ref('stg_gid__payment') ~ " where not " ~ in_years()
    ~ " and order_no in (select order_no from " ~ ref('stg_gid__payment_order') ~ " where " ~ in_years() ~ ")",
]) %}

with orders as (
  select order_no, collectivity_code, fiscal_year, gross_mad, service_done_on, ordered_on, sample
  from {{ ref('stg_gid__payment_order') }}
  where is_ordered
),

before_service as (
  select 'before_service' as rule, collectivity_code, fiscal_year, order_no as subject, gross_mad as amount_mad,
    cast({{ days_between('service_done_on', 'ordered_on') }} as double) as measure, sample,
    fiscal_year as first_year, fiscal_year as last_year
  from orders
  where ordered_on < service_done_on and {{ in_reached_years() }}
),

-- A payment dated before the order that it settles.
fast_payment as (
  select 'fast_payment' as rule, payments.collectivity_code, payments.fiscal_year, payments.payment_no as subject, payments.amount_mad,
    cast({{ days_between('orders.ordered_on', 'payments.paid_on') }} as double) as measure, payments.sample,
    least(payments.fiscal_year, orders.fiscal_year) as first_year,
    greatest(payments.fiscal_year, orders.fiscal_year) as last_year
  from {{ ref('stg_gid__payment') }} as payments
  inner join orders on payments.order_no = orders.order_no
  where payments.paid_on < orders.ordered_on and {{ in_reached_years('payments.fiscal_year') }}
),

found as (
  select * from before_service
  union all
  select * from fast_payment
)

select * from found
