with cases as (
  select
    case_no,
    collectivity_code,
    court,
    matter,
    role,
    stage,
    filed_on,
    {{ month_start('filed_on') }} as month_start,
    ruled_on,
    outcome,
    stake_mad,
    due_mad,
    paid_mad,
    {{ case_clock('filed_on', 'ruled_on') }},
    sample
  from {{ ref('stg_contentieux__case') }}
)

select
  case_no, collectivity_code, court, matter, role, stage, filed_on, month_start, ruled_on, outcome, stake_mad, due_mad,
  paid_mad, clock_days, is_closed, sample
from cases
