-- Opinions asked of the external services, and whether each came within its own delay. One that never came is late once
-- it is due; one that is neither given nor due says nothing yet. A service asked twice on a file answers once.
with asked as (
  select
    file_no,
    actor,
    min(due_at) as due_at,
    min(case when kind = 'AVIS' then happened_at end) as given_at
  from {{ ref('stg_rokhas__event') }}
  where kind in ('DISPATCH', 'AVIS') and actor in ('AU', 'PROVINCE', 'ANCFCC', 'PC', 'ONEE')
  group by file_no, actor
),

opinions as (
  select
    asked.file_no,
    asked.actor,
    asked.due_at,
    asked.given_at,
    coalesce(asked.given_at <= asked.due_at, false) as on_time
  from asked
  cross join {{ ref('stg_rokhas__coverage') }} as coverage
  where asked.due_at is not null
    and (asked.given_at is not null or cast(asked.due_at as date) <= coverage.covered_until)
)

select * from opinions
