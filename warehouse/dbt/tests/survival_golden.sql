-- R `survival`: t = 5,8,8,12,20,25,25,30,41,60; e = 1,1,0,1,1,0,1,1,0,1. Its curve, its RMST(30) and the standard error
-- that Greenwood's formula gives; and what a curve says where all were decided at once, or none was.
{% set curve = {5: 0.9, 8: 0.8, 12: 0.685714, 20: 0.571429, 25: 0.457143, 30: 0.304762, 60: 0} %}

with golden as (
  select cast(group_no as integer) as group_no, cast(t as double) as time_ratio, cast(d as integer) as events, cast(n as integer) as files
  from (values
    (1, 5, 1, 1), (1, 8, 1, 2), (1, 12, 1, 1), (1, 20, 1, 1), (1, 25, 1, 2), (1, 30, 1, 1), (1, 41, 0, 1), (1, 60, 1, 1),
    (2, 10, 4, 4),
    (3, 10, 0, 3), (3, 60, 0, 2),
    -- Nobody lost: a share and a mean. One of its times comes twice.
    (4, 5, 1, 1), (4, 10, 1, 1), (4, 10, 1, 1), (4, 40, 0, 1)
  ) as rows (group_no, t, d, n)
),

found as (
  {% for t, survival in curve.items() -%}
  select 'S({{ t }})' as what, {{ survival }} as expected, 1 - on_time_share as computed, 0.0000005 as tolerance
  from {{ survival_summary('golden', 'group_no', limit=t, tau=60) }} as at_{{ t }}
  where group_no = 1
  union all
  {% endfor -%}
  select 'RMST(30)', 21.528571, rmst, 0.0000005 from {{ survival_summary('golden', 'group_no', limit=30, tau=30) }} as a where group_no = 1
  union all
  select 's.e. of RMST(30)', 3.09, sqrt(rmst_variance), 0.005 from {{ survival_summary('golden', 'group_no', limit=30, tau=30) }} as b where group_no = 1
  union all
  -- S(20)² Σ d ÷ (n (n − d)) = 0.571429² (1/90 + 1/72 + 1/42 + 1/30)
  select 'Greenwood at 20', 0.026822, on_time_variance, 0.0000005 from {{ survival_summary('golden', 'group_no', limit=20, tau=60) }} as c where group_no = 1
  union all
  select 'known at 25', 9, known_files, 0 from {{ survival_summary('golden', 'group_no', limit=25, tau=60) }} as d where group_no = 1
  union all
  select 'all at once: share', 1, on_time_share, 0 from {{ survival_summary('golden', 'group_no', limit=10, tau=40) }} as e where group_no = 2
  union all
  select 'all at once: variance', 0, on_time_variance, 0 from {{ survival_summary('golden', 'group_no', limit=10, tau=40) }} as f where group_no = 2
  union all
  select 'all at once: RMST', 10, rmst, 0 from {{ survival_summary('golden', 'group_no', limit=10, tau=40) }} as g where group_no = 2
  union all
  select 'none lost: share', 0.75, on_time_share, 0 from {{ survival_summary('golden', 'group_no', limit=10, tau=40) }} as k where group_no = 4
  union all
  select 'none lost: variance', 0.046875, on_time_variance, 0 from {{ survival_summary('golden', 'group_no', limit=10, tau=40) }} as l where group_no = 4
  union all
  select 'none lost: RMST', 16.25, rmst, 0 from {{ survival_summary('golden', 'group_no', limit=10, tau=40) }} as m where group_no = 4
  union all
  -- The mean square of the gaps to 16.25, over the number of files.
  select 'none lost: variance of RMST', 48.046875, rmst_variance, 0.0000005 from {{ survival_summary('golden', 'group_no', limit=10, tau=40) }} as o where group_no = 4
  union all
  select 'none: share', 0, on_time_share, 0 from {{ survival_summary('golden', 'group_no', limit=30, tau=40) }} as h where group_no = 3
  union all
  select 'none: known', 2, known_files, 0 from {{ survival_summary('golden', 'group_no', limit=30, tau=40) }} as i where group_no = 3
  union all
  select 'none: RMST', 40, rmst, 0 from {{ survival_summary('golden', 'group_no', limit=30, tau=40) }} as j where group_no = 3
)

select * from found
where computed is null or abs(computed - expected) > tolerance
