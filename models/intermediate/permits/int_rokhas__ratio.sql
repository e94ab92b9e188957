-- Clocks in units of the legal limit, in order. A day over a limit is met a thousand times; an integer for it groups and
-- sorts several times faster than a double. Beyond four limits lies the horizon.
with clocks as (
  select distinct clock_days, legal_days
  from {{ ref('fct_permit') }}
  where clock_days is not null
),

ratios as (
  select
    clock_days,
    legal_days,
    case when clock_days > 4 * legal_days then cast(4 as double) else cast(clock_days as double) / legal_days end as time_ratio,
    clock_days <= 4 * legal_days as within_horizon
  from clocks
),

ordered as (
  select
    clock_days,
    legal_days,
    time_ratio,
    within_horizon,
    cast(dense_rank() over (order by time_ratio) as integer) as time_no
  from ratios
)

select * from ordered
