with complaints as (
  select
    request_no,
    unit_code,
    commune_code,
    kind,
    theme,
    channel,
    received_on,
    month_start,
    closed_on,
    clock_days,
    clock_reason,
    is_event,
    is_due,
    legal_days,
    on_time,
    outcome,
    reopened,
    satisfied,
    sample
  from {{ ref('int_complaints__clock') }}
)

select * from complaints
