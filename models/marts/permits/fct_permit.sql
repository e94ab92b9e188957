with clocked as (
  select * from {{ ref('int_permits__clock') }}
),

permits as (
  select
    file_no,
    unit_code,
    commune_code,
    domain,
    category,
    deposited_on,
    month_start,
    decided_on,
    clock_days,
    suspended_days,
    state,
    clock_reason,
    is_event,
    is_due,
    legal_days,
    on_time,
    favourable,
    area_m2,
    tax_due_mad,
    tax_paid_mad,
    e_signed,
    e_paid,
    opinions_due,
    opinions_on_time,
    sample
  from clocked
)

select * from permits
