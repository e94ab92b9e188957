{{ config(materialized='view') }}

-- The same by period. A cell is a unit, an act and a period, packed in one number: its curve runs over its rows in order.
-- A time comes once per quarter of deposit.
with times as (
  select * from {{ ref('int_rokhas__time') }}
),

ratios as (
  select distinct time_no, time_ratio from {{ ref('int_rokhas__ratio') }}
),

cells as (
  select
    (cast(times.unit_no as bigint) * 100 + times.category_no) * 10000 + windows.window_no as cell_no,
    ratios.time_ratio,
    times.events,
    times.files
  from times
  inner join ratios on times.time_no = ratios.time_no
  inner join {{ ref('int_rokhas__window_quarter') }} as made_of on times.quarter_no = made_of.quarter_no
  inner join {{ ref('int_rokhas__window') }} as windows on made_of.window_no = windows.window_no and windows.is_scored
)

select * from cells
