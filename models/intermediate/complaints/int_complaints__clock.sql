-- One row per complaint with its clock: days from receipt to closing, 60 allowed (decree 2-17-265). Open ones are
-- censored on the last day covered. A reopened complaint counts to its last closing.
with complaints as (
  select * from {{ ref('stg_chikaya__complaint') }}
),

judged as (
  select
    complaints.*,
    units.commune_code,
    coverage.covered_until as cutoff_on,
    60 as legal_days,
    case
      when closed_on < received_on then 'closed_before_receipt'
      when received_on > coverage.covered_until then 'received_after_cutoff'
    end as clock_reason
  from complaints
  cross join {{ ref('stg_chikaya__coverage') }} as coverage
  left join {{ ref('stg_ref__unit') }} as units on complaints.unit_code = units.code and units.is_current
),

timed as (
  select
    *,
    case when clock_reason is null
      then cast({{ days_between('received_on', 'coalesce(closed_on, cutoff_on)') }} as integer)
    end as clock_days,
    clock_reason is null and closed_on is not null as is_event,
    coalesce(clock_reason is null and {{ days_between('received_on', 'cutoff_on') }} > legal_days, false) as is_due
  from judged
),

clocked as (
  select
    request_no,
    unit_code,
    coalesce(commune_code, unit_code) as commune_code,
    kind,
    theme,
    channel,
    received_on,
    {{ month_start('received_on') }} as month_start,
    first_answered_on,
    closed_on,
    clock_days,
    clock_reason,
    is_event,
    is_due,
    legal_days,
    case when clock_days > legal_days then false when is_event then true end as on_time,
    outcome,
    reopened_count > 0 as reopened,
    satisfied,
    sample
  from timed
)

select * from clocked
