-- What councils committed on contracts is in the contracts, to the centime.
with contracts as (
  select collectivity_code, sum(committed_mad) as committed_mad
  from {{ ref('fct_contract') }}
  group by collectivity_code
),

commitments as (
  select commitments.collectivity_code, sum(commitments.amount_mad) as committed_mad
  from {{ ref('stg_gid__commitment') }} as commitments
  inner join {{ ref('int_territory__collectivity') }} as collectivities
    on commitments.collectivity_code = collectivities.collectivity_code and collectivities.collectivity_type is not null
  where commitments.is_committed and commitments.market_no is not null
  group by commitments.collectivity_code
)

select commitments.collectivity_code
from commitments
full outer join contracts on commitments.collectivity_code = contracts.collectivity_code
where commitments.committed_mad is distinct from contracts.committed_mad
