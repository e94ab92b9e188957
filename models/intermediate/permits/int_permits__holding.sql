-- Who held each decided file, and for how many days, from its events: the applicant while its clock was stopped, a service
-- while its opinion was out, the signature once the commission had sat, the commune the rest of the time. A file of
-- which no event came says nothing and is not here. Files of the last two years.
with files as (
  select file_no, unit_code, started_on, ended_on, deposited_on, sample
  from {{ ref('int_permits__clock') }}
  where state = 'decided' and clock_reason is null
    and deposited_on > (select {{ add_days('covered_until', -731) }} from {{ ref('stg_rokhas__coverage') }})
),

marks as (
  select
    events.file_no,
    events.seq,
    events.happened_at,
    case events.kind when 'SUSPENSION' then 1 when 'REPRISE' then -1 else 0 end as stops,
    {% for actor in ['AU', 'PROVINCE', 'PC', 'ANCFCC', 'ONEE'] -%}
    case when events.actor = '{{ actor }}' then case events.kind when 'DISPATCH' then 1 when 'AVIS' then -1 else 0 end else 0 end as asks_{{ actor }},
    {% endfor -%}
    case when events.kind = 'COMMISSION' then 1 else 0 end as sits
  from {{ ref('stg_rokhas__event') }} as events
  inner join files on events.file_no = files.file_no
  union all
  -- The day that the clock starts, before any event.
  select file_no, -1, cast(started_on as timestamp), 0, 0, 0, 0, 0, 0, 0
  from files
  where file_no in (select file_no from {{ ref('stg_rokhas__event') }})
),

running as (
  select
    file_no,
    happened_at,
    lead(happened_at) over (partition by file_no order by happened_at, seq) as next_at,
    sum(stops) over so_far as stopped,
    {% for actor in ['AU', 'PROVINCE', 'PC', 'ANCFCC', 'ONEE'] -%}
    sum(asks_{{ actor }}) over so_far as out_{{ actor }},
    {% endfor -%}
    sum(sits) over so_far as sat
  from marks
  window so_far as (partition by file_no order by happened_at, seq rows between unbounded preceding and current row)
),

spans as (
  select
    running.file_no,
    files.unit_code,
    files.deposited_on,
    files.sample,
    case
      when stopped > 0 then 'DEMANDEUR'
      {% for actor in ['AU', 'PROVINCE', 'PC', 'ANCFCC', 'ONEE'] -%}
      when out_{{ actor }} > 0 then '{{ actor }}'
      {% endfor -%}
      when sat > 0 then 'SIGNATURE'
      else 'COMMUNE'
    end as holder,
    greatest(0, (
      {{ microseconds("least(coalesce(running.next_at, cast(" ~ add_days('files.ended_on', 1) ~ " as timestamp)), cast(" ~ add_days('files.ended_on', 1) ~ " as timestamp))") }}
      - {{ microseconds("greatest(running.happened_at, cast(files.started_on as timestamp))") }}
    ) / 86400000000e0) as days
  from running
  inner join files on running.file_no = files.file_no
),

holdings as (
  select
    file_no,
    unit_code,
    deposited_on,
    holder,
    {{ exact_sum('days') }} as days,
    max(case when sample then 1 else 0 end) as sample
  from spans
  group by file_no, unit_code, deposited_on, holder
)

select * from holdings
