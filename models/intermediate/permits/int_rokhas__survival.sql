-- Kaplan–Meier of each cell: the share decided within the law and the restricted mean time, in limits of the law.
with summary as (
  select * from {{ survival_summary(ref('int_rokhas__cell'), 'cell_no', limit=1, tau=4) }} as summary
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
