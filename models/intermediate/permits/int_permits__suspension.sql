-- When the clock of a file was stopped. A stop within a stop, or a start without one, changes nothing.
with turns as (
  select
    file_no,
    seq,
    kind,
    happened_at,
    lag(kind) over (partition by file_no order by happened_at, seq) as previous_kind
  from {{ ref('stg_rokhas__event') }}
  where kind in ('SUSPENSION', 'REPRISE')
),

changes as (
  select
    file_no,
    seq,
    kind,
    happened_at,
    lead(happened_at) over (partition by file_no order by happened_at, seq) as ended_at
  from turns
  where kind <> coalesce(previous_kind, 'REPRISE')
),

suspensions as (
  select
    file_no,
    seq,
    {{ legal_date('happened_at') }} as suspended_on,
    {{ legal_date('ended_at') }} as resumed_on
  from changes
  where kind = 'SUSPENSION'
)

select * from suspensions
