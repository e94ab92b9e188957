-- Clocks counted by unit, act, quarter of deposit and time. Files beyond the horizon are seen until it, and no longer.
with counters as (
  select
    files.unit_code,
    category.category_no,
    {{ quarter_no('files.deposited_on') }} as quarter_no,
    ratios.time_no,
    count(*) filter (where files.is_event and ratios.within_horizon) as events,
    count(*) as files
  from {{ ref('fct_permit') }} as files
  inner join {{ ref('permit_category') }} as category on files.category = category.category
  inner join {{ ref('int_rokhas__ratio') }} as ratios
    on files.clock_days = ratios.clock_days and files.legal_days = ratios.legal_days
  group by files.unit_code, category.category_no, {{ quarter_no('files.deposited_on') }}, ratios.time_no
),

units as (
  select
    member.unit_no,
    counters.category_no,
    counters.quarter_no,
    counters.time_no,
    cast(sum(counters.events) as integer) as events,
    cast(sum(counters.files) as integer) as files
  from counters
  inner join {{ ref('int_rokhas__member') }} as member on counters.unit_code = member.unit_code
  group by member.unit_no, counters.category_no, counters.quarter_no, counters.time_no
)

select * from units
