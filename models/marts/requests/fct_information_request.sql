with requests as (
  select
    request_no,
    collectivity_code,
    received_on,
    {{ month_start('received_on') }} as month_start,
    due_on,
    answered_on,
    decision,
    exception_article,
    appealed,
    {{ case_clock('received_on', 'answered_on', 'due_on') }},
    sample
  from {{ ref('stg_chafafiya__request') }}
)

select * from requests
