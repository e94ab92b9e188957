-- Restricted mean time of each unit and period in days: over its own acts, each at the limit that held for its files.
with quarters as (
  select
    member.unit_no,
    counted.category_no,
    counted.quarter_no,
    sum(counted.clocked) as clocked,
    sum(counted.legal_days_total) as legal_days_total
  from {{ ref('int_rokhas__count') }} as counted
  inner join {{ ref('int_rokhas__member') }} as member on counted.unit_code = member.unit_code
  group by member.unit_no, counted.category_no, counted.quarter_no
),

limits as (
  select
    quarters.unit_no,
    quarters.category_no,
    made_of.window_no,
    cast(sum(quarters.clocked) as bigint) as clocked,
    cast(sum(quarters.legal_days_total) as bigint) as legal_days_total
  from quarters
  inner join {{ ref('int_rokhas__window_quarter') }} as made_of on quarters.quarter_no = made_of.quarter_no
  group by quarters.unit_no, quarters.category_no, made_of.window_no
),

days as (
  select
    cells.unit_no,
    cells.window_no,
    {{ exact_sum('cells.rmst * limits.legal_days_total') }} / nullif(sum(limits.clocked), 0) as rmst_days
  from {{ ref('int_rokhas__survival') }} as cells
  inner join limits
    on cells.unit_no = limits.unit_no and cells.window_no = limits.window_no
    and cells.category_no = limits.category_no
  group by cells.unit_no, cells.window_no
)

select * from days
