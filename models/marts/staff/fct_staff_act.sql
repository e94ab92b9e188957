with acts as (
  select
    act_no,
    collectivity_code,
    kind,
    status,
    drafted_on,
    {{ month_start('drafted_on') }} as month_start,
    approved_on,
    {{ case_clock('drafted_on', 'approved_on') }},
    sample
  from {{ ref('stg_indmaj__act') }}
)

select act_no, collectivity_code, kind, status, drafted_on, month_start, approved_on, clock_days, is_closed, sample
from acts
