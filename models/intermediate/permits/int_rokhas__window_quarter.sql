-- The quarters of deposit that each period is made of.
with windows as (
  select * from {{ ref('int_rokhas__window') }}
),

steps as (
  select quarter_no from windows where span = 'quarter'
),

made_of as (
  select windows.window_no, steps.quarter_no
  from windows
  inner join steps
    on steps.quarter_no between windows.quarter_no - windows.quarters + 1 and windows.quarter_no
)

select * from made_of
