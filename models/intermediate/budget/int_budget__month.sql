{{ config(**by_year()) }}

-- One pass over all commitments, orders and payments: grouping each alone and then together takes three times as
-- long. Codes travel as integers until the marts.
{% set zero = money('0') %}

with collectivities as (
  select unit_id, collectivity_code from {{ ref('int_territory__collectivity') }}
),

operations as (
  select collectivity_code, fiscal_year, {{ accounting_month_number('committed_on', 'fiscal_year') }} as month_no,
    line_code, budget_id, amount_mad as committed_mad, {{ zero }} as ordered_mad, {{ zero }} as paid_mad, sample
  from {{ ref('stg_gid__commitment') }}
  where is_committed and {{ in_years() }}
  union all
  select collectivity_code, fiscal_year, {{ accounting_month_number('ordered_on', 'fiscal_year') }} as month_no,
    line_code, budget_id, {{ zero }} as committed_mad, gross_mad as ordered_mad, {{ zero }} as paid_mad, sample
  from {{ ref('stg_gid__payment_order') }}
  where is_ordered and {{ in_years() }}
  union all
  select collectivity_code, fiscal_year, {{ accounting_month_number('paid_on', 'fiscal_year') }} as month_no,
    line_code, budget_id, {{ zero }} as committed_mad, {{ zero }} as ordered_mad, amount_mad as paid_mad, sample
  from {{ ref('stg_gid__payment') }}
  where {{ in_years() }}
),

flows as (
  select
    collectivities.unit_id,
    operations.fiscal_year,
    operations.month_no,
    cast(operations.line_code as bigint) as line_id,
    operations.budget_id,
    sum(operations.committed_mad) as committed_mad,
    sum(operations.ordered_mad) as ordered_mad,
    sum(operations.paid_mad) as paid_mad,
    bool_or(operations.sample) as sample
  from operations
  inner join collectivities on operations.collectivity_code = collectivities.collectivity_code
  group by 1, 2, 3, 4, 5
),

credits as (
  select
    collectivities.unit_id,
    lines.fiscal_year,
    1 as month_no,
    cast(lines.line_code as bigint) as line_id,
    lines.budget_id,
    lines.credit_initial_mad,
    lines.credit_carried_mad,
    lines.credit_transfer_mad,
    lines.credit_amendment_mad,
    lines.credit_final_mad,
    lines.sample
  from {{ ref('stg_gid__budget_line') }} as lines
  inner join collectivities on lines.collectivity_code = collectivities.collectivity_code
  where {{ in_years('lines.fiscal_year') }}
),

joined as (
  select
    coalesce(flows.unit_id, credits.unit_id) as unit_id,
    coalesce(flows.fiscal_year, credits.fiscal_year) as fiscal_year,
    cast(coalesce(flows.month_no, credits.month_no) as integer) as month_no,
    coalesce(flows.line_id, credits.line_id) as line_id,
    coalesce(flows.budget_id, credits.budget_id) as budget_id,
    {{ money('coalesce(credits.credit_initial_mad, 0)') }} as credit_initial_mad,
    {{ money('coalesce(credits.credit_carried_mad, 0)') }} as credit_carried_mad,
    {{ money('coalesce(credits.credit_transfer_mad, 0)') }} as credit_transfer_mad,
    {{ money('coalesce(credits.credit_amendment_mad, 0)') }} as credit_amendment_mad,
    {{ money('coalesce(credits.credit_final_mad, 0)') }} as credit_final_mad,
    {{ money('coalesce(flows.committed_mad, 0)') }} as committed_mad,
    {{ money('coalesce(flows.ordered_mad, 0)') }} as ordered_mad,
    {{ money('coalesce(flows.paid_mad, 0)') }} as paid_mad,
    coalesce(flows.sample, false) or coalesce(credits.sample, false) as sample
  from flows
  full outer join credits
    on flows.unit_id = credits.unit_id
    and flows.fiscal_year = credits.fiscal_year
    and flows.month_no = credits.month_no
    and flows.line_id = credits.line_id
    and flows.budget_id = credits.budget_id
)

select * from joined
