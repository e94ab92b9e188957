-- Incoming mail; what asks for an answer has its date.
with mail as (
  select
    mail_no,
    collectivity_code,
    sender,
    category,
    status,
    received_on,
    {{ month_start('received_on') }} as month_start,
    due_on,
    answered_on,
    {{ case_clock('received_on', 'answered_on', 'due_on') }},
    sample
  from {{ ref('stg_bod__mail') }}
  where direction = 'IN'
)

select * from mail
