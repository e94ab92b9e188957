-- Contracts of projects, with the day that their own delay ends on.
with contracts as (
  select
    contracts.contract_no,
    contracts.project_id,
    contracts.kind,
    contracts.amount_mad,
    contracts.started_on,
    cast(contracts.contract_days as integer) as contract_days,
    {{ add_days('contracts.started_on', 'contracts.contract_days') }} as due_on,
    cast(contracts.amendments as integer) as amendments,
    contracts.sample
  from {{ ref('stg_prdts__contract') }} as contracts
  inner join {{ ref('fct_project') }} as projects on contracts.project_id = projects.project_id
)

select * from contracts
