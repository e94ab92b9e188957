with orders as (
  select
    *,
    {{ add_days('ordered_on', 'legal_days') }} as due_on
  from {{ ref('stg_wraqi__order') }}
),

clocked as (
  select
    order_no,
    collectivity_code,
    document,
    channel,
    status,
    ordered_on,
    {{ month_start('ordered_on') }} as month_start,
    due_on,
    ready_on,
    legal_days,
    {{ case_clock('ordered_on', 'ready_on', 'due_on') }},
    sample
  from orders
  -- A request that was turned down has no document to be ready.
  where status <> 'REJETEE'
)

select * from clocked
