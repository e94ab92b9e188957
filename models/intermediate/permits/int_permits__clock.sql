-- One row per file with its clock: days from complete deposit to signed decision, less the days suspended.
-- A file keeps its row whatever is wrong with its dates: its clock is then null and clock_reason says why.
with clocks as (
  select category, valid_from, coalesce(valid_to, date '9999-12-31') as valid_to, legal_days
  from {{ ref('permit_clock') }}
),

files as (
  select
    files.*,
    units.commune_code,
    clocks.legal_days,
    coverage.covered_until as cutoff_on
  from {{ ref('stg_rokhas__file') }} as files
  cross join {{ ref('stg_rokhas__coverage') }} as coverage
  left join {{ ref('stg_ref__unit') }} as units
    on files.unit_code = units.code and units.is_current
  left join clocks
    on files.category = clocks.category
    and files.deposited_on >= clocks.valid_from and files.deposited_on < clocks.valid_to
),

silences as (
  select file_no, min(happened_at) as silent_at
  from {{ ref('stg_rokhas__event') }}
  where kind = 'SILENCE'
  group by file_no
),

stated as (
  select
    files.*,
    case
      when files.decision = 'SILENCE' then 'silence'
      when silences.silent_at is not null and (files.decided_at is null or silences.silent_at < files.decided_at) then 'silence'
      when files.status = 'RETIRE' then 'withdrawn'
      when files.decided_on is not null then 'decided'
      else 'open'
    end as state,
    {{ legal_date('silences.silent_at') }} as silent_on,
    -- A decision shows that the file was complete, even where the date was not filled in.
    coalesce(files.completed_on, case when files.decided_on is not null then files.deposited_on end) as started_on
  from files
  left join silences on files.file_no = silences.file_no
),

ended as (
  select
    stated.*,
    case state
      when 'decided' then decided_on
      when 'silence' then coalesce(silent_on, decided_on, cutoff_on)
      when 'withdrawn' then least(coalesce(decided_on, updated_on), cutoff_on)
      else cutoff_on
    end as ended_on
  from stated
),

suspended as (
  select
    ended.file_no,
    sum(greatest(
      0,
      {{ days_between('greatest(suspension.suspended_on, ended.started_on)', 'least(coalesce(suspension.resumed_on, ended.ended_on), ended.ended_on)') }}
    )) as suspended_days
  from {{ ref('int_permits__suspension') }} as suspension
  inner join ended on suspension.file_no = ended.file_no
  where ended.started_on is not null
  group by ended.file_no
),

judged as (
  select
    ended.*,
    cast(coalesce(suspended.suspended_days, 0) as integer) as suspended_days,
    case
      when legal_days is null then 'no_legal_clock'
      when deposited_on > cutoff_on then 'deposited_after_cutoff'
      when started_on is null then 'not_complete'
      when started_on < deposited_on then 'complete_before_deposit'
      when ended_on < deposited_on then 'ended_before_deposit'
      when ended_on < started_on and state = 'decided' then 'ended_before_complete'
    end as clock_reason
  from ended
  left join suspended on ended.file_no = suspended.file_no
),

timed as (
  select
    judged.*,
    case
      when clock_reason is not null then null
      -- Agreement by silence falls when the limit has passed: the first late day.
      when state = 'silence' then legal_days + 1
      else cast(greatest(0, {{ days_between('started_on', 'ended_on') }} - suspended_days) as integer)
    end as clock_days,
    clock_reason is null and state in ('decided', 'silence') as is_event,
    -- Its limit lies within what the data covers, so that what became of it by then is known.
    coalesce(
      clock_reason is null and {{ days_between('started_on', 'cutoff_on') }} - suspended_days > legal_days, false
    ) as is_due
  from judged
),

opinions as (
  select
    file_no,
    count(*) as opinions_due,
    count(*) filter (where on_time) as opinions_on_time
  from {{ ref('int_permits__opinion') }}
  group by file_no
),

clocked as (
  select
    timed.file_no,
    timed.unit_code,
    coalesce(timed.commune_code, timed.unit_code) as commune_code,
    timed.domain,
    timed.category,
    timed.deposited_on,
    {{ month_start('timed.deposited_on') }} as month_start,
    timed.started_on,
    timed.ended_on,
    timed.decided_on,
    timed.clock_days,
    timed.suspended_days,
    timed.state,
    timed.clock_reason,
    timed.is_event,
    timed.is_due,
    timed.legal_days,
    case
      when timed.clock_days > timed.legal_days then false
      when timed.is_event then true
    end as on_time,
    case
      when timed.state = 'silence' then true
      when timed.state = 'decided' then timed.decision = 'FAVORABLE'
    end as favourable,
    timed.area_m2,
    timed.tax_due_mad,
    timed.tax_paid_mad,
    timed.e_signed,
    timed.e_paid,
    cast(coalesce(opinions.opinions_due, 0) as integer) as opinions_due,
    cast(coalesce(opinions.opinions_on_time, 0) as integer) as opinions_on_time,
    timed.sample
  from timed
  left join opinions on timed.file_no = opinions.file_no
)

select * from clocked
