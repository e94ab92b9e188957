-- Periods that are scored: each whole quarter, and the twelve months that end with it where the data has them all.
with bounds as (
  select
    -- Files of earlier quarters are known only where something was done on them later: their quarters are not scored.
    {{ quarter_no('covered_from') }} as first_no,
    -- A quarter is scored once its last day is covered.
    case
      when covered_until = last_day(covered_until) and month(covered_until) in (3, 6, 9, 12) then {{ quarter_no('covered_until') }}
      else {{ quarter_no('covered_until') }} - 1
    end as last_no
  from {{ ref('stg_rokhas__coverage') }}
),

quarters as (
  select
    {{ quarter_no('day_on') }} as quarter_no,
    min({{ quarter_name('day_on') }}) as period,
    min(day_on) as quarter_start,
    max(day_on) as quarter_end
  from {{ ref('time_spine') }}
  group by {{ quarter_no('day_on') }}
),

periods as (
  select
    quarters.quarter_no,
    quarters.quarter_start,
    quarters.quarter_end,
    quarters.period,
    quarters.quarter_no - bounds.first_no >= 3 as has_year
  from quarters
  cross join bounds
  where quarters.quarter_no between bounds.first_no and bounds.last_no
),

windows as (
  select 'quarter' as span, 1 as quarters, * from periods
  union all
  select 'rolling12' as span, 4 as quarters, * from periods
),

numbered as (
  select
    cast(row_number() over (order by quarter_no, span) as integer) as window_no,
    span,
    quarters,
    period,
    quarter_start,
    quarter_end,
    quarter_no,
    -- Twelve months of which the data lacks some still say who may be ranked; they are not scored.
    span = 'quarter' or has_year as is_scored
  from windows
)

select * from numbered
