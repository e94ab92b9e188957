-- MetricFlow joins its cumulative and offset metrics on this calendar.
with days as (
  select {{ add_days("date '2014-01-01'", 'n') }} as day_on
  from ({{ numbers(10000) }}) as numbers
),

spine as (
  select day_on, {{ month_start('day_on') }} as month_start
  from days
  where day_on < date '2036-01-01'
)

select * from spine
