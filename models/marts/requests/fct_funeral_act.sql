with acts as (
  select
    act_no,
    collectivity_code,
    kind,
    requested_on,
    {{ month_start('requested_on') }} as month_start,
    authorised_on,
    {{ case_clock('requested_on', 'authorised_on') }},
    sample
  from {{ ref('stg_funeraire__act') }}
)

select act_no, collectivity_code, kind, requested_on, month_start, authorised_on, clock_days, is_closed, sample
from acts
