-- The same by period. A cell is a unit, an act and a period, packed in one number: its curve runs over its rows in order.
with times as (
  select * from {{ ref('int_rokhas__time') }}
),

cells as (
  select
    (cast(times.unit_no as bigint) * 100 + times.category_no) * 10000 + windows.window_no as cell_no,
    times.time_no,
    cast(sum(times.events) as integer) as events,
    cast(sum(times.files) as integer) as files
  from times
  inner join {{ ref('int_rokhas__window_quarter') }} as made_of on times.quarter_no = made_of.quarter_no
  inner join {{ ref('int_rokhas__window') }} as windows on made_of.window_no = windows.window_no and windows.is_scored
  group by (cast(times.unit_no as bigint) * 100 + times.category_no) * 10000 + windows.window_no, times.time_no
),

ratios as (
  select distinct time_no, time_ratio from {{ ref('int_rokhas__ratio') }}
),

timed as (
  select cells.cell_no, ratios.time_ratio, cells.events, cells.files
  from cells
  inner join ratios on cells.time_no = ratios.time_no
)

select * from timed
