-- Kaplan–Meier of each cell: the share decided within the law and the restricted mean time, in limits of the law.
-- A period's sums are those of its quarters, each counted once: only the curves run over the files of every period.
with quarters as (
  select times.unit_no, times.category_no, times.quarter_no, {{ survival_sums(limit=1, tau=4) }}
  from {{ ref('int_rokhas__time') }} as times
  inner join (select distinct time_no, time_ratio from {{ ref('int_rokhas__ratio') }}) as ratios
    on times.time_no = ratios.time_no
  group by times.unit_no, times.category_no, times.quarter_no
),

sums as (
  select
    (cast(quarters.unit_no as bigint) * 100 + quarters.category_no) * 10000 + windows.window_no as cell_no,
    quarters.*
  from quarters
  inner join {{ ref('int_rokhas__window_quarter') }} as made_of on quarters.quarter_no = made_of.quarter_no
  inner join {{ ref('int_rokhas__window') }} as windows on made_of.window_no = windows.window_no and windows.is_scored
),

summary as (
  select * from {{ survival_summary(ref('int_rokhas__cell'), 'cell_no', limit=1, tau=4, counted='sums') }} as summary
),

named as (
  select
    cast(floor(cell_no / 1000000.0) as integer) as unit_no,
    cast(mod(floor(cell_no / 10000.0), 100) as integer) as category_no,
    cast(mod(cell_no, 10000) as integer) as window_no,
    files,
    events,
    on_time_share,
    on_time_variance,
    known_files,
    rmst,
    rmst_variance
  from summary
),

effective as (
  select
    named.*,
    units.level,
    units.stratum,
    category.domain,
    -- Files that would give this variance if all had been followed to the limit. Greenwood's variance is nil where
    -- none or all were decided in time: those whose state at the limit is known then stand for it.
    case
      when on_time_variance > 0 then on_time_share * (1 - on_time_share) / on_time_variance
      else cast(known_files as double)
    end as effective_files,
    -- Without a decision the curve says nothing of the time that one takes. Half a day at least, so that decisions of
    -- the same day have a logarithm: no limit is above 60 days.
    case when events > 0 then ln(greatest(rmst, 1e0 / 120)) end as log_rmst
  from named
  inner join {{ ref('int_rokhas__unit') }} as units on named.unit_no = units.unit_no
  inner join {{ ref('permit_category') }} as category on named.category_no = category.category_no
)

select * from effective
