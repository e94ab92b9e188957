-- Contracts by the council that awarded them: what its commitments on each add up to, and what was ordered and paid since.
-- A contract stands in the fiscal year that first commits it. Who holds it is left out.
with commitments as (
  select * from {{ ref('int_finance__commitment') }}
  where contract_no is not null
),

contracts as (
  select
    collectivity_code,
    contract_no,
    min(fiscal_year) as fiscal_year,
    min(committed_on) as first_committed_on,
    min(budget_id) as budget_id,
    min(line_code) as line_code,
    min(budget_id) <> max(budget_id) or min(line_code) <> max(line_code) as has_lines,
    min(project_id) as project_id,
    cast(count(*) as integer) as commitments,
    {{ sum_money('committed_mad') }} as committed_mad,
    {{ sum_money('ordered_mad') }} as ordered_mad,
    {{ sum_money('paid_mad') }} as paid_mad,
    bool_or(sample) as sample
  from commitments
  group by collectivity_code, contract_no
),

-- The line that bears most of it, where there are several: nearly every contract has one.
lines as (
  select
    commitments.collectivity_code,
    commitments.contract_no,
    commitments.budget_id,
    commitments.line_code,
    row_number() over (
      partition by commitments.collectivity_code, commitments.contract_no
      order by sum(commitments.committed_mad) desc, commitments.line_code, commitments.budget_id
    ) as place
  from commitments
  inner join contracts
    on commitments.collectivity_code = contracts.collectivity_code and commitments.contract_no = contracts.contract_no
    and contracts.has_lines
  group by commitments.collectivity_code, commitments.contract_no, commitments.budget_id, commitments.line_code
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
    coalesce(lines.budget_id, contracts.budget_id) as budget_id,
    coalesce(lines.line_code, contracts.line_code) as line_code,
    contracts.project_id,
    contracts.first_committed_on,
    contracts.commitments,
    contracts.committed_mad,
    contracts.ordered_mad,
    contracts.paid_mad,
    contracts.sample
  from contracts
  inner join collectivities on contracts.collectivity_code = collectivities.collectivity_code
  left join lines
    on contracts.collectivity_code = lines.collectivity_code and contracts.contract_no = lines.contract_no and lines.place = 1
)

select * from placed
