-- From order to delivery; preparing is the commune's part, the rest is the post's.
with orders as (
  select
    order_no,
    collectivity_code,
    document,
    origin,
    status,
    ordered_on,
    {{ month_start('ordered_on') }} as month_start,
    prepared_on,
    delivered_on,
    copies,
    fee_mad,
    {{ case_clock('ordered_on', 'delivered_on') }},
    cast(case when prepared_on >= ordered_on then {{ days_between('ordered_on', 'prepared_on') }} end as integer) as preparation_days,
    sample
  from {{ ref('stg_watiqa__order') }}
)

select
  order_no, collectivity_code, document, origin, status, ordered_on, month_start, prepared_on, delivered_on, copies,
  fee_mad, clock_days, is_closed, preparation_days, sample
from orders
