{{ config(**by_reached_year()) }}

-- Commitments that name an authorisation or a contract, each with its annulments: what it binds, and what was ordered and
-- paid on it since. A commitment stands in the fiscal year that first has it; its orders and payments may be of any.
{% do reach([
  "select fiscal_year from " ~ ref('stg_gid__commitment') ~ " where not " ~ in_years() ~ " and commitment_no in ("
    ~ "select commitment_no from " ~ ref('stg_gid__commitment') ~ " where " ~ in_years()
    ~ " union all select commitment_no from " ~ ref('stg_gid__payment_order') ~ " where " ~ in_years()
    ~ " union all select commitment_no from " ~ ref('stg_gid__payment_order') ~ " where not " ~ in_years() ~ " and order_no in ("
    ~ "select order_no from " ~ ref('stg_gid__payment') ~ " where " ~ in_years() ~ "))",
]) %}
{% set bound = 'is_committed and (act_no is not null or market_no is not null)' %}

with commitments as (
  select
    commitment_no,
    min(collectivity_code) as collectivity_code,
    min(fiscal_year) as fiscal_year,
    max(fiscal_year) as last_year,
    min(budget_id) as budget_id,
    min(line_code) as line_code,
    min(act_no) as act_no,
    min(market_no) as contract_no,
    min(project_id) as project_id,
    min(committed_on) as committed_on,
    {{ sum_money('amount_mad') }} as committed_mad,
    bool_or(sample) as sample
  from {{ ref('stg_gid__commitment') }}
  where {{ bound }}
    {%- if reached_years() %}
    and commitment_no in (select commitment_no from {{ ref('stg_gid__commitment') }} where {{ bound }} and {{ in_reached_years() }})
    {%- endif %}
  group by commitment_no
  having {{ in_reached_years('min(fiscal_year)') }}
),

orders as (
  select orders.order_no, orders.commitment_no, orders.fiscal_year, orders.gross_mad
  from {{ ref('stg_gid__payment_order') }} as orders
  inner join commitments on orders.commitment_no = commitments.commitment_no
  where orders.is_ordered
),

-- An order that stands twice is paid once.
followed as (
  select commitment_no, fiscal_year, gross_mad as ordered_mad, {{ money('0') }} as paid_mad
  from orders
  union all
  select orders.commitment_no, payments.fiscal_year, {{ money('0') }} as ordered_mad, payments.amount_mad as paid_mad
  from {{ ref('stg_gid__payment') }} as payments
  inner join (select distinct order_no, commitment_no from orders) as orders on payments.order_no = orders.order_no
),

summed as (
  select
    commitment_no,
    min(fiscal_year) as first_year,
    max(fiscal_year) as last_year,
    {{ sum_money('ordered_mad') }} as ordered_mad,
    {{ sum_money('paid_mad') }} as paid_mad
  from followed
  group by commitment_no
),

joined as (
  select
    commitments.commitment_no,
    commitments.collectivity_code,
    commitments.fiscal_year,
    commitments.budget_id,
    commitments.line_code,
    commitments.act_no,
    commitments.contract_no,
    commitments.project_id,
    commitments.committed_on,
    commitments.committed_mad,
    {{ money('coalesce(summed.ordered_mad, 0)') }} as ordered_mad,
    {{ money('coalesce(summed.paid_mad, 0)') }} as paid_mad,
    commitments.sample,
    least(commitments.fiscal_year, coalesce(summed.first_year, commitments.fiscal_year)) as first_year,
    greatest(commitments.last_year, coalesce(summed.last_year, commitments.last_year)) as last_year
  from commitments
  left join summed on commitments.commitment_no = summed.commitment_no
)

select * from joined
