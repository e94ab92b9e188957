-- Contracts by the council that awarded them: what its commitments on each add up to, and what was ordered and paid since.
-- A contract stands in the fiscal year that first commits it. Who holds it is left out.
with commitments as (
  select * from {{ ref('int_finance__commitment') }}
  where contract_no is not null
),

-- The line that bears most of it.
lines as (
  select
    collectivity_code,
    contract_no,
    budget_id,
    line_code,
    row_number() over (
      partition by collectivity_code, contract_no order by sum(committed_mad) desc, line_code, budget_id
    ) as place
  from commitments
  group by collectivity_code, contract_no, budget_id, line_code
),

contracts as (
  select
    collectivity_code,
    contract_no,
    min(fiscal_year) as fiscal_year,
    min(committed_on) as first_committed_on,
    min(project_id) as project_id,
    cast(count(*) as integer) as commitments,
    {{ sum_money('committed_mad') }} as committed_mad,
    {{ sum_money('ordered_mad') }} as ordered_mad,
    {{ sum_money('paid_mad') }} as paid_mad,
    bool_or(sample) as sample
  from commitments
  group by collectivity_code, contract_no
),

collectivities as (
  select * from {{ ref('int_territory__collectivity') }}
  where collectivity_type is not null
),

placed as (
  select
    contracts.contract_no,
    contracts.collectivity_code,
    collectivities.collectivity_type,
    contracts.fiscal_year,
    lines.budget_id,
    lines.line_code,
    contracts.project_id,
    contracts.first_committed_on,
    contracts.commitments,
    contracts.committed_mad,
    contracts.ordered_mad,
    contracts.paid_mad,
    contracts.sample
  from contracts
  inner join collectivities on contracts.collectivity_code = collectivities.collectivity_code
  inner join lines
    on contracts.collectivity_code = lines.collectivity_code and contracts.contract_no = lines.contract_no and lines.place = 1
)

select * from placed
