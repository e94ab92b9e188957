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

ordered as (
  select commitment_no, {{ sum_money('gross_mad') }} as ordered_mad
  from orders
  group by commitment_no
),

-- An order that stands twice is paid once.
paid as (
  select orders.commitment_no, {{ sum_money('payments.amount_mad') }} as paid_mad
  from {{ ref('stg_gid__payment') }} as payments
  inner join (select distinct order_no, commitment_no from orders) as orders on payments.order_no = orders.order_no
  group by orders.commitment_no
),

joined as (
  select
    commitments.*,
    {{ money('coalesce(ordered.ordered_mad, 0)') }} as ordered_mad,
    {{ money('coalesce(paid.paid_mad, 0)') }} as paid_mad
  from commitments
  left join ordered on commitments.commitment_no = ordered.commitment_no
  left join paid on commitments.commitment_no = paid.commitment_no
)

select * from joined
