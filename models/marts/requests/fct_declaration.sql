with declarations as (
  select
    declaration_no,
    collectivity_code,
    tax,
    channel,
    status,
    declared_on,
    {{ month_start('declared_on') }} as month_start,
    paid_on,
    base_mad,
    amount_mad,
    {{ money("case when status = 'PAYEE' then amount_mad else 0 end") }} as paid_mad,
    {{ case_clock('declared_on', 'paid_on') }},
    sample
  from {{ ref('stg_teledeclaration__declaration') }}
)

select
  declaration_no, collectivity_code, tax, channel, status, declared_on, month_start, paid_on, clock_days, base_mad,
  amount_mad, paid_mad, sample
from declarations
