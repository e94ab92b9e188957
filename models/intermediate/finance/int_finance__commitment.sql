-- Commitments that name an authorisation or a contract, each with its annulments: what it binds, and what was ordered and
-- paid on it since.
with commitments as (
  select
    commitment_no,
    min(collectivity_code) as collectivity_code,
    min(fiscal_year) as fiscal_year,
    min(budget_id) as budget_id,
    min(line_code) as line_code,
    min(act_no) as act_no,
    min(market_no) as contract_no,
    min(project_id) as project_id,
    min(committed_on) as committed_on,
    {{ sum_money('amount_mad') }} as committed_mad,
    bool_or(sample) as sample
  from {{ ref('stg_gid__commitment') }}
  where is_committed and (act_no is not null or market_no is not null)
  group by commitment_no
),

orders as (
  select orders.order_no, orders.commitment_no, orders.gross_mad
  from {{ ref('stg_gid__payment_order') }} as orders
  inner join commitments on orders.commitment_no = commitments.commitment_no
  where orders.is_ordered
),

-- An order that stands twice is paid once.
followed as (
  select commitment_no, gross_mad as ordered_mad, {{ money('0') }} as paid_mad
  from orders
  union all
  select orders.commitment_no, {{ money('0') }} as ordered_mad, payments.amount_mad as paid_mad
  from {{ ref('stg_gid__payment') }} as payments
  inner join (select distinct order_no, commitment_no from orders) as orders on payments.order_no = orders.order_no
),

summed as (
  select commitment_no, {{ sum_money('ordered_mad') }} as ordered_mad, {{ sum_money('paid_mad') }} as paid_mad
  from followed
  group by commitment_no
),

joined as (
  select
    commitments.*,
    {{ money('coalesce(summed.ordered_mad, 0)') }} as ordered_mad,
    {{ money('coalesce(summed.paid_mad, 0)') }} as paid_mad
  from commitments
  left join summed on commitments.commitment_no = summed.commitment_no
)

select * from joined
